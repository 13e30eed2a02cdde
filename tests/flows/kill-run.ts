import { expect } from 'vitest';
import type { AppSnapshot, DecisionView } from '../../shared/contract/index.ts';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import type { KillCase } from './kill-cases.ts';
import type { Shop } from './shop.ts';

const GOOD_CARD = '4242424242424242';
const POOR_CARD = '4000000000009995';
const PRICE_MINOR = 1_250;
const CASH_MINOR = 500;
const PART_MINOR = 400;
const PIN = '2580';
/** What the manager of a story says about a payment that the bank did charge. */
const DECISIONS: Readonly<Partial<Record<KillCase['story'], DecisionView['verdict']>>> = {
  'manager says charged': 'treat-as-charged',
  'charged after all': 'treat-as-not-charged',
};
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
  // A hold is let go by a third hand while the till is down, so the state appears in the run after the first kill.
  const firstPoint =
    story === 'hold is let go' ? { at: 'after-commit' as const, state: 'to-capture' as const } : point;
  const till = await shop.start(profile, { killPoint: firstPoint });
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  await prepare(till, story);
  const saleId = await ringUp(till);
  if (story === 'answers are lost') await loseAnswers(shop);
  if (story === 'capture is refused') await shop.control('POST', 'scenario', { name: 'capture-fails' });
  if (story === 'pays a part') await payAPart(till, saleId);
  else void till.ask('charge.startCard', { saleId });
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
  const again = await shop.start(profile);
  if (story in DECISIONS) await again.ask('app.unlock', { pin: PIN });
  // Waited for at the end, so that this customer does not pay the next case's sale.
  const lateTap = tap === 'just after the restart' ? shop.tap(GOOD_CARD, TAP_AFTER_MS) : null;
  try {
    if (story === 'pays a part') await checkParts(shop, again, saleId);
    else await checkBooks(shop, again, saleId, story);
  } finally {
    await lateTap;
    await again.stop();
  }
}

/** What a shop has set up before: when money is taken, and a manager with a PIN. */
async function prepare(till: TillProcess, story: KillCase['story']): Promise<void> {
  if (['captured by the till', 'capture is refused', 'hold is let go'].includes(story)) {
    const settings = {
      tips: 'off' as const,
      tipPercents: [5],
      capture: 'manual' as const,
      keypad: 'cents-first' as const,
    };
    expect(await till.ask('charge.saveSettings', settings)).toMatchObject({ ok: true });
  }
  if (story in DECISIONS)
    expect(await till.ask('app.setPin', { currentPin: null, newPin: PIN })).toMatchObject({ ok: true });
}

/** Some of it in cash, and a card for another part: the rest stays due. */
async function payAPart(till: TillProcess, saleId: string): Promise<void> {
  // The contract's amounts are branded; these are whole cents.
  const cash = { amountMinor: CASH_MINOR as never, tenderedMinor: CASH_MINOR as never };
  expect(await till.ask('charge.takeCashPart', { saleId, ...cash })).toMatchObject({ ok: true });
  void till.ask('charge.startCardPart', { saleId, amountMinor: PART_MINOR as never, tip: null });
}

/** The line dies as the card is held, and a manager puts a name on what nobody knows. */
async function decide(
  shop: Shop,
  till: TillProcess,
  story: KillCase['story'],
  gone: Promise<'gone'>,
): Promise<void> {
  await eventually('the reader asks for a card', async () =>
    (await shop.face()) === 'present-card' ? true : null,
  );
  await shop.control('POST', 'scenario', { name: 'stripe-unreachable' });
  await shop.tap(GOOD_CARD, TAP_WITHIN_MS, gone);
  const tenderId = await eventually('the payment is in doubt', async () => {
    const panel = (await till.snapshot()).charge?.cardPanel ?? null;
    return panel?.state === 'in-doubt' ? panel.tenderId : null;
  });
  const verdict = DECISIONS[story] ?? 'treat-as-charged';
  const decided = till.ask('charge.decide', {
    tenderId,
    verdict,
    approval: { pin: PIN, reason: 'The slip' },
  });
  if (story === 'manager says charged') return;
  expect(await decided).toMatchObject({ ok: true });
  await shop.control('POST', 'scenario', { name: 'all-well' });
  void till.ask('charge.checkWithStripe', { tenderId });
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
    case 'manager says charged':
    case 'charged after all':
      await decide(shop, till, story, gone);
      break;
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
    const till = await shop.start(profile, { killPoint });
    expect(await within(till.ended, 20_000)).toBe('SIGKILL');
  } catch (error) {
    expect(String(error)).toContain('SIGKILL');
  }
}

