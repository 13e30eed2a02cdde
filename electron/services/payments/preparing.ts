import { inBackground } from '../background.ts';
import type { Ids } from '../ports.ts';
import type { ReadyReader } from '../readers/index.ts';
import type { Sale } from '../sales/index.ts';
import type { IntentRead, StripeAnswer } from '../stripe/index.ts';
import { createDropping, isFinalRefusal, type DropPorts } from './drop-prepared.ts';
import { askForIntent, FIRST_KEY_ORDINAL, intentRequest } from './make-intent.ts';
import type { CardPlan } from './plan-card.ts';
import {
  findPrepared,
  isCardLikely,
  listOpenPrepared,
  recordPrepared,
  recordPreparedEnd,
  recordPreparedId,
  type PreparedIntent,
} from './prepared-store.ts';
import type { CardTender } from './tender-store.ts';

/** Who has not pressed Card by then pays another way, or was called away. */
export const PREPARED_FOR_MS = 120_000;
/** A look at the reader counts for three seconds: it is looked at again just before that, so many times at most. */
const LOOK_AGAIN_MS = 2_900;
const LOOKS_AGAIN = 3;

export type PreparingPorts = DropPorts & {
  readonly ids: Ids;
  /** The reader that would be asked for a card now. */
  readonly ready: () => ReadyReader | null;
  /** True while waiting for a reader costs few looks, because its events come by the relay. */
  readonly relayLive: () => boolean;
  /** Looks at the reader now, for an asking that may follow at once. */
  readonly lookAhead: () => void;
};

/** For the card tender that is about to be opened: the id that it gets, and whether its intent is there already. */
export type Prepared = { readonly tenderId: string; readonly isMade: boolean };

export type Preparing = {
  /** A sale is about to be paid: where a card through Stripe's servers is likely, its intent is made now. */
  readonly begin: (sale: Sale, plan: CardPlan) => void;
  /** What was prepared for exactly this. Whatever else was prepared is dropped. */
  readonly match: (sale: Sale, plan: CardPlan) => Prepared | null;
  /** The tender of that id is on the disk: from here on it answers for the intent. */
  readonly used: (tenderId: string) => void;
  /** The answer to the request that was sent ahead for this tender, once; null: it has to ask by itself. */
  readonly takeAnswer: (tenderId: string) => Promise<StripeAnswer<IntentRead>> | null;
  /** Nobody will pay this sale by card now, or none at all. Its intent is cancelled. */
  readonly leave: (saleId?: string) => void;
  /** A card tender changed: one that ended without its intent gives it back. */
  readonly noticed: (tender: CardTender) => void;
  /** Cancels what an earlier life of the till prepared and nobody used. */
  readonly recover: () => void;
  readonly retryNow: () => void;
  readonly stop: () => void;
};

type AtHand = {
  readonly prepared: Omit<PreparedIntent, 'state' | 'paymentIntentId'>;
  readonly answer: Promise<StripeAnswer<IntentRead>>;
  /** Null while it is awaited. */
  known: StripeAnswer<IntentRead> | null;
  forgetAge: () => void;
  forgetLook: () => void;
};

/**
 * Makes the intent of a card payment before anybody presses Card. No reader hears of it, so nobody can pay it, until a
 * card tender of the same id has taken it over; one at a time, and cancelled as soon as it is not what will be paid.
 */
