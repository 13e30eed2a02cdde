import type { ReviewItem, ReviewSeverity } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { viewCard, type CardTender } from '../payments/index.ts';
import { paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import { findSale, type Sale } from '../sales/index.ts';

/** What every item has, with the rest empty: a kind says only what is true of it. */
export function makeItem(
  facts: Pick<ReviewItem, 'itemId' | 'kind' | 'severity' | 'foundAtMs' | 'money' | 'currency' | 'actions'> &
    Partial<ReviewItem>,
): ReviewItem {
  return {
    why: null,
    dueAtMs:
      DUE_AFTER_MS[facts.severity] === null ? null : facts.foundAtMs + (DUE_AFTER_MS[facts.severity] ?? 0),
    amountMinor: null,
    stripe: null,
    sale: null,
    earlier: null,
    detail: null,
    count: null,
    ...facts,
  };
}

/** How soon somebody should have looked. */
const DUE_AFTER_MS: Readonly<Record<ReviewSeverity, number | null>> = {
  critical: 3_600_000,
  high: 8 * 3_600_000,
  medium: 3 * 24 * 3_600_000,
  low: null,
};

/** Stripe's side of a card tender, as it was last read. */
export function stripeSideOf(tender: CardTender): ReviewItem['stripe'] {
  return {
    paymentIntentId: paymentIntentIdOf(tender.state),
    amountMinor: minorUnits(tender.stripeReceivedMinor ?? tender.capturedMinor ?? tender.amountMinor),
    atMs: tender.createdAtMs,
    register: tender.register,
    card: viewCard(tender.charge),
  };
}

export function saleSideOf(db: Db, saleId: string | null): ReviewItem['sale'] {
  const sale = saleId === null ? null : findSale(db, saleId);
  return sale === null ? null : viewSaleSide(sale);
}

export function viewSaleSide(sale: Sale): NonNullable<ReviewItem['sale']> {
  return {
    saleId: sale.saleId,
    number: sale.number,
    amountMinor: sale.totals.totalMinor,
    atMs: sale.completedAtMs ?? sale.openedAtMs,
    items: itemsOf(sale.cart.lines),
  };
}

/** The payment that a suspected duplicate looks like, by what a person finds it again. */
export function earlierSideOf(db: Db, tender: CardTender | null): ReviewItem['earlier'] {
  const sale = tender === null ? null : findSale(db, tender.saleId);
  if (tender === null || sale === null) return null;
  return {
    sale: sale.number,
    receiptNumber: sale.receiptNumber,
    amountMinor: minorUnits(tender.capturedMinor ?? tender.amountMinor),
    atMs: tender.createdAtMs,
    card: viewCard(tender.charge),
    paymentIntentId: paymentIntentIdOf(tender.state),
  };
}

/** "2 Flat White, Cinnamon Bun", for a person who has to recognise a cart. */
export function itemsOf(lines: readonly { readonly name: string; readonly quantity: number }[]): string {
  const shown = lines
    .slice(0, 5)
    .map((line) => (line.quantity === 1 ? line.name : `${String(line.quantity)} ${line.name}`));
  return lines.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ');
}

export function currencyOf(text: string): ReviewItem['currency'] {
  return currencyCode(text);
}
