import { findSale } from '../sales/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { ArmedPayment, ReaderDriver } from '../readers/index.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';
import {
  paymentIntentIdOf,
  waitsForTwinAnswer,
  type DoubtCause,
  type ReleaseReason,
} from '../../../shared/domain/payment/index.ts';
import type { Learned, TenderEffects } from './runner.ts';
import type { CardTender, TenderStore } from './tender-store.ts';
import { findTwin } from './twins.ts';

/** How long the answer to a creation stands for the intent that nobody has touched since. */
const FRESH_FOR_MS = 30_000;

/** A key older than this may have been forgotten by Stripe, so it no longer protects against a second intent. */
const KEY_GOOD_FOR_MS = 23 * 3600 * 1000;

export type EffectPorts = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly driver: () => ReaderDriver;
  readonly storeId: () => string;
  /** Whether the reader asks for tips. */
  readonly tipsOnReader: () => boolean;
  /** Whether this account takes line items; remembered once it was seen to refuse them. */
  readonly lineItems: { readonly accepted: () => boolean; readonly refused: () => void };
};

/** What the machine's effects do: each talks to Stripe or to the reader, and says what it learned. */
export function createTenderEffects(ports: EffectPorts): TenderEffects {
  const read = (tender: CardTender): Promise<Learned | null> => readAtStripe(ports, tender);
  const fresh = rememberFresh(ports.clock);
  return {
    'create-intent': async (tender) => {
      const made = await createIntent(ports, tender, fresh.keep);
      return made === 'no-answer' || made === 'stored-failure' ? lost('no-answer') : made;
    },
    'disarm-reader': async (tender) => {
      await ports.driver().disarm(armedPaymentOf(tender));
      return null;
    },
    'arm-reader': (tender) => armReader(ports, tender, fresh.take),
    'process-payment': async (tender) => {
      const id = paymentIntentIdOf(tender.state);
      if (id === null) return null;
      const outcome = await ports.driver().process(id);
      const learned = await read(tender);
      if (learned === null) return lost('no-answer');
      // Collected but not confirmed, and the reader can't say why: asking it again blindly could go on for ever.
      const unconfirmed =
        learned.event.type === 'stripe-said' && learned.event.intent.status === 'requires_confirmation';
      return unconfirmed && outcome.kind === 'unknown' ? lost('reader-lost') : learned;
    },
    'look-for-twin': (tender) => Promise.resolve(lookForTwin(ports.db, tender)),
    'capture-intent': async (tender) => {
      // The look just before found one, or somebody asks for a capture in general: the cashier has to be heard first.
      if (waitsForTwinAnswer(tender.state)) return null;
      const id = paymentIntentIdOf(tender.state);
      const gateway = ports.gateway();
      if (id === null || gateway === null) return lost('no-answer');
      // Stripe keeps a failure under its key, so each try that was seen to fail has another one, recorded before.
      const tries = tender.state.state === 'to-capture' ? tender.state.captureTries : 0;
      const answer = await gateway.captureIntent(id, keyFor(tender, `capture-${String(tries)}`));
      const learned = await read(tender);
      if (learned === null) return lost('no-answer');
      const held = learned.event.type === 'stripe-said' && learned.event.intent.status === 'requires_capture';
      if (!held) return learned;
      ports.log.warn('payment.capture-failed', { tender: tender.tenderId, kind: answer.kind, tries });
      return { event: { type: 'capture-failed' } };
    },
    'cancel-intent': async (tender) => {
      const id = paymentIntentIdOf(tender.state);
      const gateway = ports.gateway();
      if (gateway === null) return null;
      if (id === null) return read(tender);
      const answer = await gateway.cancelIntent(id, keyFor(tender, `cancel-${String(tender.version)}`));
      const learned = await read(tender);
      if (learned === null) return lost('no-answer');
      const open =
        learned.event.type === 'stripe-said' &&
        learned.event.intent.status !== 'canceled' &&
        learned.event.intent.status !== 'succeeded';
      // Not done and still open: asked again at once it would most likely fail again, so the resolver takes its time.
      return answer.kind !== 'ok' && open ? lost('unknown-answer') : learned;
    },
    'read-intent': read,
  };
}

/** Whether the held amount looks like an earlier payment made again. Nothing is asked of Stripe for it. */
function lookForTwin(db: Db, tender: CardTender): Learned | null {
  // A manager called it paid and the goods are gone: the question whether to take the money was answered by that.
  if (tender.decision?.verdict === 'treat-as-charged') return null;
  const twin = findTwin(db, tender.tenderId);
  if (twin === null) return null;
  return { event: { type: 'twin-found', earlierTenderId: twin.earlierTenderId }, source: 'till' };
}

