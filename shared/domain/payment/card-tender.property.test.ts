import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorUnits, money } from '../money/index.ts';
import {
  stepCardTender,
  waitsForTwinAnswer,
  type CardTenderEffect,
  type CardTenderEvent,
  type CardTenderState,
  type CardTenderStep,
  type IntentSnapshot,
} from './index.ts';

/** What may charge a card or take held money. */
const CHARGING: readonly CardTenderEffect[] = [
  'create-intent',
  'arm-reader',
  'process-payment',
  'capture-intent',
];
const OPENED: CardTenderState = { state: 'opened' };
const INTENT_ID = fc.constantFrom('pi_1', 'pi_1', 'pi_1', 'pi_2');
const DECLINE = { code: 'insufficient_funds', class: 'insufficient-funds' } as const;

const SAID: fc.Arbitrary<CardTenderEvent> = fc
  .record({
    paymentIntentId: INTENT_ID,
    status: fc.constantFrom<IntentSnapshot['status'][]>(
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
      'processing',
      'requires_capture',
      'succeeded',
      'canceled',
    ),
    chargeCount: fc.nat(3),
  })
  .map(({ paymentIntentId, status, chargeCount }): CardTenderEvent => ({
    type: 'stripe-said',
    intent: {
      paymentIntentId,
      status,
      amount: money(500, 'EUR'),
      amountReceivedMinor: minorUnits(status === 'succeeded' ? 500 : 0),
      amountCapturableMinor: minorUnits(status === 'requires_capture' ? 500 : 0),
      tipMinor: minorUnits(0),
      captureBeforeMs: null,
      livemode: false,
      chargeCount,
      lastDecline: chargeCount > 1 ? DECLINE : null,
    },
  }));

const EVENT: fc.Arbitrary<CardTenderEvent> = fc.oneof(
  { weight: 4, arbitrary: SAID },
  fc.record({ type: fc.constant('intent-created' as const), paymentIntentId: INTENT_ID }),
  fc.record({
    type: fc.constant('arm-sent' as const),
    reader: fc.record({
      readerId: fc.constant('tmr_1'),
      driver: fc.constantFrom('lan' as const, 'server-driven' as const),
    }),
  }),
  fc.record({
    type: fc.constant('cancel-sent' as const),
    reason: fc.constantFrom(
      'cashier' as const,
      'duplicate' as const,
      'other-tender' as const,
      'void' as const,
      'third-hand' as const,
    ),
  }),
  fc.record({
    type: fc.constant('answer-lost' as const),
    cause: fc.constantFrom('no-answer' as const, 'restart' as const, 'reader-lost' as const),
  }),
  fc.record({
    type: fc.constant('manager-decided' as const),
    decision: fc.record({
      verdict: fc.constantFrom('treat-as-charged' as const, 'treat-as-not-charged' as const),
      managerName: fc.constant('Mia Manager'),
      reason: fc.constant('The slip says paid.'),
    }),
  }),
  fc.constant({ type: 'released', why: 'customer-cancelled' } as const),
  fc.constant({ type: 'twin-found', earlierTenderId: 'tender-0' } as const),
  fc.constantFrom(
    ...(
      [
        'create-sent',
        'intent-refused',
        'never-created',
        'card-presented',
        'capture-failed',
        'second-purchase',
      ] as const
    ).map((type) => ({ type })),
  ),
);

const USUAL: readonly CardTenderEvent[] = [
  { type: 'create-sent' },
  { type: 'intent-created', paymentIntentId: 'pi_1' },
  { type: 'arm-sent', reader: { readerId: 'tmr_1', driver: 'lan' } },
  { type: 'card-presented' },
];
/** The usual way, cut short anywhere and followed by anything: random events alone seldom reach a charge. */
const STORY: fc.Arbitrary<readonly CardTenderEvent[]> = fc
  .record({ usual: fc.nat(USUAL.length), wild: fc.array(EVENT, { maxLength: 25 }) })
  .map(({ usual, wild }) => [...USUAL.slice(0, usual), ...wild]);

