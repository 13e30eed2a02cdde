import type { RefundReleaseReason } from '../../../shared/domain/refund/index.ts';
import type { ReleaseReason } from '../../../shared/domain/payment/index.ts';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { Timers } from '../ports.ts';
import type { RefundReader } from '../readers/index.ts';
import { metadataFor, type RefundEffectPorts } from './effects.ts';
import { leftMinor, lookAtPayment } from './look.ts';
import type { RefundLeg } from './records.ts';
import type { RefundEffects, RefundLearned, RefundRunner } from './runner.ts';

/** A reader that asks for a refund's card and gets none is let go after this long. */
const RELEASE_AFTER_MS = 120_000;

type Done = Record<string, never>;
type AtReaderPorts = RefundEffectPorts & { readonly reader: () => RefundReader };

/** The effects of a leg whose card has to be shown to a reader. What the reader says is a claim; Stripe is read. */
export function createReaderEffects(
  ports: AtReaderPorts,
  find: (leg: RefundLeg) => Promise<RefundLearned | null>,
): Pick<RefundEffects, 'arm-reader' | 'process-refund' | 'disarm-reader'> {
  return {
    'arm-reader': async (leg) => {
      const learned = await arm(ports, leg, find);
      // An earlier asking ends late: what it says must not be taken for the end of the one that goes on now.
      return learned === null || (isPast(ports, leg) && learned.event.type !== 'stripe-said')
        ? null
        : learned;
    },
    'process-refund': async (leg) => {
      const outcome = await ports.reader().process();
      const found = await find(leg);
      if (found !== null && found.event.type === 'stripe-said') return found;
      // The bank said no, and Stripe has nothing: the customer may show the card again.
      return outcome.kind === 'answered' ? { event: { type: 'never-made' } } : lost();
    },
    'disarm-reader': async (leg) => {
      const ready = ports.reader().ready();
      if (ready !== null && leg.paymentIntentId !== null) {
        await ports.reader().cancel(ready.readerId, leg.paymentIntentId);
      }
      return null;
    },
  };
}

async function arm(
  ports: AtReaderPorts,
  leg: RefundLeg,
  find: (leg: RefundLeg) => Promise<RefundLearned | null>,
): Promise<RefundLearned | null> {
  const gateway = ports.gateway();
  const ready = ports.reader().ready();
  const refund = ports.store.find(leg.refundId);
  const { paymentIntentId } = leg;
  if (gateway === null || ready === null || refund === null || paymentIntentId === null) {
    return released('reader-offline');
  }
  const looked = await lookAtPayment(gateway, paymentIntentId);
  if (looked.kind !== 'ok' || looked.intent.charge === null) return released('reader-lost');
  const others = ports.store.listLegsOfIntent(paymentIntentId).filter((each) => each.legId !== leg.legId);
  if (leg.amountMinor > leftMinor(looked, others)) return released('not-made');
  // On the disk before the reader hears of it: a refund that is not in this list afterwards is this one.
  ports.store.saveSeen(
    leg.legId,
    looked.refunds.map(({ snapshot }) => snapshot.stripeRefundId),
  );
  // Called off while Stripe was read: the reader must not hear of it after that.
  if (isPast(ports, leg)) return null;
  const outcome = await ports.reader().ask({
    reader: ready,
    paymentIntentId,
    chargeId: looked.intent.charge.chargeId,
    amountMinor: leg.amountMinor,
    currency: leg.currency,
    metadata: metadataFor(refund, leg, ports.storeId()),
  });
  const made = async (): Promise<RefundLearned | null> => {
    const found = await find(ports.store.findLeg(leg.legId) ?? leg);
    return found?.event.type === 'stripe-said' ? found : null;
  };
  switch (outcome.kind) {
    case 'collected':
      return { event: { type: 'card-presented' }, source: 'reader' };
    case 'ended':
      return released(reasonFor(outcome.why));
    case 'finished':
      return (await made()) ?? released(reasonFor(outcome.otherwise));
    case 'unknown':
      return (await made()) ?? lost();
    default:
      throw new Error(`Unknown outcome ${String(outcome satisfies never)}`);
  }
}

/** Whether the leg was asked for again, or is no longer asked for, since this effect began. */
function isPast(ports: AtReaderPorts, leg: RefundLeg): boolean {
  const now = ports.store.findLeg(leg.legId)?.state;
  const attempt = leg.state.state === 'armed' ? leg.state.attempt : null;
  return now?.state !== 'armed' || now.attempt !== attempt;
}

/** What a cashier does with a leg at the reader: ask for the card, stop asking, give the leg up. */
export function createReaderDesk(ports: {
  readonly runner: RefundRunner;
  readonly findLeg: (legId: string) => RefundLeg | null;
  readonly timers: Timers;
  readonly reader: () => RefundReader;
}) {
  const { runner } = ports;
  const stop = async (legId: string, why: RefundReleaseReason): Promise<boolean> => {
    const leg = ports.findLeg(legId);
    // Recorded first: a card that is read in this instant is then refused by the machine and makes nothing.
    const sent = await runner.send(legId, { type: 'released', why });
    if (!sent.ok || leg === null) return false;
    await runner.perform(legId, 'disarm-reader');
    return true;
  };
  return {
    ask: async (legId: string): Promise<Result<Done>> => {
      const ready = ports.reader().ready();
      if (ready === null) return refuse('READER_NOT_FOUND');
      const sent = await runner.send(legId, { type: 'arm-sent', readerId: ready.readerId });
      if (!sent.ok) return refuse('PAYMENT_NOT_NOW');
      ports.timers.after(RELEASE_AFTER_MS, () => {
        stop(legId, 'nobody-came').catch(() => undefined); // The disk: recovery at the next start.
      });
      return accept({});
    },
    stopAsking: async (legId: string): Promise<Result<Done>> =>
      (await stop(legId, 'cashier-cancelled')) ? accept({}) : refuse('PAYMENT_NOT_NOW'),
    withdraw: async (legId: string): Promise<Result<Done>> =>
      (await runner.send(legId, { type: 'withdrawn' })).ok ? accept({}) : refuse('PAYMENT_NOT_NOW'),
  };
}

function reasonFor(why: ReleaseReason): RefundReleaseReason {
  switch (why) {
    case 'customer-cancelled':
    case 'cashier-cancelled':
    case 'reader-lost':
    case 'reader-busy':
    case 'reader-offline':
      return why;
    case 'nobody-paid':
      return 'nobody-came';
    case 'restarted':
      return 'reader-lost';
    case 'not-confirmed':
      return 'declined';
    default:
      return 'not-made';
  }
}

function released(why: RefundReleaseReason): RefundLearned {
  return { event: { type: 'released', why }, source: 'reader' };
}

function lost(): RefundLearned {
  return { event: { type: 'answer-lost', cause: 'reader-lost' }, source: 'reader' };
}