/** The payment that a tender last armed a reader for; null when it never did. */
export function armedPaymentOf(tender: CardTender): ArmedPayment | null {
  const paymentIntentId = paymentIntentIdOf(tender.state);
  return tender.armedOn === null || paymentIntentId === null
    ? null
    : { reader: tender.armedOn, paymentIntentId };
}

type Fresh = {
  readonly keep: (intent: IntentRead) => void;
  readonly take: (paymentIntentId: string) => IntentRead | null;
};

/**
 * An intent that was made a moment ago, and that no reader has seen, is as Stripe's answer to its creation says: asking
 * again would keep the customer waiting for nothing. Each answer is used once, and none after a restart.
 */
function rememberFresh(clock: Clock): Fresh {
  const kept = new Map<string, { readonly intent: IntentRead; readonly atMs: number }>();
  return {
    keep: (intent) => {
      kept.clear(); // One is made at a time; an older one was given up.
      kept.set(intent.snapshot.paymentIntentId, { intent, atMs: clock.monotonicMs() });
    },
    take: (paymentIntentId) => {
      const found = kept.get(paymentIntentId);
      kept.delete(paymentIntentId);
      return found !== undefined && clock.monotonicMs() - found.atMs < FRESH_FOR_MS ? found.intent : null;
    },
  };
}

/** Derived from the tender, the step and an ordinal: the same after a restart, so nothing is ever made twice. */
export function keyFor(tender: CardTender, step: string): string {
  return `${tender.tenderId}:${step}:${String(tender.keyOrdinal)}`;
}

function lost(cause: DoubtCause): Learned {
  return { event: { type: 'answer-lost', cause }, source: 'till' };
}

/** Repeating it is harmless while the key is good: Stripe gives the same answer again, a failure included. */
async function createIntent(
  ports: EffectPorts,
  tender: CardTender,
  keep: Fresh['keep'],
): Promise<Learned | 'no-answer' | 'stored-failure'> {
  const gateway = ports.gateway();
  const sale = findSale(ports.db, tender.saleId);
  if (gateway === null || sale === null) return { event: { type: 'intent-refused' } };
  // Stripe takes no item below zero, and a sale that takes goods back is not to be rebuilt from half of its lines.
  const hasReturns = sale.cart.lines.some((line) => line.unitPriceMinor < 0);
  const lineItems =
    ports.lineItems.accepted() && !hasReturns
      ? sale.cart.lines.map((line) => ({
          name: line.name,
          quantity: line.quantity,
          unitPriceMinor: line.unitPriceMinor,
        }))
      : null;
  const answer = await gateway.createIntent({
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
    lineItems,
  });
  if (answer.kind === 'ok') {
    if (!answer.value.cardPresentAllowed) {
      // Stripe dropped the card-present type without a word: this account can't take cards at a reader.
      ports.log.error('payment.card-present-not-allowed', { tender: tender.tenderId });
    }
    keep(answer.value);
    return { event: { type: 'intent-created', paymentIntentId: answer.value.snapshot.paymentIntentId } };
  }
  if (answer.kind === 'refused' && lineItems !== null && answer.code.startsWith('parameter_')) {
    ports.lineItems.refused();
    return createIntent(ports, tender, keep);
  }
  if (answer.kind === 'refused') {
    ports.log.warn('payment.intent-refused', { tender: tender.tenderId, code: answer.code });
    return { event: { type: 'intent-refused' }, refusedBy: answer.error };
  }
  return answer.stored ? 'stored-failure' : 'no-answer';
}

/** Reads the intent. With no id known, finds out first whether there is one at all. */
async function readAtStripe(ports: EffectPorts, tender: CardTender): Promise<Learned | null> {
  const gateway = ports.gateway();
  if (gateway === null) return null;
  const id = paymentIntentIdOf(tender.state);
  if (id === null) return findLostIntent(ports, gateway, tender);
  const answer = await gateway.readIntent(id);
  if (answer.kind !== 'ok') {
    ports.log.warn('payment.read-failed', { tender: tender.tenderId, kind: answer.kind });
    return null;
  }
  const { snapshot, charge } = answer.value;
  const wrongMode = snapshot.livemode !== (tender.mode === 'live');
  if (wrongMode || snapshot.amount.currency !== tender.currency) {
    ports.log.error('payment.intent-of-another-world', { tender: tender.tenderId });
    return null;
  }
  return { event: { type: 'stripe-said', intent: snapshot }, facts: charge };
}

