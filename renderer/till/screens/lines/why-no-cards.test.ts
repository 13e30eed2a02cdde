import { describe, expect, it } from 'vitest';
import { snapshotFor } from '../../preview/fixtures.ts';
import { whyNoCards } from './why-no-cards.ts';

const well = snapshotFor({ screen: 'checkout', state: '', locale: 'en', nowMs: 1_000_000 });
const away = { ...well, cardsReady: false, stripe: { state: 'away' as const, sinceMs: 1 } };
const lost = { ...well, cardsReady: false, reader: { ...well.reader, state: 'lost' as const } };

describe('why no card can be taken', () => {
  it.each([
    ['nothing is wrong', well, null],
    ['Stripe does not answer', away, 'away'],
    ['the reader is not reached', lost, 'reader'],
    ['nobody set a reader up', { ...lost, reader: { ...well.reader, state: 'none' as const } }, 'not-set-up'],
    [
      'the disk can not be trusted, which is worse than the line',
      { ...away, degraded: 'disk-full' as const },
      'degraded',
    ],
    ['Stripe is away, which is why the reader is lost too', { ...lost, stripe: away.stripe }, 'away'],
  ])('when %s', (_, snapshot, why) => {
    expect(whyNoCards(snapshot)).toBe(why);
  });
});
