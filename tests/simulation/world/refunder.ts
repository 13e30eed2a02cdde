import type { RefundForm, RefundParts, RefundQuote, RefundSource } from '../../../shared/contract/index.ts';
import type { Shop } from './shop.ts';
import type { TillNode } from './till-node.ts';

/** Gives something of an earlier sale back, as the counter's refund screen does: look, choose, see the amount, confirm. */
export async function refundSomething(shop: Shop, till: TillNode, saleId: string): Promise<void> {
  const { chance } = shop;
  const source: RefundSource = { kind: 'sale', saleId };
  const prepared = await till.ask('refunds.prepare', { source });
  if (prepared?.ok !== true) return;
  const form = prepared.value as RefundForm; // The contract's own shape.
  if (form.mostMinor <= 0) return;
  const parts = chooseParts(shop, form);
  const quoted = await till.ask('refunds.quote', { source, parts });
  if (quoted?.ok !== true) return;
  const { amountMinor } = quoted.value as RefundQuote; // As above.
  const order = {
    source,
    parts,
    shares: null,
    expectedMinor: amountMinor,
    reason: 'changed-mind',
    note: null,
    restock: false,
  } as const;
  if (parts.kind === 'all' && chance.maybe(0.2)) {
    // Twice at once: the second finds nothing left.
    await Promise.all([till.ask('refunds.start', order), till.ask('refunds.start', order)]);
  } else await till.ask('refunds.start', order);
}

function chooseParts({ chance }: Shop, form: RefundForm): RefundParts {
  const line = form.lines.find(({ leftQuantity }) => leftQuantity > 0);
  const dice = chance.below(4);
  if (dice === 0 && line !== undefined)
    return { kind: 'lines', lines: [{ lineId: line.lineId, quantity: 1 }] };
  if (dice === 1) return { kind: 'amount', amountMinor: chance.between(1, form.mostMinor) as never }; // The schema's input is a number.
  return { kind: 'all' };
}
