import type { ReactNode } from 'react';
import { ChoiceField, Problem } from '../page-parts.tsx';
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
      <ChoiceField
        id="reader-mode"
        label={says.mode}
        hint={says.modeHints[mode]}
        value={mode}
        choices={MODES}
        names={says.modes}
        disabled={errand.busy}
        onChoose={(chosen) => {
          errand.run(() => call('readers.setWay', { mode: chosen, fallback }), onSaved);
        }}
      />
      {mode === 'lan' ? (
        <>
          <ChoiceField
            id="reader-fallback"
            label={says.fallback}
            hint={says.fallbackHint}
            value={fallback}
            choices={FALLBACKS}
            names={says.fallbacks}
            disabled={errand.busy}
            onChoose={(chosen) => {
              errand.run(() => call('readers.setWay', { mode, fallback: chosen }), onSaved);
            }}
          />
          <ChoiceField
            id="reader-cart"
            label={says.cart}
            hint={says.cartHint}
            value={settings.cartOnReader ? 'on' : 'off'}
            choices={CARTS}
            names={says.carts}
            disabled={errand.busy}
            onChoose={(chosen) => {
              errand.run(() => call('readers.setCartDisplay', { on: chosen === 'on' }), onSaved);
            }}
          />
        </>
      ) : null}
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
    </div>
  );
}
