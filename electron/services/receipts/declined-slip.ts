import { formatLocaleOf, type Locale } from '../../../shared/domain/locale/index.ts';
import { currencyCode } from '../../../shared/domain/money/index.ts';
import { classifyDecline } from '../../../shared/domain/payment/index.ts';
import {
  buildDeclinedSlip,
  type ReceiptDocument,
  type ReceiptLook,
} from '../../../shared/domain/receipt/index.ts';
import type { CardTender, TenderStore } from '../payments/index.ts';
import { wallClock } from './paper.ts';
import { DECLINED_SLIP_TEXTS, RECEIPT_TEXTS } from './texts.ts';

export type DeclinedSlipSource = {
  readonly tender: CardTender;
  readonly tenders: Pick<TenderStore, 'listJournal'>;
  readonly storeName: string;
  readonly cashierName: string;
};

/** The slip of a card tender's last refused card; null for a payment that no bank has refused. */
export function declinedSlip(
  source: DeclinedSlipSource,
  locale: Locale,
  look?: ReceiptLook,
): ReceiptDocument | null {
  const { tender } = source;
  const refused = source.tenders.listJournal(tender.tenderId).findLast(({ kind }) => kind === 'declined');
  const paymentIntentId = 'paymentIntentId' in tender.state ? tender.state.paymentIntentId : null;
  if (refused === undefined || typeof paymentIntentId !== 'string') return null;
  // Once another card has paid, the card on the tender is that one, and the refused one is not known any more.
  const charge = tender.state.state === 'declined' ? tender.charge : null;
  const own = DECLINED_SLIP_TEXTS[locale];
  return buildDeclinedSlip(
    {
      mode: tender.mode,
      storeName: source.storeName,
      register: tender.register,
      cashierName: source.cashierName,
      declinedAtIso: wallClock(refused.atMs),
      currency: currencyCode(tender.currency),
      amountMinor: tender.amountMinor,
      card:
        charge === null
          ? null
          : {
              brand: charge.brand,
              last4: charge.last4,
              entryMode: charge.entryMode,
              applicationName: charge.receipt?.applicationName ?? null,
              aid: charge.receipt?.aid ?? null,
            },
      reason: own.reasons[classifyDecline(refused.detail.declineCode ?? '').class],
      paymentIntentId,
    },
    RECEIPT_TEXTS[locale],
    own,
    formatLocaleOf(locale),
    look,
  );
}
