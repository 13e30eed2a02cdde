import type { ReactNode } from 'react';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import type { StripeCardProps } from './StripePage.tsx';

const MODES = ['lan', 'server-driven'] as const;
const FALLBACKS = ['ask', 'automatic', 'never'] as const;
const CARTS = ['on', 'off'] as const;

/** Which way payments go to the reader, what happens when the shop's network does not reach it, and its screen. */
export function ReaderWayPart({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, sentenceFor } = context;
  const says = texts.settings.readerWay;
  const errand = useErrand();
  const mode = settings.readerMode;
  const fallback = settings.readerFallback;
  return (
    <div className="card__body stack settings__stack">
      <div className="field">
        <label className="field__label" htmlFor="reader-mode">
          {says.mode}
        </label>
        <div className="control">
          <select
            id="reader-mode"
            value={mode}
            disabled={errand.busy}
            onChange={(event) => {
              const chosen = MODES.find((each) => each === event.target.value);
              if (chosen !== undefined)
                errand.run(() => call('readers.setWay', { mode: chosen, fallback }), onSaved);
            }}
          >
            {MODES.map((each) => (
              <option key={each} value={each}>
                {says.modes[each]}
              </option>
            ))}
          </select>
        </div>
        <span className="field__hint">{says.modeHints[mode]}</span>
      </div>
      {mode === 'lan' ? (
        <div className="field">
          <label className="field__label" htmlFor="reader-fallback">
            {says.fallback}
          </label>
          <div className="control">
            <select
              id="reader-fallback"
              value={fallback}
              disabled={errand.busy}
              onChange={(event) => {
                const chosen = FALLBACKS.find((each) => each === event.target.value);
                if (chosen !== undefined)
                  errand.run(() => call('readers.setWay', { mode, fallback: chosen }), onSaved);
              }}
            >
              {FALLBACKS.map((each) => (
                <option key={each} value={each}>
                  {says.fallbacks[each]}
                </option>
              ))}
            </select>
          </div>
          <span className="field__hint">{says.fallbackHint}</span>
        </div>
      ) : null}
      {mode === 'lan' ? (
        <div className="field">
          <label className="field__label" htmlFor="reader-cart">
            {says.cart}
          </label>
          <div className="control">
            <select
              id="reader-cart"
              value={settings.cartOnReader ? 'on' : 'off'}
              disabled={errand.busy}
              onChange={(event) => {
                const on = event.target.value === 'on';
                errand.run(() => call('readers.setCartDisplay', { on }), onSaved);
              }}
            >
              {CARTS.map((each) => (
                <option key={each} value={each}>
                  {says.carts[each]}
                </option>
              ))}
            </select>
          </div>
          <span className="field__hint">{says.cartHint}</span>
        </div>
      ) : null}
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
    </div>
  );
}