type Moment = {
  readonly before: CardTenderState;
  readonly event: CardTenderEvent;
  readonly step: CardTenderStep;
};

function play(events: readonly CardTenderEvent[]): readonly Moment[] {
  let current = OPENED;
  return events.map((event) => {
    const before = current;
    const step = stepCardTender(before, event);
    if (step.ok) current = step.next;
    return { before, event, step };
  });
}

function intentOf(state: CardTenderState): string | null {
  return 'paymentIntentId' in state ? state.paymentIntentId : null;
}

function holds(check: (story: readonly Moment[]) => void): void {
  fc.assert(
    fc.property(STORY, (events) => {
      check(play(events));
    }),
    { numRuns: 2_000 },
  );
}

describe('whatever happens, in whatever order', () => {
  it('a tender asks for one intent at most, and never changes to another', () => {
    holds((story) => {
      const created = story.filter(({ step }) => step.ok && step.effects.includes('create-intent'));
      expect(created.length).toBeLessThanOrEqual(1);
      const ids = new Set(story.flatMap(({ step }) => (step.ok ? (intentOf(step.next) ?? []) : [])));
      expect(ids.size).toBeLessThanOrEqual(1);
    });
  });

  it('nothing charges after Stripe said that it has the money', () => {
    holds((story) => {
      const paid = story.findIndex(
        ({ step }) => step.ok && ['approved', 'overpaid'].includes(step.next.state),
      );
      if (paid === -1) return;
      for (const { step } of story.slice(paid + 1)) expect(step.ok).toBe(false);
    });
  });

  it('nothing charges once it was given up, except to take what a manager called paid', () => {
    holds((story) => {
      for (const { before, step } of story) {
        if (!step.ok || !['cancelling', 'cancelled', 'hold-released'].includes(before.state)) continue;
        expect(step.effects.filter((effect) => CHARGING.includes(effect))).toEqual([]);
      }
    });
  });

  it('a held amount that looks like an earlier payment is not taken before the cashier was heard', () => {
    holds((story) => {
      for (const { before, event, step } of story) {
        if (!step.ok || !waitsForTwinAnswer(before)) continue;
        const isCapturing = step.effects.includes('capture-intent');
        expect(isCapturing).toBe(event.type === 'second-purchase');
        if (step.next.state === 'to-capture') expect(waitsForTwinAnswer(step.next)).toBe(!isCapturing);
      }
    });
  });

  it('it is cancelled only when Stripe said so, or when Stripe never had it', () => {
    holds((story) => {
      for (const { before, event, step } of story) {
        if (!step.ok || !['cancelled', 'hold-released'].includes(step.next.state)) continue;
        const stripeSaidSo = event.type === 'stripe-said' && event.intent.status === 'canceled';
        const neverSent = before.state === 'opened' && event.type === 'cancel-sent';
        const neverThere =
          (event.type === 'never-created' || event.type === 'intent-refused') && intentOf(before) === null;
        expect(stripeSaidSo || neverSent || neverThere).toBe(true);
      }
    });
  });

  it('money at Stripe ends approved or overpaid, and only money at Stripe does', () => {
    holds((story) => {
      for (const { before, event, step } of story) {
        const after = step.ok ? step.next : before;
        const hasMoney = ['approved', 'overpaid'].includes(after.state);
        const isProof = event.type === 'stripe-said' && event.intent.status === 'succeeded';
        const isOurs =
          before.state !== 'opened' &&
          event.type === 'stripe-said' &&
          [null, event.intent.paymentIntentId].includes(intentOf(before));
        if (isProof && isOurs) expect(after.state).toMatch(/^(approved|overpaid)$/u);
        if (hasMoney && step.ok) expect(isProof).toBe(true);
      }
    });
  });

  it('a step changes neither what it was given nor its mind', () => {
    fc.assert(
      fc.property(STORY, (events) => {
        for (const { before, event } of play(events)) {
          const kept = structuredClone({ before, event });
          expect(stepCardTender(before, event)).toEqual(stepCardTender(before, event));
          expect({ before, event }).toEqual(kept);
        }
      }),
      { numRuns: 300 },
    );
  });
});