async function findLostIntent(
  ports: EffectPorts,
  gateway: StripeGateway,
  tender: CardTender,
): Promise<Learned | null> {
  const listed = await gateway.listIntents(tender.createdAtMs - 60_000);
  if (listed.kind !== 'ok') return null;
  const found = listed.value.find((intent) => intent.metadata['tender'] === tender.tenderId);
  if (found !== undefined) {
    return { event: { type: 'intent-created', paymentIntentId: found.snapshot.paymentIntentId } };
  }
  const aged = ports.clock.nowMs() - tender.createdAtMs > KEY_GOOD_FOR_MS;
  // The same key answers with the same intent, or with the failure that Stripe remembers for it.
  const again = aged ? 'stored-failure' : await createIntent(ports, tender, () => undefined);
  // No answer to the same request may mean that Stripe still carries the first one out: asked again later.
  if (again === 'no-answer') return null;
  if (again !== 'stored-failure')
    return again.event.type === 'intent-refused' ? { ...again, event: { type: 'never-created' } } : again;
  const second = await gateway.listIntents(tender.createdAtMs - 60_000);
  if (second.kind !== 'ok' || second.value.some((intent) => intent.metadata['tender'] === tender.tenderId))
    return null;
  // Stripe can be read, has no such intent, and the key brings none: the rise is recorded before it is used.
  ports.store.raiseKeyOrdinal(tender, ports.clock.nowMs());
  return { event: { type: 'never-created' } };
}

async function armReader(
  ports: EffectPorts,
  tender: CardTender,
  takeFresh: Fresh['take'],
): Promise<Learned | null> {
  const gateway = ports.gateway();
  const { state } = tender;
  if (gateway === null || state.state !== 'armed')
    return { event: { type: 'released', why: 'reader-offline' }, source: 'till' };
  const id = state.paymentIntentId;
  const known = takeFresh(id);
  const intent = known === null ? await gateway.readIntent(id) : { kind: 'ok' as const, value: known };
  if (intent.kind !== 'ok') {
    // Nothing was asked of the reader yet, so nothing can be charged, whatever became of the reading.
    const refusedBy = intent.error === 'STRIPE_OUTCOME_UNKNOWN' ? 'STRIPE_UNREACHABLE' : intent.error;
    return { event: { type: 'released', why: 'reader-offline' }, source: 'till', refusedBy };
  }
  const { snapshot, clientSecret } = intent.value;
  if (snapshot.status !== 'requires_payment_method' && snapshot.status !== 'requires_confirmation') {
    return { event: { type: 'stripe-said', intent: snapshot }, facts: intent.value.charge };
  }
  // The amount on the reader is the sale's amount at this moment, or none at all.
  const sale = findSale(ports.db, tender.saleId);
  // A tip of an attempt that was declined may still be in it; the reader asks for the tip again.
  const asked = snapshot.amount.amountMinor - snapshot.tipMinor;
  const isOurs = asked === tender.amountMinor || snapshot.amount.amountMinor === tender.amountMinor;
  if (sale === null || sale.cartHash !== tender.cartHash || !isOurs) {
    ports.log.error('payment.amount-differs', { tender: tender.tenderId });
    return { event: { type: 'released', why: 'not-confirmed' }, source: 'till' };
  }
  // Called off while Stripe was read: whatever is said to the reader now would stay there unheard of.
  if (!isStillArmed(ports.store, tender)) return null;
  const outcome = await ports.driver().arm({
    reader: state.reader,
    paymentIntentId: id,
    clientSecret,
    amountMinor: tender.amountMinor,
    currency: tender.currency,
    tipping: ports.tipsOnReader(),
  });
  switch (outcome.kind) {
    case 'collected':
      return { event: { type: 'card-presented' }, source: 'reader' };
    case 'finished':
      return whatCameOfIt(ports, tender, outcome.otherwise);
    case 'ended':
      return {
        event: { type: 'released', why: outcome.why },
        source: 'reader',
        ...(outcome.refusedBy === undefined ? {} : { refusedBy: outcome.refusedBy }),
      };
    case 'unknown':
      return lost('reader-lost');
    default:
      throw new Error(`Unknown outcome ${String(outcome satisfies never)}`);
  }
}

/** Whether the asking that this tender was read for still goes on. */
function isStillArmed(store: TenderStore, { tenderId, state }: CardTender): boolean {
  const now = store.find(tenderId)?.state;
  return now?.state === 'armed' && state.state === 'armed' && now.attempt === state.attempt;
}

/** The asking is over and main did not confirm anything itself: Stripe says whether a card was charged meanwhile. */
async function whatCameOfIt(
  ports: EffectPorts,
  tender: CardTender,
  otherwise: ReleaseReason,
): Promise<Learned | null> {
  const learned = await readAtStripe(ports, tender);
  if (learned === null) return lost('no-answer');
  if (learned.event.type !== 'stripe-said') return learned;
  const { status, chargeCount } = learned.event.intent;
  const seen = 'chargesSeen' in tender.state ? tender.state.chargesSeen : 0;
  const untouched =
    (status === 'requires_payment_method' || status === 'requires_confirmation') && chargeCount <= seen;
  return untouched ? { event: { type: 'released', why: otherwise }, source: 'reader' } : learned;
}
