import { createHash } from 'node:crypto';
import { accept, refuse, type Result, type ShiftLine } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import {
  EXCEPTION_KINDS,
  fingerprintOf,
  judgeCard,
  type CardAtStripe,
  type CardHere,
} from '../../../shared/domain/shift/index.ts';
import type { Db } from '../db/index.ts';
import type { CardTender, TenderStore } from '../payments/index.ts';
import type { OrphanRow, Reconciler, Strays } from '../reconciliation/index.ts';
import { findSale } from '../sales/index.ts';
import type { Shift } from '../staff/index.ts';
import type { IntentRead, RefundRead, StripeGateway } from '../stripe/index.ts';
import { readShiftFacts, type ShiftCard, type ShiftFacts } from './shift-facts.ts';

export type ComparePorts = {
  readonly db: Db;
  readonly store: Pick<TenderStore, 'find' | 'findByIntent'>;
  readonly gateway: () => StripeGateway | null;
  readonly strays: Pick<Strays, 'note' | 'listOpen'>;
  readonly reconciler: Pick<Reconciler, 'checkTender'>;
  readonly storeId: () => string;
};

/** A line as it is compared: what the page shows, and whose it is. Who accepted it is joined later. */
export type ComparedLine = Omit<ShiftLine, 'accepted'> & {
  readonly tenderId: string | null;
  /** Whether money moved on it at all: a payment that was given up proves nothing and is not counted. */
  readonly moved: boolean;
};

export type Compared = { readonly facts: ShiftFacts; readonly lines: readonly ComparedLine[] };

/** Stripe dates in whole seconds, and the till's clock may be ahead of Stripe's. */
const MARGIN_MS = 10 * 60_000;
const TRIES = 3;

/**
 * Reads every card payment of a shift at Stripe and judges each to the cent. What differs is looked at once more the
 * way a manager's button does it, which repairs whatever the till had only missed. Refusals: STRIPE_UNREACHABLE and its
 * like while Stripe can't be asked; SHIFT_BUSY while the till sells faster than it can be compared.
 */
export async function compareShift(ports: ComparePorts, shift: Shift): Promise<Result<Compared>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = readShiftFacts(ports, shift.shiftId);
    const read = await readAtStripe(ports, shift, before.cards);
    if (!read.ok) return read;
    const facts = readShiftFacts(ports, shift.shiftId);
    if (facts.stamp !== before.stamp) continue;
    const lines = linesOf(ports, shift, facts, read.value);
    if (tries > 0 || !(await lookAgain(ports, lines))) return accept({ facts, lines });
  }
  return refuse('SHIFT_BUSY');
}

type AtStripe = {
  readonly livemode: boolean;
  readonly intents: ReadonlyMap<string, IntentRead | null>;
  /** By payment, what other registers of this shop gave back of it. */
  readonly byOtherRegisters: ReadonlyMap<string, number>;
};

/** The list of the shift's time, and one by one what it did not hold. `null` in it: Stripe knows no such payment. */
async function readAtStripe(
  ports: ComparePorts,
  shift: Shift,
  cards: readonly ShiftCard[],
): Promise<Result<AtStripe>> {
  const gateway = ports.gateway();
  // A shop that takes no cards has nothing to ask, and closes without a network.
  if (gateway === null)
    return cards.length === 0
      ? accept({ livemode: false, intents: new Map(), byOtherRegisters: new Map() })
      : refuse('STRIPE_UNREACHABLE');
  const listed = await gateway.listIntents(shift.openedAtMs - MARGIN_MS);
  if (listed.kind !== 'ok') return refuse(listed.error);
  const intents = new Map<string, IntentRead | null>();
  for (const read of listed.value) {
    intents.set(read.snapshot.paymentIntentId, read);
    ports.strays.note(read);
  }
  for (const { paymentIntentId } of cards) {
    if (paymentIntentId === null || intents.has(paymentIntentId)) continue;
    const answer = await gateway.readIntent(paymentIntentId);
    if (answer.kind === 'ok') intents.set(paymentIntentId, answer.value);
    else if (answer.kind === 'refused' && answer.status === 404) intents.set(paymentIntentId, null);
    else return refuse(answer.error);
  }
  const byOtherRegisters = new Map<string, number>();
  for (const { paymentIntentId, here } of cards) {
    const read = intents.get(paymentIntentId ?? '') ?? null;
    if (paymentIntentId === null || read === null || read.refundedMinor <= here.refundedEverMinor) continue;
    const refunds = await gateway.listRefunds(paymentIntentId);
    if (refunds.kind !== 'ok') return refuse(refunds.error);
    byOtherRegisters.set(paymentIntentId, givenBackByOthers(ports, refunds.value));
  }
  return accept({ livemode: gateway.livemode, intents, byOtherRegisters });
}

/** Each of our registers writes shop, refund and its own name into what it gives back, and has it in a shift of its own. */
function givenBackByOthers(ports: ComparePorts, refunds: readonly RefundRead[]): number {
  return refunds
    .filter(({ snapshot, metadata }) => {
      const legId = metadata['refund'];
      const isOurs = metadata['store'] === ports.storeId() && legId !== undefined;
      const isHere = ports.db.get('SELECT 1 FROM refund_legs WHERE leg_id = ?', legId ?? '') !== null;
      return isOurs && !isHere && snapshot.status !== 'failed' && snapshot.status !== 'canceled';
    })
    .reduce((sum, { snapshot }) => sum + snapshot.amountMinor, 0);
}

