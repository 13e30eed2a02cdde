import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppSnapshot } from '../../shared/contract/index.ts';
import { eventually } from '../support/process.ts';
import type { KillPoint, TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * The same card pays the same amount twice where the till holds first, and the plug is pulled around the question to the
 * cashier. Whatever the moment: nothing is taken before the word, and no word is asked for twice.
 */
const CARD = '4242424242424242';
const PRICE_MINOR = 1_250;
const TAP_WITHIN_MS = 15_000;
type Answer = 'second-purchase' | 'let-go';
type Case = {
  readonly point: KillPoint;
  readonly answer: Answer | null;
  readonly ends: 'asked' | 'paid' | 'released';
};

const CASES: readonly (readonly [string, Case])[] = [
  [
    'the hold is recorded',
    { point: { at: 'after-commit', state: 'to-capture' }, answer: null, ends: 'asked' },
  ],
  [
    'the till looks for it',
    { point: { at: 'before-effect', effect: 'look-for-twin' }, answer: null, ends: 'asked' },
  ],
  [
    'it found the earlier one',
    { point: { at: 'after-effect', effect: 'look-for-twin' }, answer: null, ends: 'asked' },
  ],
  [
    'the question is recorded',
    { point: { at: 'before-effect', effect: 'capture-intent' }, answer: null, ends: 'asked' },
  ],
  [
    'it is let go, before Stripe hears of it',
    { point: { at: 'before-effect', effect: 'cancel-intent' }, answer: 'let-go', ends: 'released' },
  ],
  [
    'it is let go, after Stripe heard of it',
    { point: { at: 'after-effect', effect: 'cancel-intent' }, answer: 'let-go', ends: 'released' },
  ],
];

describe('the plug is pulled when', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  }, 90_000);
  afterAll(() => shop.close());

  it.for(CASES)('%s', { timeout: 90_000 }, async ([, { point, answer, ends }]) => {
    const { saleId, again } = await playUntilKilled(shop, point, answer);
    try {
      if (ends === 'asked') {
        await untilPanel(again, 'suspected-twin');
        expect(await shop.booksOf(saleId)).toMatchObject({ status: 'requires_capture', receivedMinor: 0 });
        await give(again, 'second-purchase');
        await eventually('the sale is paid', async () => (await again.snapshot()).charge?.completed ?? null);
        expect(await shop.booksOf(saleId)).toMatchObject({ status: 'succeeded', receivedMinor: PRICE_MINOR });
      } else {
        // Which of the two it is called depends on who asked Stripe last; nothing was charged either way.
        await untilPanel(again, 'hold-released', 'cancelled');
        expect(await shop.booksOf(saleId)).toMatchObject({ status: 'canceled', receivedMinor: 0 });
      }
    } finally {
      await again.stop();
    }
  });

  it(
    'it was called a second purchase: it is taken by itself, and nobody is asked again',
    {
      timeout: 90_000,
    },
    async () => {
      const { till, saleId, profile } = await playUntilCard(shop, null);
      await untilPanel(till, 'suspected-twin');
      await shop.control('POST', 'faults', {
        method: 'POST',
        path: '/v1/payment_intents/',
        pathEnd: '/capture',
        when: 'before',
        answer: 'drop',
        times: 100,
      });
      await give(till, 'second-purchase');
      await till.kill();
      expect(await shop.booksOf(saleId)).toMatchObject({ status: 'requires_capture', receivedMinor: 0 });
      await shop.control('POST', 'scenario', { name: 'all-well' });
      const again = await shop.start(profile);
      try {
        await eventually(
          'the sale is paid',
          async () => (await again.snapshot()).charge?.completed ?? null,
          40_000,
        );
        expect(await shop.booksOf(saleId)).toMatchObject({ status: 'succeeded', receivedMinor: PRICE_MINOR });
      } finally {
        await again.stop();
      }
    },
  );
});

async function playUntilKilled(
  shop: Shop,
  killPoint: KillPoint,
  answer: Answer | null,
): Promise<{ readonly saleId: string; readonly again: TillProcess }> {
  const { till, saleId, profile } = await playUntilCard(shop, killPoint);
  if (answer !== null) {
    await untilPanel(till, 'suspected-twin');
    void give(till, answer);
  }
  expect(await till.ended).toBe('SIGKILL');
  return { saleId, again: await shop.start(profile) };
}

/** One sale paid by the card, the till started anew, and the card held to the reader for the same amount again. */
async function playUntilCard(
  shop: Shop,
  killPoint: KillPoint | null,
): Promise<{
  readonly till: TillProcess;
  readonly saleId: string;
  readonly profile: ReturnType<Shop['newProfile']>;
}> {
  await shop.resetReader();
  const profile = shop.newProfile({});
  const first = await shop.start(profile);
  await ready(first);
  const settings = {
    tips: 'off' as const,
    tipPercents: [5],
    capture: 'manual' as const,
    keypad: 'cents-first' as const,
  };
  expect(await first.ask('charge.saveSettings', settings)).toMatchObject({ ok: true });
  const paid = await startCard(first);
  await shop.tap(CARD, TAP_WITHIN_MS);
  await eventually('the first is paid', async () => (await first.snapshot()).charge?.completed ?? null);
  await first.ask('charge.finish', { saleId: paid });
  await first.stop();

  const till = await shop.start(profile, { killPoint });
  await ready(till);
  const saleId = await startCard(till);
  await shop.tap(CARD, TAP_WITHIN_MS, till.ended);
  return { till, saleId, profile };
}

async function ready(till: TillProcess): Promise<void> {
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
}

async function startCard(till: TillProcess): Promise<string> {
  await till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor: PRICE_MINOR as never }); // Whole cents.
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  void till.ask('charge.startCard', { saleId });
  return saleId;
}

type PanelState = NonNullable<NonNullable<AppSnapshot['charge']>['cardPanel']>['state'];

function untilPanel(till: TillProcess, ...states: readonly PanelState[]): Promise<true> {
  return eventually(
    `the panel is ${states.join(' or ')}`,
    async () => {
      const state = (await till.snapshot()).charge?.cardPanel?.state;
      return state !== undefined && states.includes(state) ? true : null;
    },
    40_000,
  );
}

async function give(till: TillProcess, answer: Answer): Promise<void> {
  const tenderId = (await till.snapshot()).charge?.cardPanel?.tenderId ?? '';
  await till.ask('charge.answerTwin', { tenderId, answer });
}
