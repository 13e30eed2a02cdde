import { refundableLines } from '../../../shared/domain/refund/index.ts';
import type { Sale } from '../sales/index.ts';
import type { CreateIntent, IntentRead, StripeAnswer, StripeGateway } from '../stripe/index.ts';
import type { CardTender } from './tender-store.ts';

/** A key older than this may have been forgotten by Stripe, so it no longer protects against a second intent. */
export const KEY_GOOD_FOR_MS = 23 * 3600 * 1000;

export type MakingPorts = {
  readonly storeId: () => string;
  /** Whether this account takes line items; remembered once it was seen to refuse them. */
  readonly lineItems: { readonly accepted: () => boolean; readonly refused: () => void };
};

/** What of a card tender its intent is made with. */
export type IntentOwner = Pick<
  CardTender,
  | 'tenderId'
  | 'saleId'
  | 'amountMinor'
  | 'tipAskedMinor'
  | 'currency'
  | 'capture'
  | 'register'
  | 'shiftId'
  | 'keyOrdinal'
>;

/** What a tender's key begins with; the table's own default. */
export const FIRST_KEY_ORDINAL = 1;

/** Derived from the tender, the step and an ordinal: the same after a restart, so nothing is ever made twice. */
export function keyFor(tender: Pick<CardTender, 'tenderId' | 'keyOrdinal'>, step: string): string {
  return `${tender.tenderId}:${step}:${String(tender.keyOrdinal)}`;
}

/** The request for a tender's intent: the same each time, as its key demands. */
export function intentRequest(ports: MakingPorts, sale: Sale, tender: IntentOwner): CreateIntent {
  // Stripe takes no item below zero, and a sale that takes goods back is not to be rebuilt from half of its lines.
  const hasReturns = sale.cart.lines.some((line) => line.unitPriceMinor < 0);
  return {
    amountMinor: tender.amountMinor,
    currency: tender.currency,
    capture: tender.capture,
    idempotencyKey: keyFor(tender, 'create'),
    description: `Sale ${String(sale.number)}`,
    metadata: {
      store: ports.storeId(),
      register: tender.register,
      shift: tender.shiftId,
      sale: tender.saleId,
      tender: tender.tenderId,
      ...(tender.tipAskedMinor === 0 ? {} : { tip: String(tender.tipAskedMinor) }),
    },
    lineItems: ports.lineItems.accepted() && !hasReturns ? itemsOf(sale) : null,
  };
}

/** Asks Stripe for the intent, and once more without line items where the account refuses those. */
export async function askForIntent(
  ports: MakingPorts,
  gateway: StripeGateway,
  request: CreateIntent,
): Promise<StripeAnswer<IntentRead>> {
  const answer = await gateway.createIntent(request);
  if (answer.kind !== 'refused' || request.lineItems === null || !answer.code.startsWith('parameter_'))
    return answer;
  ports.lineItems.refused();
  return gateway.createIntent({ ...request, lineItems: null });
}

/** What a sale could be rebuilt from, with what an exempt customer pays. A reduced line goes as one piece of what is paid for it: prices must add up. */
function itemsOf(
  sale: Sale,
): { readonly name: string; readonly quantity: number; readonly unitPriceMinor: number }[] {
  const exempt = sale.totals.exemptedMinor === 0 ? null : refundableLines(sale.cart, sale.totals, []);
  return sale.cart.lines.flatMap(({ name, quantity, unitPriceMinor }, index) => {
    const totals = sale.totals.lines[index];
    const paidMinor =
      exempt?.[index]?.paidMinor ??
      (totals === undefined ? 0 : totals.totalMinor - totals.orderDiscountMinor);
    if (paidMinor === unitPriceMinor * quantity) return [{ name, quantity, unitPriceMinor }];
    if (paidMinor <= 0) return [];
    return [
      {
        name: quantity === 1 ? name : `${String(quantity)} × ${name}`,
        quantity: 1,
        unitPriceMinor: paidMinor,
      },
    ];
  });
}
