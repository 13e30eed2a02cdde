import type { ReactNode } from 'react';
import type { AdoptionSource, Approval, Result } from '../../../../shared/contract/index.ts';
import { ApprovalDialog } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/** What a manager is about to do. */
export type Act =
  | { readonly kind: 'adopt'; readonly paymentIntentId: string; readonly source: AdoptionSource }
  | { readonly kind: 'repair-tender'; readonly paymentIntentId: string; readonly saleId: string }
  | { readonly kind: 'refund' | 'release-hold'; readonly paymentIntentId: string }
  | { readonly kind: 'dismiss'; readonly itemId: string }
  | { readonly kind: 'retire'; readonly register: string };

/** Asks for PIN and reason, and carries the act out. `onDone` gets the sale that came of it, or null. */
export function ReviewAct(props: {
  readonly act: Act;
  readonly context: PageContext;
  readonly onClose: () => void;
  readonly onDone: (saleId: string | null) => void;
}): ReactNode {
  const { act, context } = props;
  const texts = useTexts().review;
  const errand = useErrand();
  const words = texts.acts[act.kind];
  return (
    <ApprovalDialog
      title={words.title}
      text={words.text}
      confirm={words.confirm}
      reasons={reasonsFor(act, texts.reasons)}
      busy={errand.busy}
      error={errand.error}
      onClose={props.onClose}
      onApprove={(approval) => {
        errand.run(() => send(context, act, approval), props.onDone);
      }}
    />
  );
}

function reasonsFor(act: Act, reasons: ReturnType<typeof useTexts>['review']['reasons']): readonly string[] {
  switch (act.kind) {
    case 'adopt':
    case 'repair-tender':
      return reasons.adopt;
    case 'refund':
    case 'release-hold':
      return reasons.refund;
    case 'dismiss':
      return reasons.dismiss;
    case 'retire':
      return reasons.retire;
    default:
      throw new Error(`No reasons for ${String(act satisfies never)}`);
  }
}

async function send(context: PageContext, act: Act, approval: Approval): Promise<Result<string | null>> {
  const { call } = context;
  switch (act.kind) {
    case 'adopt': {
      const { paymentIntentId, source } = act;
      return saleOf(await call('review.adopt', { paymentIntentId, source, approval }));
    }
    case 'repair-tender': {
      const { paymentIntentId, saleId } = act;
      return saleOf(await call('review.repairTender', { paymentIntentId, saleId, approval }));
    }
    case 'refund':
    case 'release-hold':
      return nothing(await call('review.refund', { paymentIntentId: act.paymentIntentId, approval }));
    case 'dismiss':
      return nothing(await call('review.dismiss', { itemId: act.itemId, approval }));
    case 'retire':
      return nothing(await call('registers.retire', { register: act.register, approval }));
    default:
      throw new Error(`No errand for ${String(act satisfies never)}`);
  }
}

function saleOf(answer: Result<{ readonly saleId: string }>): Result<string | null> {
  return answer.ok ? { ok: true, value: answer.value.saleId } : answer;
}

function nothing(answer: Result<unknown>): Result<string | null> {
  return answer.ok ? { ok: true, value: null } : answer;
}
