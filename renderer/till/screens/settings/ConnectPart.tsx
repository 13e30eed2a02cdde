import type { ReactNode } from 'react';
import type { ContractError, ReaderView, StripeSettings } from '../../../../shared/contract/index.ts';
import { formatSince } from '../../text/format.ts';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { ReaderTroubleNote } from './ReaderTroubleNote.tsx';
import { TakeOver } from './TakeOver.tsx';

/** Connects this register's reader and lets it go; says who else uses it, and has it taken over by a manager. */
export function ConnectPart(props: {
  readonly context: PageContext;
  readonly mode: StripeSettings['readerMode'];
  readonly chosen: ReaderView;
}): ReactNode {
  const { context, chosen } = props;
  const { call, snapshot } = context;
  const says = context.texts.settings;
  const errand = useErrand();
  const isConnected = snapshot.reader.state === 'ready' || snapshot.reader.state === 'waiting-for-card';
  // Where Stripe drives the reader there is no connection to end; to ask is to learn whose it is.
  const mayLetGo = isConnected && props.mode === 'lan';
  const { trouble } = snapshot.reader;
  const usedBy = errand.error === null ? null : usedByIn(context, errand.error);
  const isRefusedInUse = errand.error?.code === 'READER_IN_USE';
  // That it was not reached, the cause says better.
  const isSaidByCause =
    trouble !== null &&
    (errand.error?.code === 'READER_NOT_FOUND' || errand.error?.code === 'READER_OFFLINE');
  return (
    <div className="card__body stack settings__stack">
      {trouble === null || isRefusedInUse ? null : <ReaderTroubleNote trouble={trouble} />}
      {errand.error === null || isSaidByCause ? null : (
        <Problem text={[usedBy, context.sentenceFor(errand.error)].filter(Boolean).join(' ')} />
      )}
      <div className="row">
        <button
          type="button"
          className="btn btn--secondary"
          disabled={errand.busy}
          onClick={() => {
            if (mayLetGo) errand.run(() => call('readers.disconnect', {}));
            else errand.run(() => call('readers.connect', { takeOver: null }));
          }}
        >
          {mayLetGo ? says.disconnect : says.connect}
        </button>
        {isRefusedInUse || trouble?.cause === 'in-use' ? (
          <TakeOver
            context={context}
            label={chosen.label}
            usedBy={usedBy}
            // What was said about the other till is over with it.
            onDone={errand.forget}
          />
        ) : null}
      </div>
    </div>
  );
}

function usedByIn(context: PageContext, { facts }: ContractError): string | null {
  const register = facts?.['register'];
  const sinceMs = facts?.['sinceMs'];
  return typeof register === 'string' && typeof sinceMs === 'number'
    ? usedByText(context, register, sinceMs)
    : null;
}

/** "Counter 2 has been using this reader since 14:05", with the day where it is not today. */
export function usedByText(
  { texts, languageTag }: Pick<PageContext, 'texts' | 'languageTag'>,
  register: string,
  sinceMs: number,
  nowMs: number = Date.now(),
): string {
  return texts.settings.usedBy(register, formatSince(sinceMs, nowMs, languageTag));
}

/** As `usedByText`, or of a till that has not said so for a day: "Counter 2 last used this reader on 26 Nov 2026, 14:05". */
export function usageText(
  context: Pick<PageContext, 'texts' | 'languageTag'>,
  usedBy: NonNullable<ReaderView['usedBy']>,
  nowMs: number = Date.now(),
): string {
  const { register, sinceMs, lastSaidAtMs, isStale } = usedBy;
  return isStale
    ? context.texts.settings.lastUsedBy(register, formatSince(lastSaidAtMs, nowMs, context.languageTag))
    : usedByText(context, register, sinceMs, nowMs);
}
