import { useState, type FormEvent, type ReactNode } from 'react';
import { Field, Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import type { StripeCardProps } from './StripePage.tsx';

const BADGES = {
  none: 'badge--plain',
  connecting: 'badge--info',
  live: 'badge--success',
  away: 'badge--warning',
  refused: 'badge--danger',
} as const;

/** The relay: where webhooks come from, paired once with a one-time code. */
export function RelayCard({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  const [url, setUrl] = useState(settings.relay.url ?? '');
  const [code, setCode] = useState('');
  const errand = useErrand();
  const pair = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(
      () => call('relay.pair', { url, code }),
      (next) => {
        setCode('');
        onSaved(next);
      },
    );
  };
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.relay}</h2>
        <span className={`badge ${BADGES[snapshot.relay.state]}`}>
          {says.relayState[snapshot.relay.state]}
        </span>
      </div>
      <div className="card__body stack settings__stack">
        <p className="small muted">{says.relayText}</p>
        {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
        {settings.relay.paired ? (
          <>
            <code className="idbox mono">{settings.relay.url ?? ''}</code>
            {settings.mode === 'training' ? null : (
              <button
                type="button"
                className="btn btn--secondary"
                disabled={errand.busy}
                onClick={() => {
                  errand.run(() => call('relay.unpair', {}), onSaved);
                }}
              >
                {says.unpair}
              </button>
            )}
          </>
        ) : (
          <form className="stack settings__stack" onSubmit={pair}>
            <Field
              id="relay-url"
              label={says.relayUrl}
              value={url}
              onChange={setUrl}
              mono
              placeholder="https://relay.example.com"
            />
            <Field id="pairing-code" label={says.pairingCode} value={code} onChange={setCode} mono />
            <button
              type="submit"
              className="btn btn--secondary"
              disabled={errand.busy || url === '' || code === ''}
            >
              {says.pair}
            </button>
          </form>
        )}
      </div>
    </section>
  );
}
