import type { AppSnapshot } from '../../../../shared/contract/views/app.ts';

export type WhyNoCards = 'degraded' | 'away' | 'reader' | 'not-set-up';

/** Why no card can be taken now, the cause that a person can least do about first; null: cards work. */
export function whyNoCards(
  snapshot: Pick<AppSnapshot, 'cardsReady' | 'degraded' | 'stripe' | 'reader'>,
): WhyNoCards | null {
  if (snapshot.degraded !== null) return 'degraded';
  if (snapshot.stripe.state === 'away') return 'away';
  if (snapshot.cardsReady) return null;
  return snapshot.reader.state === 'none' ? 'not-set-up' : 'reader';
}
