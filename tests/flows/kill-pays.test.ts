import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KILL_CASES, nameOf, uncovered } from './kill-cases.ts';
import { playKill } from './kill-run.ts';
import { openShop, type Shop } from './shop.ts';

const cases = KILL_CASES.filter(({ story }) => story === 'pays');

describe('the plug is pulled while a customer pays', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it.for(cases.map((each) => [`${nameOf(each.point)}, card shown ${each.tap}`, each] as const))(
    '%s',
    { timeout: 90_000 },
    ([, each]) => playKill(shop, each),
  );
});

describe('the list of kills', () => {
  it('covers every step of the machine', () => {
    expect(uncovered(KILL_CASES)).toEqual([]);
  });
  it('notices a step that nobody kills at', () => {
    const without = KILL_CASES.filter(({ point }) => nameOf(point) !== 'after the commit of armed');
    expect(uncovered(without)).toEqual(['after the commit of armed']);
  });
});
