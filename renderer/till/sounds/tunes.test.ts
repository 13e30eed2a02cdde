import { describe, expect, it } from 'vitest';
import { snapshotFor, type PreviewScreen } from '../preview/fixtures.ts';
import { LOUDNESS, TUNE_NAMES, tuneBetween, TUNES } from './tunes.ts';

const at = (screen: PreviewScreen, state = '') =>
  snapshotFor({ screen, state, locale: 'en', nowMs: 1_000_000 });
const card = (state: string) => at('charge-card', state);

describe('what is heard', () => {
  it.each([
    ['a card is asked for', card('preparing'), card('present-card'), 'present-card'],
    ['a card is declined', card('processing'), card('declined'), 'declined'],
    ['an outcome is not known', card('processing'), card('in-doubt'), 'in-doubt'],
    ['a card paid', card('processing'), at('charge-card-done'), 'approved'],
    ['cash paid', at('charge-cash'), at('charge-cash-done'), 'cash'],
    ['nothing new', card('declined'), card('declined'), null],
    ['a sale that was paid already', at('charge-cash-done'), at('charge-cash-done'), null],
    ['the page is opened in the middle of a payment', null, card('in-doubt'), null],
    ['a cart', at('checkout-empty'), at('checkout'), null],
  ] as const)('when %s', (_, before, after, tune) => {
    expect(tuneBetween(before, after)).toBe(tune);
  });

  it('differs from tune to tune in its rhythm, not only in its pitch', () => {
    const rhythms = TUNE_NAMES.map((name) =>
      TUNES[name].notes.map(({ atS, lastsS }) => `${atS}+${lastsS}`).join(' '),
    );
    expect(new Set(rhythms).size).toBe(TUNE_NAMES.length);
  });

  it('is nothing where sounds are off, and never as loud as the computer can', () => {
    expect(LOUDNESS.off).toBe(0);
    for (const name of TUNE_NAMES) expect(TUNES[name].gain * LOUDNESS.loud).toBeLessThan(0.5);
  });
});
