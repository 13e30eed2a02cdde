import type { CardLeg, TransactionDetail, TransactionStatus } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import type { PageTexts } from '../../text/pages.en.ts';

export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'doubt' | 'plain';

/** The colour of each status; the badge's own word and icon say the same. */
export const STATUS_TONE: Readonly<Record<TransactionStatus, Tone>> = {
  paid: 'success',
  'in-progress': 'info',
  'in-doubt': 'doubt',
  mismatch: 'danger',
  overpaid: 'danger',
  'part-refunded': 'warning',
  refunded: 'plain',
  'refund-failed': 'danger',
  voided: 'plain',
};

export type Banner = { readonly tone: Tone; readonly title: string; readonly text: string };

/**
 * The sentence at the head of a sale. "Proven" is said only when every card leg has a second witness: Stripe's word
 * read by this till, and the webhook or the sweep.
 */
export function bannerFor(sale: TransactionDetail, texts: PageTexts, languageTag: string): Banner {
  const says = texts.banner;
  const cards = sale.legs.filter((leg) => leg.kind === 'card');
  switch (sale.status) {
    case 'paid':
      return paidBanner(cards, texts);
    case 'in-progress':
      return { tone: 'info', title: says.progressTitle, text: says.progressText };
    case 'in-doubt':
      return { tone: 'doubt', title: says.doubtTitle, text: says.doubtText };
    case 'mismatch':
      return { tone: 'danger', title: says.mismatchTitle, text: whyOf(cards, texts) };
    case 'overpaid':
      return { tone: 'danger', title: says.overpaidTitle, text: says.overpaidText };
    case 'part-refunded':
    case 'refunded':
      return {
        tone: sale.status === 'refunded' ? 'plain' : 'warning',
        title: sale.status === 'refunded' ? says.refundedTitle : says.partRefundedTitle,
        text: says.refundedText(formatMoney(money(sale.refundedMinor, sale.currency), languageTag)),
      };
    case 'refund-failed':
      return { tone: 'danger', title: says.refundFailedTitle, text: says.refundFailedText };
    case 'voided':
      return { tone: 'plain', title: says.voidedTitle, text: says.voidedText };
    default:
      throw new Error(`No banner for ${String(sale.status satisfies never)}`);
  }
}

function paidBanner(cards: readonly CardLeg[], texts: PageTexts): Banner {
  const says = texts.banner;
  const charged = cards.filter((leg) => leg.capturedMinor !== null && leg.asCash !== 'done');
  if (charged.length === 0) return { tone: 'success', title: says.cashTitle, text: says.cashText };
  if (charged.some((leg) => leg.reconciliation.state !== 'matched')) {
    return { tone: 'info', title: says.pendingTitle, text: says.pendingText };
  }
  const byWebhook = charged.every((leg) => leg.witnesses.webhookAtMs !== null);
  return { tone: 'success', title: says.provenTitle, text: byWebhook ? says.provenText : says.sweptText };
}

function whyOf(cards: readonly CardLeg[], texts: PageTexts): string {
  const why = cards.map((leg) => leg.reconciliation.why).find((each) => each !== null) ?? null;
  return why === null ? '' : texts.mismatch[why];
}
