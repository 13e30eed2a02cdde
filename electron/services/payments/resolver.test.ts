import { beforeEach, describe, expect, it } from 'vitest';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import type { ReaderDriver } from '../readers/index.ts';
import { createResolver, type CardTender, type Resolver, type Runner, type TenderStore } from './index.ts';

/*
 * Goal: a doubt is asked about until Stripe answers, soon at first and sparingly later, and one asking at a time.
 * Method: time is a list of timers that a test fires; the runner only writes down what it was asked to do.
 */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const DOUBT: CardTenderState = {
  state: 'in-doubt',
  paymentIntentId: 'pi_1',
  from: 'armed',
  cause: 'no-answer',
  wasCancelling: null,
  twin: null,
  attempt: 1,
  chargesSeen: 0,
};

let tenders: Map<string, CardTender>;
let done: string[];
let timers: { readonly delayMs: number; readonly call: () => void }[];
let resolver: Resolver;
let room: boolean;

function tenderIn(tenderId: string, state: CardTenderState): CardTender {
  const tender = { tenderId, saleId: 'sale-1', version: 1, state, armedOn: null } as unknown as CardTender; // The resolver reads nothing else.
  tenders.set(tenderId, tender);
  return tender;
}

beforeEach(() => {
  tenders = new Map();
  done = [];
  room = true;
  timers = [];
  const store = {
    find: (tenderId: string) => tenders.get(tenderId) ?? null,
    listUnsettled: () => [...tenders.values()],
  } as unknown as TenderStore; // As above.
  const runner = {
    send: (tenderId: string, event: { readonly type: string }) => {
      if (!room) return Promise.reject(new Error('database or disk is full'));
      done.push(`send ${event.type} ${tenderId}`);
      return Promise.resolve({ ok: false, refusal: 'not-now' });
    },
    perform: (tenderId: string, effect: string) => {
      done.push(`${effect} ${tenderId}`);
      return Promise.resolve();
    },
    idle: () => Promise.resolve(),
  } as unknown as Runner; // What it answers is not looked at.
  const driver = {
    disarm: () => {
      done.push('disarm');
      return Promise.resolve();
    },
  } as unknown as ReaderDriver; // Only this is used of it.
  resolver = createResolver({
    store,
    runner,
    driver: () => driver,
    timers: {
      after: (delayMs, call) => {
        const timer = { delayMs, call };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      sleep: () => Promise.resolve(),
    },
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    log: SILENT,
  });
});

async function fire(): Promise<number> {
  const timer = timers.shift();
  timer?.call();
  await new Promise((resolve) => setImmediate(resolve));
  return timer?.delayMs ?? -1;
}

describe('a doubt', () => {
  it('is asked about after 1, 2, 5, 10 and then every 30 seconds, for ever', async () => {
    resolver.noticed(tenderIn('t-1', DOUBT));
    const waits: number[] = [];
    for (let asks = 0; asks < 8; asks += 1) waits.push(await fire());
    expect(waits).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000, 30_000]);
    expect(done).toEqual(Array.from({ length: 8 }, () => 'read-intent t-1'));
  });

  it('is asked about once at a time, however often it is noticed', () => {
    const tender = tenderIn('t-1', DOUBT);
    for (let times = 0; times < 5; times += 1) resolver.noticed(tender);
    expect(timers).toHaveLength(1);
  });

  it('is not asked about any more once it is answered, or once the till stops', async () => {
    resolver.noticed(tenderIn('t-1', DOUBT));
    tenderIn('t-1', { state: 'cancelled', paymentIntentId: 'pi_1' });
    await fire();
    expect([done, timers]).toEqual([[], []]);
    resolver.noticed(tenderIn('t-2', DOUBT));
    resolver.stop();
    resolver.noticed(tenderIn('t-3', DOUBT));
    expect(timers).toEqual([]);
  });

  it('that the disk did not take is recorded as soon as there is room, and only if nothing happened since', async () => {
    tenderIn('t-1', { state: 'creating' });
    tenderIn('t-2', { state: 'creating' });
    room = false;
    resolver.unrecorded('t-1');
    resolver.unrecorded('t-2');
    await fire();
    await fire();
    room = true;
    tenders.set('t-2', { ...tenderIn('t-2', { state: 'creating' }), version: 2 });
    await fire();
    await fire();
    expect(done).toEqual(['send answer-lost t-1']);
    expect(timers).toEqual([]);
  });

  it('that a manager decided is still asked about', async () => {
    const decision = { verdict: 'treat-as-charged', managerName: 'Mia', reason: 'Slip' } as const;
    resolver.noticed(
      tenderIn('t-1', { state: 'decided-by-manager', paymentIntentId: 'pi_1', attempt: 1, decision }),
    );
    await fire();
    expect(done).toEqual(['read-intent t-1']);
  });
});

describe('after a crash', () => {
  const READER = { readerId: 'tmr_1', driver: 'lan' } as const;
  const ATTEMPT = { attempt: 1, chargesSeen: 0, paymentIntentId: 'pi_1' } as const;
  const cases: readonly (readonly [CardTenderState, string])[] = [
    [{ state: 'opened' }, 'send cancel-sent t-1'],
    [{ state: 'creating' }, 'send answer-lost t-1'],
    [{ ...ATTEMPT, state: 'armed', reader: READER }, 'send answer-lost t-1'],
    [{ ...ATTEMPT, state: 'authorising', reader: READER }, 'send answer-lost t-1'],
    [
      { state: 'cancelling', paymentIntentId: 'pi_1', reason: 'cashier', hadHold: false },
      'send answer-lost t-1',
    ],
    [{ ...ATTEMPT, state: 'ready', released: null }, 'read-intent t-1'],
    [DOUBT, 'read-intent t-1'],
  ];
  it.each(cases)('the reader is disarmed before anything is asked about %j', async (state, expected) => {
    tenderIn('t-1', state);
    await resolver.recover();
    expect(done).toEqual(['disarm', expected]);
  });

  it('one that the disk does not let be taken up keeps no other waiting, and is taken up when there is room', async () => {
    tenderIn('t-1', { state: 'creating' });
    tenderIn('t-2', DOUBT);
    room = false;
    await resolver.recover();
    room = true;
    await fire();
    await fire();
    expect(done).toEqual(['disarm', 'read-intent t-2', 'send answer-lost t-1', 'read-intent t-2']);
  });

  it('the reader is let go before anything is asked: a card held to it now must not pay for the life before', async () => {
    tenderIn('t-1', {
      state: 'armed',
      paymentIntentId: 'pi_1',
      reader: { readerId: 'r', driver: 'lan' },
      attempt: 1,
      chargesSeen: 0,
    });
    await resolver.recover();
    expect(done).toEqual(['disarm', 'send answer-lost t-1']);
  });

  it('with nothing left open the reader is left alone', async () => {
    await resolver.recover();
    expect(done).toEqual([]);
  });
});
