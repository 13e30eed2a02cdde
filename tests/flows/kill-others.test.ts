import { afterAll, beforeAll, describe, it } from 'vitest';
import { KILL_CASES, nameOf } from './kill-cases.ts';
import { playKill } from './kill-run.ts';
import { openShop, type Shop } from './shop.ts';

const cases = KILL_CASES.filter(({ story }) => story !== 'pays' && story !== 'pays a part');

describe('the plug is pulled while', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it.for(
    cases.map(
      (each) => [`a payment ${each.story}: ${nameOf(each.point)}, card shown ${each.tap}`, each] as const,
    ),
  )('%s', { timeout: 90_000 }, ([, each]) => playKill(shop, each));
});
