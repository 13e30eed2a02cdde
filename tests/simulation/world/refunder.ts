import type {
  RefundForm,
  RefundLegView,
  RefundParts,
  RefundQuote,
  RefundSource,
  TransactionDetail,
} from '../../../shared/contract/index.ts';
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

/**
 * Says that a card payment of a sale was cash in truth, as the sale's page offers it; and at times where it does not.
 * False: nothing of that sale was paid by card.
 */
export async function callCash(shop: Shop, till: TillNode, saleId: string, pin: string): Promise<boolean> {
  const { chance } = shop;
  const got = await till.ask('transactions.get', { saleId });
  if (got?.ok !== true) return true;
  const { legs } = got.value as TransactionDetail; // The contract's own shape.
  // A page that somebody left open may offer what is no longer possible.
  const isStale = chance.maybe(0.1);
  const cards = legs.filter((leg) => leg.kind === 'card' && (isStale || leg.asCash === 'possible'));
  const tenderId = cards.find((leg) => leg.kind === 'card')?.tenderId;
  if (tenderId === undefined) return false;
  const press = () => till.ask('refunds.asCash', { tenderId, approval: { pin, reason: 'It was cash' } });
  await (chance.maybe(0.15) ? Promise.all([press(), press()]) : press());
  return true;
}

const LOOKS_MOST = 60;
const ASKS_MOST = 8;

/**
 * Stands at the reader until the refunds of a sale whose card has to be shown have come to an end. In a hurry the
 * cashier stops the asking, gives a refund up, or walks away while the reader still asks; in calm it is asked for again
 * until it is made, or given up.
 */
export async function serveAtReader(
  { chance, time }: Shop,
  till: TillNode,
  saleId: string,
  { calm, pin }: { readonly calm: boolean; readonly pin: string },
): Promise<void> {
  let asks = 0;
  for (let look = 0; look < LOOKS_MOST; look += 1) {
    await time.sleep(calm ? 3_000 : chance.between(1_000, 6_000));
    await till.whenUp();
    if (till.page()?.locked === true) {
      if (!calm) return; // Whoever waits for it unlocks it with the next customer.
      await till.ask('app.unlock', { pin });
    }
    const legs = await listAtReader(till, saleId);
    const open = legs?.find(({ state }) => ['ready', 'armed', 'processing', 'in-doubt'].includes(state));
    // A doubt ends without anybody at the reader, and the refund may be ready again after it.
    if (legs !== null && (open === undefined || (open.state === 'in-doubt' && !calm))) return;
    if (open === undefined) continue;
    const { legId, state } = open;
    const dice = calm ? 99 : chance.below(100);
    if (dice < 8) return;
    if (state === 'ready' && (asks >= ASKS_MOST || dice < 20))
      await till.ask('refunds.withdrawLeg', { legId });
    else if (state === 'ready') {
      asks += 1;
      await till.ask('refunds.askReader', { legId });
    } else if (state === 'armed' && dice < 14) await till.ask('refunds.stopReader', { legId });
  }
}

/** Null: the till did not say. */
async function listAtReader(till: TillNode, saleId: string): Promise<readonly RefundLegView[] | null> {
  const got = await till.ask('transactions.get', { saleId });
  if (got?.ok !== true) return null;
  const { refunds } = got.value as TransactionDetail; // The contract's own shape.
  return refunds.flatMap(({ legs }) => legs.filter(({ atReader }) => atReader));
}