export function createPreparing(ports: PreparingPorts): Preparing {
  const { db, clock, timers, log } = ports;
  let atHand: AtHand | null = null;
  const asking = new Map<string, Promise<unknown>>();
  const answers = new Map<string, Promise<StripeAnswer<IntentRead>>>();
  const refused = new Set<string>();
  const dropping = createDropping(
    ports,
    (tenderId) => asking.get(tenderId) ?? null,
    (tenderId) => refused.has(tenderId),
  );

  const prepare = async (sale: Sale, plan: CardPlan): Promise<void> => {
    const gateway = ports.gateway();
    if (gateway === null || sale.mode === 'none' || gateway.livemode !== (sale.mode === 'live')) return;
    if (ports.ready()?.driver !== 'server-driven' || !isCardLikely(db)) return;
    const tenderId = ports.ids.uuidv7();
    const { saleId, mode, cartHash, register, shiftId } = sale;
    const wanted = {
      tenderId,
      saleId,
      amountMinor: plan.amountMinor,
      capture: plan.capture,
      currency: sale.total.currency,
      register,
      shiftId,
    };
    const owner = { ...wanted, tipAskedMinor: 0, keyOrdinal: FIRST_KEY_ORDINAL };
    const request = intentRequest(ports, sale, owner);
    const prepared = { ...wanted, mode, cartHash, request, createdAtMs: clock.nowMs() };
    recordPrepared(db, prepared);
    const answer = askForIntent(ports, gateway, request);
    const hand: AtHand = {
      prepared,
      answer,
      known: null,
      forgetLook: () => undefined,
      forgetAge: timers.after(PREPARED_FOR_MS, () => {
        if (atHand === hand) leave();
      }),
    };
    atHand = hand;
    asking.set(tenderId, answer);
    ports.lookAhead();
    keepLooking(hand, LOOKS_AGAIN);
    try {
      hand.known = await answer;
    } finally {
      asking.delete(tenderId);
    }
    noteAnswer(tenderId, hand.known);
  };
  const noteAnswer = (tenderId: string, answer: StripeAnswer<IntentRead>): void => {
    log.info('payment.prepared', { tender: tenderId, answer: answer.kind });
    if (answer.kind === 'ok')
      recordPreparedId(db, tenderId, answer.value.snapshot.paymentIntentId, clock.nowMs());
    if (answer.kind !== 'refused') return;
    refused.add(tenderId);
    // Nobody is told before Card is pressed: the payment then asks for itself, and hears the same.
    if (isFinalRefusal(answer)) recordPreparedEnd(db, tenderId, 'gone', clock.nowMs());
  };
  const keepLooking = (hand: AtHand, times: number): void => {
    if (times === 0) return;
    hand.forgetLook = timers.after(LOOK_AGAIN_MS, () => {
      // Without a relay the waiting for the card costs a look every two seconds: those come first.
      if (atHand !== hand || !ports.relayLive()) return;
      ports.lookAhead();
      keepLooking(hand, times - 1);
    });
  };
  const takeHand = (): AtHand | null => {
    const hand = atHand;
    atHand = null;
    hand?.forgetAge();
    hand?.forgetLook();
    return hand;
  };
  const leave = (saleId?: string): void => {
    if (atHand === null || (saleId !== undefined && atHand.prepared.saleId !== saleId)) return;
    const hand = takeHand();
    if (hand !== null) dropping.drop(hand.prepared.tenderId);
  };
  return {
    begin: (sale, plan) => {
      leave();
      inBackground(log, 'payment.prepare', () => prepare(sale, plan));
    },
    match: (sale, plan) => {
      if (atHand === null) return null;
      const { prepared, known } = atHand;
      if (isFor(prepared, sale, plan) && (known === null || !isFinalRefusal(known)))
        return { tenderId: prepared.tenderId, isMade: known?.kind === 'ok' };
      leave();
      return null;
    },
    used: (tenderId) => {
      if (atHand?.prepared.tenderId !== tenderId) return;
      const hand = takeHand();
      answers.clear(); // One is used at a time; what an earlier one did not need is of no use any more.
      if (hand !== null && (hand.known === null || hand.known.kind === 'ok'))
        answers.set(tenderId, hand.answer);
    },
    takeAnswer: (tenderId) => {
      const answer = answers.get(tenderId) ?? null;
      answers.delete(tenderId);
      return answer;
    },
    leave,
    noticed: ({ tenderId, state }) => {
      if (state.state !== 'cancelled' || state.paymentIntentId !== null) return;
      if (findPrepared(db, tenderId)?.state === 'dropped') dropping.drop(tenderId);
    },
    recover: () => {
      for (const { tenderId } of listOpenPrepared(db))
        if (atHand?.prepared.tenderId !== tenderId) dropping.drop(tenderId);
    },
    retryNow: dropping.retryNow,
    stop: () => {
      takeHand();
      dropping.stop();
    },
  };
}

/** Whether the tender that is to be opened would ask for the very same intent. */
function isFor(prepared: AtHand['prepared'], sale: Sale, plan: CardPlan): boolean {
  return (
    prepared.saleId === sale.saleId &&
    prepared.amountMinor === plan.amountMinor &&
    plan.tipAskedMinor === 0 &&
    prepared.capture === plan.capture &&
    prepared.currency === sale.total.currency &&
    prepared.cartHash === sale.cartHash &&
    prepared.mode === sale.mode &&
    prepared.register === sale.register &&
    prepared.shiftId === sale.shiftId
  );
}
