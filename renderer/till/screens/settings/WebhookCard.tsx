import { Check, CircleAlert, CircleCheck } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CopyButton, Field, Problem, timeOf } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { masked, SavedValue } from './KeysCard.tsx';
import type { StripeCardProps } from './StripePage.tsx';

/** The endpoint to paste at Stripe, its four events with the time each was last heard, and the signing secret. */
export function WebhookCard({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { texts, snapshot, languageTag } = context;
  const says = texts.settings;
  const failures = snapshot.relay.signatureFailures;
  const lastMs = Math.max(0, ...settings.events.map((event) => event.lastReceivedAtMs ?? 0));
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.webhook}</h2>
        {failures > 0 ? (
          <span className="badge badge--danger">
            <CircleAlert className="i" aria-hidden />
            {String(failures)}
          </span>
        ) : lastMs === 0 ? null : (
          <span className="badge badge--success">
            <CircleCheck className="i" aria-hidden />
            {`${says.lastReceived} ${timeOf(lastMs, languageTag, true)}`}
          </span>
        )}
      </div>
      <div className="card__body stack settings__stack">
        {failures > 0 ? <Problem text={says.signaturesFail(failures)} /> : null}
        {failures === 0 && settings.signingSecretDiffers ? <Problem text={says.secretDiffers} /> : null}
        {settings.webhookUrl === null ? (
          <p className="muted small">{says.noWebhookUrl}</p>
        ) : (
          <SavedValue label={says.webhookUrl} value={settings.webhookUrl}>
            <CopyButton value={settings.webhookUrl} texts={texts.common} />
          </SavedValue>
        )}
        <SigningSecret context={context} settings={settings} onSaved={onSaved} />
        {settings.webhookUrl === null ? null : (
          <SetUpAnew context={context} settings={settings} onSaved={onSaved} />
        )}
        <div className="field">
          <span className="field__label">{says.events}</span>
          <ul className="events">
            {settings.events.map((event) => (
              <li key={event.type} className="events__row">
                <span className={`check ${event.lastReceivedAtMs === null ? '' : 'is-on'}`} aria-hidden>
                  {event.lastReceivedAtMs === null ? null : <Check className="i" />}
                </span>
                <code className="clip">{event.type}</code>
                <span className="small num muted nowrap">
                  {event.lastReceivedAtMs === null
                    ? texts.common.noneYet
                    : timeOf(event.lastReceivedAtMs, languageTag, true)}
                </span>
              </li>
            ))}
          </ul>
          <span className="field__hint">{says.eventsHint}</span>
        </div>
      </div>
    </section>
  );
}

/** The repair of invalid signatures, whatever the cause: nobody has to copy a secret. */
function SetUpAnew({ context, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  const errand = useErrand();
  return (
    <div className="stack settings__stack">
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      <div className="row">
        <p className="small muted grow">{says.setUpAnewHint}</p>
        <button
          type="button"
          className={`btn btn--sale ${snapshot.relay.signatureFailures > 0 ? 'btn--primary' : 'btn--secondary'}`}
          disabled={errand.busy}
          onClick={() => {
            errand.run(() => call('stripeSettings.setUpWebhook', {}), onSaved);
          }}
        >
          {says.setUpAnew}
        </button>
      </div>
    </div>
  );
}

function SigningSecret({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  const [replacing, setReplacing] = useState(false);
  const [secret, setSecret] = useState('');
  const errand = useErrand();
  const training = settings.mode === 'training';
  if (settings.signingSecret !== null && !replacing) {
    return (
      <SavedValue
        label={says.signingSecret}
        value={masked(settings.signingSecret)}
        {...(snapshot.relay.signatureFailures === 0 && !settings.signingSecretDiffers
          ? { hint: says.signaturesFit, good: true }
          : {})}
      >
        {training ? null : (
          <button
            type="button"
            className="btn btn--secondary"
            onClick={() => {
              setReplacing(true);
            }}
          >
            {texts.common.replace}
          </button>
        )}
      </SavedValue>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(
      () => call('stripeSettings.saveSigningSecret', { signingSecret: secret }),
      (next) => {
        setSecret('');
        setReplacing(false);
        onSaved(next);
      },
    );
  };
  return (
    <form className="stack settings__stack" onSubmit={submit}>
      <Field
        id="signing-secret"
        label={says.signingSecret}
        value={secret}
        onChange={setSecret}
        secret
        mono
        placeholder="whsec_…"
        error={errand.error === null ? null : sentenceFor(errand.error)}
      />
      <div className="row row--end">
        <button type="submit" className="btn btn--secondary" disabled={secret === '' || errand.busy}>
          {texts.common.save}
        </button>
      </div>
    </form>
  );
}
