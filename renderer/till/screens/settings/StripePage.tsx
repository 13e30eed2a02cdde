import { ListChecks } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Result, StripeSettings, VerificationLine } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { KeysCard } from './KeysCard.tsx';
import { ReadersCard } from './ReadersCard.tsx';
import { RelayCard } from './RelayCard.tsx';
import { VerifyCard } from './VerifyCard.tsx';
import { WebhookCard } from './WebhookCard.tsx';

/** Each card saves through this: the answer is the whole page's new truth. */
export type Save = (errand: () => Promise<Result<StripeSettings>>, done?: () => void) => void;

export type StripeCardProps = {
  readonly context: PageContext;
  readonly settings: StripeSettings;
  readonly onSaved: (settings: StripeSettings) => void;
};

/** Settings → Integrations → Stripe. */
export function StripePage({ context }: { readonly context: PageContext }): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  // Asked again when the relay link or the mode changes, because ticks and states on this page follow them.
  const answer = useAnswer(
    [snapshot.mode, snapshot.relay.state, snapshot.relay.lastEventAtMs, snapshot.reader.state].join('|'),
    () => call('stripeSettings.get', {}),
  );
  const [saved, setSaved] = useState<StripeSettings | null>(null);
  const [lines, setLines] = useState<readonly VerificationLine[] | null>(null);
  const verify = useErrand();
  useEffect(() => {
    setSaved(null);
  }, [answer.value]);
  const settings = saved ?? answer.value;
  return (
    <>
      <header className="page__head">
        <div className="cell2 grow">
          <span className="micro faint">{`${says.title} / ${says.integrations}`}</span>
          <h1 className="h-title">{says.stripe}</h1>
        </div>
        <button
          type="button"
          className="btn btn--primary"
          disabled={verify.busy}
          onClick={() => {
            verify.run(
              () => call('stripeSettings.verify', {}),
              (value) => {
                setLines(value.lines);
              },
            );
          }}
        >
          <ListChecks className="i" aria-hidden />
          {says.verify}
        </button>
      </header>
      {answer.error === null ? null : (
        <Problem
          text={sentenceFor(answer.error)}
          action={{ label: texts.common.tryAgain, run: answer.ask }}
        />
      )}
      {verify.error === null ? null : <Problem text={sentenceFor(verify.error)} />}
      {settings === null ? (
        answer.error === null ? (
          <SkeletonRows count={6} label={texts.common.checking} />
        ) : null
      ) : (
        <>
          <ModeCard context={context} settings={settings} />
          <div className="settings__cols">
            <div className="stack settings__stack">
              <KeysCard context={context} settings={settings} onSaved={setSaved} />
              <WebhookCard context={context} settings={settings} onSaved={setSaved} />
            </div>
            <div className="stack settings__stack">
              <VerifyCard context={context} lines={lines} busy={verify.busy} />
              <ReadersCard context={context} settings={settings} onSaved={setSaved} />
              <RelayCard context={context} settings={settings} onSaved={setSaved} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function ModeCard({
  context,
  settings,
}: {
  readonly context: PageContext;
  readonly settings: StripeSettings;
}): ReactNode {
  const says = context.texts.settings;
  const mode = settings.mode;
  return (
    <section className="card modecard">
      <div className="cell2 grow">
        <h2 className="h-card">{says.mode}</h2>
        <small>{`${mode === null ? says.modeText.none : says.modeText[mode]} ${says.modesNeverMix}`}</small>
      </div>
      {mode === null ? null : (
        <span className={`badge ${mode === 'live' ? 'badge--success' : `badge--${mode}`} modecard__badge`}>
          {mode.toUpperCase()}
        </span>
      )}
    </section>
  );
}