async function checkBooks(
  shop: Shop,
  till: TillProcess,
  saleId: string,
  story: KillCase['story'],
): Promise<void> {
  const settled = await atRest(shop, till);
  const books = await shop.booksOf(saleId);
  expect(books.capturedCharges).toBeLessThanOrEqual(1);
  expect(books.intents).toBeLessThanOrEqual(1);
  const detail = await till.ask('transactions.get', { saleId });
  if (!detail.ok) throw new Error(detail.error.code);
  if (story === 'charged after all') {
    // A manager gave it up and the bank did not: the money is named as too much, and pays nothing.
    expect(books).toMatchObject({ receivedMinor: PRICE_MINOR, capturedCharges: 1 });
    expect(detail.value).toMatchObject({ status: 'overpaid', receiptNumber: null });
  } else if (books.receivedMinor > 0) {
    expect(books).toMatchObject({ status: 'succeeded', receivedMinor: PRICE_MINOR, capturedCharges: 1 });
    expect(detail.value).toMatchObject({ status: 'paid', receiptNumber: 'R-000001' });
    expect(settled.charge?.completed).not.toBeNull();
  } else {
    expect(books.capturedCharges).toBe(0);
    expect(detail.value).toMatchObject({ status: 'in-progress', receiptNumber: null });
    expect(settled.sale?.state === 'charging' || settled.sale?.state === 'open').toBe(true);
  }
}

/**
 * After the restart the cashier takes the rest in cash. Whatever the card came to, cash and Stripe's money together
 * are the sale's total, to the cent.
 */
async function checkParts(shop: Shop, till: TillProcess, saleId: string): Promise<void> {
  const settled = await atRest(shop, till);
  const panel = settled.charge?.cardPanel ?? null;
  if (panel?.actions.includes('cancel') === true) {
    expect(await till.ask('charge.cancelCard', { tenderId: panel.tenderId })).toMatchObject({ ok: true });
    await eventually('Stripe ended the payment', async () =>
      ((await till.snapshot()).charge?.takeableMinor ?? 0) > 0 ? true : null,
    );
  }
  const dueMinor = (await till.snapshot()).charge?.dueInCashMinor ?? (0 as never);
  expect(await till.ask('charge.takeCash', { saleId, tenderedMinor: dueMinor })).toMatchObject({ ok: true });
  const books = await shop.booksOf(saleId);
  expect([0, PART_MINOR]).toContain(books.receivedMinor);
  expect(CASH_MINOR + dueMinor + books.receivedMinor).toBe(PRICE_MINOR);
  const detail = await till.ask('transactions.get', { saleId });
  expect(detail).toMatchObject({ ok: true, value: { status: 'paid', receiptNumber: 'R-000001' } });
}

function atRest(shop: Shop, till: TillProcess): Promise<AppSnapshot> {
  return eventually(
    'the till comes to rest by itself',
    async () => {
      const snapshot = await till.snapshot();
      return isAtRest(snapshot) && (await shop.face()) !== 'present-card' ? snapshot : null;
    },
    40_000,
  );
}

/** The reader is connected again and no payment is under way. */
function isAtRest(snapshot: AppSnapshot): boolean {
  const panel = snapshot.charge?.cardPanel ?? null;
  const busy = [
    'preparing',
    'present-card',
    'processing',
    'cancelling',
    'checking',
    'in-doubt',
    'not-asked',
    'held',
    'decided-charged',
  ];
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
