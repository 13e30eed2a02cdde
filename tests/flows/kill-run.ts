import { expect } from 'vitest';
import type { AppSnapshot } from '../../shared/contract/index.ts';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import type { KillCase } from './kill-cases.ts';
import type { Shop } from './shop.ts';

const GOOD_CARD = '4242424242424242';
const POOR_CARD = '4000000000009995';
const PRICE_MINOR = 1_250;
const TAP_WITHIN_MS = 15_000;
/** How long a customer tries after a restart before going: the till may not ask for the card again by itself. */
const TAP_AFTER_MS = 700;

/**
 * Plays one story until the plug is pulled, starts the till again on the same profile, and looks at both books. No
 * step of a person is needed in between: that is the point.
 */
export async function playKill(
  shop: Shop,
  { story, point, tap }: KillCase,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  await shop.resetReader();
  const profile = shop.newProfile(settings);
  const captureByHand = story === 'captured by hand' || story === 'hold is let go';
  // A hold is let go by a third hand while the till is down, so the state appears in the run after the first kill.
  const firstPoint =
    story === 'hold is let go' ? { at: 'after-commit' as const, state: 'to-capture' as const } : point;
  const till = await shop.start(profile, { killPoint: firstPoint, captureByHand });
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  const saleId = await ringUp(till);
  if (story === 'answers are lost') await loseAnswers(shop);
  void till.ask('charge.startCard', { saleId });
  if (story !== 'answers are lost') await untilTheKill(shop, till, story);
  expect(await within(till.ended, 20_000), `the till should have died ${JSON.stringify(point)}`).toBe(
    'SIGKILL',
  );

  if (tap === 'while down') await shop.tap(GOOD_CARD, 0);
  if (story === 'hold is let go') {
    await cancelAtStripe(shop, saleId);
    await startToDie(shop, profile, point);
  }
  await shop.control('POST', 'scenario', { name: 'all-well' });
  const again = await shop.start(profile, { captureByHand });
  // Waited for at the end, so that this customer does not pay the next case's sale.
  const lateTap = tap === 'just after the restart' ? shop.tap(GOOD_CARD, TAP_AFTER_MS) : null;
  try {
    await checkBooks(shop, again, saleId);
  } finally {
    await lateTap;
    await again.stop();
  }
}

async function ringUp(till: TillProcess): Promise<string> {
  const added = await till.ask('sale.addOpenItem', {
    name: 'Something',
    unitPriceMinor: PRICE_MINOR as never,
  });
  expect(added).toMatchObject({ ok: true });
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  return saleId;
}

async function untilTheKill(shop: Shop, till: TillProcess, story: KillCase['story']): Promise<void> {
  const gone = till.ended.then(() => 'gone' as const);
  switch (story) {
    case 'is declined':
      await shop.tap(POOR_CARD, TAP_WITHIN_MS, gone);
      break;
    case 'cashier cancels': {
      const armed = eventually('the reader asks for a card', async () =>
        (await shop.face()) === 'present-card' ? true : null,
      ).catch(() => 'never' as const); // A till that died before it armed is told by `gone`.
      if ((await Promise.race([gone, armed])) === 'gone') break;
      const tenderId = (await till.snapshot()).charge?.cardPanel?.tenderId ?? '';
      void till.ask('charge.cancelCard', { tenderId });
      break;
    }
    default:
      await shop.tap(GOOD_CARD, TAP_WITHIN_MS, gone);
  }
}

/** Stripe makes the intent and its answer never arrives; reading works again, so that the till can find out. */
async function loseAnswers(shop: Shop): Promise<void> {
  await shop.control('POST', 'faults', {
    method: 'POST',
    path: '/v1/payment_intents',
    when: 'after',
    answer: 'drop',
    times: 12,
  });
}

async function cancelAtStripe(shop: Shop, saleId: string): Promise<void> {
  const found = await shop.intentOf(saleId);
  await shop.askStripe('POST', `/v1/payment_intents/${found}/cancel`);
}

/** A start that ends by the kill, perhaps before the till was usable. */
async function startToDie(
  shop: Shop,
  profile: ReturnType<Shop['newProfile']>,
  killPoint: KillCase['point'],
): Promise<void> {
  try {
    const till = await shop.start(profile, { killPoint, captureByHand: true });
    expect(await within(till.ended, 20_000)).toBe('SIGKILL');
  } catch (error) {
    expect(String(error)).toContain('SIGKILL');
  }
}

async function checkBooks(shop: Shop, till: TillProcess, saleId: string): Promise<void> {
  const settled = await eventually(
    'the till comes to rest by itself',
    async () => {
      const snapshot = await till.snapshot();
      return isAtRest(snapshot) && (await shop.face()) !== 'present-card' ? snapshot : null;
    },
    40_000,
  );
  const books = await shop.booksOf(saleId);
  expect(books.capturedCharges).toBeLessThanOrEqual(1);
  expect(books.intents).toBeLessThanOrEqual(1);
  const detail = await till.ask('transactions.get', { saleId });
  if (!detail.ok) throw new Error(detail.error.code);
  if (books.receivedMinor > 0) {
    expect(books).toMatchObject({ status: 'succeeded', receivedMinor: PRICE_MINOR, capturedCharges: 1 });
    expect(detail.value).toMatchObject({ status: 'paid', receiptNumber: 'R-000001' });
    expect(settled.charge?.completed).not.toBeNull();
  } else {
    expect(books.capturedCharges).toBe(0);
    expect(detail.value).toMatchObject({ status: 'in-progress', receiptNumber: null });
    expect(settled.sale?.state === 'charging' || settled.sale?.state === 'open').toBe(true);
  }
}

/** The reader is connected again and no payment is under way. */
function isAtRest(snapshot: AppSnapshot): boolean {
  const panel = snapshot.charge?.cardPanel ?? null;
  const busy = ['preparing', 'present-card', 'processing', 'cancelling', 'checking', 'in-doubt'];
  return snapshot.cardsReady && (panel === null || !busy.includes(panel.state));
}

function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | 'too late'> {
  return Promise.race([
    promise,
    new Promise<'too late'>((resolve) => {
      setTimeout(() => {
        resolve('too late');
      }, ms);
    }),
  ]);
}