/** Has what differs checked with Stripe as by a manager. True when there was something to check. */
async function lookAgain(ports: ComparePorts, lines: readonly ComparedLine[]): Promise<boolean> {
  const doubtful = lines.filter(({ kind, tenderId }) => kind !== 'matched' && tenderId !== null);
  for (const { tenderId } of doubtful) await ports.reconciler.checkTender(tenderId ?? '', 'manager');
  return doubtful.length > 0;
}

function linesOf(
  ports: ComparePorts,
  shift: Shift,
  facts: ShiftFacts,
  at: AtStripe,
): readonly ComparedLine[] {
  const cards = facts.cards.map((card) => lineOfCard(ports.db, card, at));
  const orphans = ports.strays
    .listOpen()
    .filter(({ createdAtMs }) => createdAtMs >= shift.openedAtMs - MARGIN_MS)
    // What an earlier shift was closed with has its name there.
    .filter(({ paymentIntentId }) => !isInClosedShift(ports.db, paymentIntentId))
    .map(lineOfOrphan);
  return [...cards, ...orphans].toSorted(
    (one, other) => rankOf(one.kind) - rankOf(other.kind) || one.atMs - other.atMs,
  );
}

function isInClosedShift(db: Db, lineId: string): boolean {
  return db.get('SELECT 1 FROM shift_lines WHERE line_id = ? LIMIT 1', lineId) !== null;
}

function rankOf(kind: ComparedLine['kind']): number {
  return kind === 'matched' ? EXCEPTION_KINDS.length : EXCEPTION_KINDS.indexOf(kind);
}

function lineOfCard(db: Db, card: ShiftCard, at: AtStripe): ComparedLine {
  const { here, tender, paymentIntentId } = card;
  const read = paymentIntentId === null ? undefined : at.intents.get(paymentIntentId);
  const judged = judgeCard(here, atStripe(here, read ?? null, at));
  const sale = card.saleId === null ? null : findSale(db, card.saleId);
  return {
    ...figuresOf(judged, here.currency),
    lineId: card.lineId,
    tenderId: tender?.tenderId ?? null,
    paymentIntentId,
    sale: sale === null ? null : { saleId: sale.saleId, number: sale.number },
    card: shortCard(tender?.charge ?? read?.charge ?? null),
    atMs: card.atMs,
    moved: here.takenMinor > 0 || here.refundedMinor > 0 || judged.kind !== 'matched',
  };
}

/** The key of another mode can't see the payment at all: it is told apart from one that Stripe never had. */
function atStripe(here: CardHere, read: IntentRead | null, at: AtStripe): CardAtStripe | null {
  const { livemode } = at;
  if (read === null) {
    const hidden = here.knows !== 'nothing-taken' && here.livemode !== livemode;
    const none = minorUnits(0);
    return hidden
      ? {
          receivedMinor: none,
          onHoldMinor: none,
          refundedMinor: none,
          byOtherRegistersMinor: none,
          currency: here.currency,
          livemode,
        }
      : null;
  }
  const { snapshot } = read;
  return {
    receivedMinor: snapshot.amountReceivedMinor,
    onHoldMinor: snapshot.amountCapturableMinor,
    refundedMinor: minorUnits(read.refundedMinor),
    byOtherRegistersMinor: minorUnits(at.byOtherRegisters.get(snapshot.paymentIntentId) ?? 0),
    currency: snapshot.amount.currency,
    livemode: snapshot.livemode,
  };
}

function lineOfOrphan(orphan: OrphanRow): ComparedLine {
  const judged = judgeCard(null, {
    receivedMinor: minorUnits(orphan.captured ? orphan.amountMinor : 0),
    onHoldMinor: minorUnits(orphan.captured ? 0 : orphan.amountMinor),
    refundedMinor: minorUnits(orphan.captured ? orphan.refundedMinor : 0),
    byOtherRegistersMinor: minorUnits(0),
    currency: orphan.currency,
    livemode: false,
  });
  return {
    ...figuresOf(judged, orphan.currency),
    lineId: orphan.paymentIntentId,
    tenderId: null,
    paymentIntentId: orphan.paymentIntentId,
    sale: null,
    card: shortCard(orphan.charge),
    atMs: orphan.createdAtMs,
    moved: true,
  };
}

type Figures = 'kind' | 'tillMinor' | 'stripeMinor' | 'differenceMinor' | 'currency' | 'fingerprint';

function figuresOf(judged: ReturnType<typeof judgeCard>, currency: string): Pick<ComparedLine, Figures> {
  const { tillMinor, stripeMinor } = judged;
  return {
    ...judged,
    differenceMinor: stripeMinor === null ? null : minorUnits(stripeMinor - tillMinor),
    currency: currencyCode(currency),
    fingerprint: fingerprintOf({ ...judged, currency }),
  };
}

function shortCard(charge: CardTender['charge']): ShiftLine['card'] {
  return charge === null ? null : { brand: charge.brand, last4: charge.last4 };
}

/** One word for all that a person saw before closing. */
export function seenOf({ facts, lines }: Compared): string {
  const all = [facts.stamp, ...facts.obstacles, ...lines.map((line) => `${line.lineId} ${line.fingerprint}`)];
  return createHash('sha256').update(all.join('\n')).digest('hex');
}
