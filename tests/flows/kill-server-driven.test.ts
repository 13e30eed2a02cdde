import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KILL_CASES, nameOf, type KillCase } from './kill-cases.ts';
import { playKill } from './kill-run.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * The same stories with a reader that Stripe drives. Collecting and confirming are one action there, so a payment goes
 * from armed straight to its end: no step lies between the card and the bank at which this till could be killed.
 */
const STORIES: readonly KillCase['story'][] = [
  'pays',
  'pays a part',
  'is declined',
  'cashier cancels',
  'captured by the till',
];
const NOT_PASSED = [
  'after the commit of authorising',
  'before the effect process-payment',
  'after the effect process-payment',
];
const WAY = { readerMode: 'server-driven' };

const cases = KILL_CASES.filter(
  ({ story, point }) => STORIES.includes(story) && !NOT_PASSED.includes(nameOf(point)),
);

describe('the plug is pulled while Stripe drives the reader', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it('at every step that such a payment passes', () => {
    const left = KILL_CASES.filter(({ story }) => STORIES.includes(story)).map(({ point }) => nameOf(point));
    expect(NOT_PASSED.filter((name) => left.includes(name))).toEqual(NOT_PASSED);
    expect(cases.length).toBeGreaterThan(20);
  });

  it.for(
    cases.map((each) => [`${each.story}, ${nameOf(each.point)}, card shown ${each.tap}`, each] as const),
  )('%s', { timeout: 90_000 }, ([, each]) => playKill(shop, each, WAY));
});
