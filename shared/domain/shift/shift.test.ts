import { describe, expect, it } from 'vitest';
import { minorUnits } from '../money/index.ts';
import { fingerprintOf, judgeCard, type CardAtStripe, type CardHere } from './index.ts';

const zero = minorUnits(0);
const here = (facts: Partial<Record<keyof CardHere, unknown>> = {}): CardHere => ({
  knows: 'taken',
  ofThisShift: true,
  takenMinor: minorUnits(1_000),
  refundedMinor: zero,
  refundedEverMinor: zero,
  currency: 'EUR',
  livemode: false,
  ...(facts as Partial<CardHere>), // Only amounts that a test writes by hand.
});
const stripe = (facts: Partial<Record<keyof CardAtStripe, unknown>> = {}): CardAtStripe => ({
  receivedMinor: minorUnits(1_000),
  onHoldMinor: zero,
  refundedMinor: zero,
  byOtherRegistersMinor: zero,
  currency: 'EUR',
  livemode: false,
  ...(facts as Partial<CardAtStripe>), // As above.
});

describe('a card payment beside Stripe', () => {
  it.for([
    ['the same to the cent', here(), stripe(), 'matched', 1_000, 1_000],
    ['one cent less at Stripe', here(), stripe({ receivedMinor: 999 }), 'amount-differs', 1_000, 999],
    ['one cent more at Stripe', here(), stripe({ receivedMinor: 1_001 }), 'amount-differs', 1_000, 1_001],
    ['nothing taken at Stripe', here(), stripe({ receivedMinor: 0 }), 'missing-charge', 1_000, 0],
    ['not known at Stripe', here(), null, 'missing-charge', 1_000, 0],
    ['no sale here', null, stripe(), 'missing-sale', 0, 1_000],
    ['no sale here, half given back', null, stripe({ refundedMinor: 500 }), 'missing-sale', 0, 500],
    ['another mode', here(), stripe({ livemode: true }), 'wrong-mode', 1_000, 1_000],
    ['another currency', here(), stripe({ currency: 'USD' }), 'amount-differs', 1_000, 1_000],
    [
      'held and not taken',
      here({ knows: 'nothing-taken', takenMinor: 0 }),
      stripe({ receivedMinor: 0, onHoldMinor: 1_000 }),
      'uncaptured',
      0,
      0,
    ],
    [
      'believed taken, only held',
      here(),
      stripe({ receivedMinor: 0, onHoldMinor: 1_000 }),
      'uncaptured',
      1_000,
      0,
    ],
    ['given back by a third hand', here(), stripe({ refundedMinor: 300 }), 'refunded-elsewhere', 1_000, 700],
    [
      'given back by another register',
      here(),
      stripe({ refundedMinor: 300, byOtherRegistersMinor: 300 }),
      'matched',
      1_000,
      1_000,
    ],
    [
      'given back by another register, and by a third hand',
      here(),
      stripe({ refundedMinor: 500, byOtherRegistersMinor: 300 }),
      'refunded-elsewhere',
      1_000,
      800,
    ],
    [
      'given back here, and there too',
      here({ refundedMinor: 300, refundedEverMinor: 300 }),
      stripe({ refundedMinor: 300 }),
      'matched',
      700,
      700,
    ],
    [
      'given back here, not there',
      here({ refundedMinor: 300, refundedEverMinor: 300 }),
      stripe(),
      'amount-differs',
      700,
      1_000,
    ],
    [
      'given back in another shift',
      here({ refundedEverMinor: 300 }),
      stripe({ refundedMinor: 300 }),
      'matched',
      1_000,
      1_000,
    ],
    [
      'a refund of an older payment',
      here({ ofThisShift: false, takenMinor: 0, refundedMinor: 400, refundedEverMinor: 400 }),
      stripe({ refundedMinor: 400 }),
      'matched',
      -400,
      -400,
    ],
    ['in doubt, and Stripe has it', here({ knows: 'doubt', takenMinor: 0 }), stripe(), 'in-doubt', 0, 1_000],
    [
      'in doubt, and Stripe was not able to say',
      here({ knows: 'doubt', takenMinor: 0 }),
      null,
      'in-doubt',
      0,
      null,
    ],
    ['given up, and never at Stripe', here({ knows: 'nothing-taken', takenMinor: 0 }), null, 'matched', 0, 0],
    [
      'given up, but charged',
      here({ knows: 'nothing-taken', takenMinor: 0 }),
      stripe(),
      'amount-differs',
      0,
      1_000,
    ],
    ['too much, still there', here({ knows: 'too-much', takenMinor: 0 }), stripe(), 'missing-sale', 0, 1_000],
    [
      'too much, given back',
      here({ knows: 'too-much', takenMinor: 0, refundedMinor: 1_000, refundedEverMinor: 1_000 }),
      stripe({ refundedMinor: 1_000 }),
      'matched',
      0,
      0,
    ],
  ] as const)('%s', ([, mine, theirs, kind, tillMinor, stripeMinor]) => {
    expect(judgeCard(mine, theirs)).toEqual({ kind, tillMinor, stripeMinor });
  });
});

describe('what was looked at', () => {
  const line = { kind: 'amount-differs', tillMinor: 1_000, stripeMinor: 900, currency: 'EUR' };

  it('is another line with another cent, kind or currency, or once Stripe can say', () => {
    const prints = [
      line,
      { ...line, stripeMinor: 901 },
      { ...line, tillMinor: 1_001 },
      { ...line, kind: 'uncaptured' },
      { ...line, currency: 'USD' },
      { ...line, stripeMinor: null },
    ].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
