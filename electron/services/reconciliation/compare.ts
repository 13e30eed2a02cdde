import type { MismatchKind, ReconciliationState } from '../../../shared/contract/index.ts';
import type { CardTender } from '../payments/index.ts';
import type { IntentRead } from '../stripe/index.ts';

export type Verdict = { readonly state: ReconciliationState; readonly why: MismatchKind | null };

const MATCHED: Verdict = { state: 'matched', why: null };

/** Whether both sides say the same, to the cent. */
export function compare(tender: CardTender, read: IntentRead): Verdict {
  const { snapshot } = read;
  if (snapshot.livemode !== (tender.mode === 'live')) return differs('mode');
  if (snapshot.amount.currency !== tender.currency) return differs('currency');
  // Only a tip may make an amount larger than what the reader was asked to take.
  if (snapshot.amount.amountMinor !== tender.amountMinor + snapshot.tipMinor) return differs('amount');
  switch (tender.state.state) {
    case 'approved':
      if (snapshot.tipMinor !== tender.state.tipMinor) return differs('tip');
      if (snapshot.status === 'requires_capture') return differs('not-captured');
      if (snapshot.status !== 'succeeded') return differs('state');
      return snapshot.amountReceivedMinor === tender.state.capturedMinor ? MATCHED : differs('amount');
    case 'cancelled':
    case 'hold-released':
      return snapshot.status === 'canceled' ? MATCHED : differs('state');
    case 'overpaid':
      return differs('charged-after-cancel');
    default:
      return { state: 'pending', why: null };
  }
}

function differs(why: MismatchKind): Verdict {
  return { state: 'mismatched', why };
}
