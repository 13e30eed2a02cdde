import { minorUnits, type MinorUnits } from '../money/index.ts';

/** Why a card payment of a shift is not proved. Each needs its cause mended, or a named manager. */
export const EXCEPTION_KINDS = [
  'in-doubt',
  'missing-sale',
  'missing-charge',
  'wrong-mode',
  'uncaptured',
  'refunded-elsewhere',
  'amount-differs',
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/**
 * One payment as this till has it, for one shift. `takenMinor`: what the till believes that Stripe took, tip included;
 * 0 where nothing was charged or the payment is of another shift. `refundedMinor`: what this shift gave back of it;
 * `refundedEverMinor`: what this till ever gave back, which is what Stripe is compared with.
 */
export type CardHere = {
  readonly knows: 'taken' | 'nothing-taken' | 'doubt' | 'too-much';
  /** Whether the payment itself belongs to this shift; a refund may be of an older one. */
  readonly ofThisShift: boolean;
  readonly takenMinor: MinorUnits;
  readonly refundedMinor: MinorUnits;
  readonly refundedEverMinor: MinorUnits;
  readonly currency: string;
  readonly livemode: boolean;
};

/** The same payment as main just read it at Stripe. */
export type CardAtStripe = {
  readonly receivedMinor: MinorUnits;
  readonly onHoldMinor: MinorUnits;
  readonly refundedMinor: MinorUnits;
  /** What of that other registers of this shop gave back: it is in their shifts. */
  readonly byOtherRegistersMinor: MinorUnits;
  readonly currency: string;
  readonly livemode: boolean;
};

/** `stripeMinor` null: not known, which is never taken for zero. Both sums are net of what went back in this shift. */
export type Judgement = {
  readonly kind: ExceptionKind | 'matched';
  readonly tillMinor: MinorUnits;
  readonly stripeMinor: MinorUnits | null;
};

/**
 * Compares one payment to the cent. `here` null: no sale of this till has it. `stripe` null: Stripe does not know it.
 * The first cause that applies is the line's kind, so that each difference is counted once.
 */
export function judgeCard(here: CardHere | null, stripe: CardAtStripe | null): Judgement {
  if (here === null) {
    const atStripe = stripe === null ? 0 : stripe.receivedMinor - stripe.refundedMinor;
    return { kind: 'missing-sale', tillMinor: minorUnits(0), stripeMinor: minorUnits(atStripe) };
  }
  // No sale needs this money, so neither it nor what went back of it is in any sum of the till.
  const inSales =
    here.knows === 'too-much' ? 0 : (here.ofThisShift ? here.takenMinor : 0) - here.refundedMinor;
  const tillMinor = minorUnits(inSales);
  if (stripe === null) {
    if (here.knows === 'doubt') return { kind: 'in-doubt', tillMinor, stripeMinor: null };
    if (here.knows === 'nothing-taken')
      return { kind: 'matched', tillMinor: minorUnits(0), stripeMinor: minorUnits(0) };
    return { kind: 'missing-charge', tillMinor, stripeMinor: minorUnits(0) };
  }
  const elsewhereMinor = stripe.refundedMinor - here.refundedEverMinor - stripe.byOtherRegistersMinor;
  const stripeMinor = minorUnits(
    (here.ofThisShift ? stripe.receivedMinor : 0) - here.refundedMinor - elsewhereMinor,
  );
  return { kind: kindOf(here, stripe, elsewhereMinor), tillMinor, stripeMinor };
}

function kindOf(here: CardHere, stripe: CardAtStripe, elsewhereMinor: number): Judgement['kind'] {
  if (here.knows === 'doubt') return 'in-doubt';
  if (stripe.livemode !== here.livemode) return 'wrong-mode';
  if (stripe.currency !== here.currency) return 'amount-differs';
  if (stripe.onHoldMinor > 0) return 'uncaptured';
  if (here.knows === 'too-much')
    return stripe.receivedMinor > stripe.refundedMinor ? 'missing-sale' : 'matched';
  if (here.knows === 'taken' && stripe.receivedMinor === 0) return 'missing-charge';
  if (here.ofThisShift && stripe.receivedMinor !== here.takenMinor) return 'amount-differs';
  if (elsewhereMinor > 0) return 'refunded-elsewhere';
  return elsewhereMinor < 0 ? 'amount-differs' : 'matched';
}
