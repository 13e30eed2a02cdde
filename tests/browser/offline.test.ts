import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A shop whose line is down: Stripe hangs, the relay is gone, and the counter goes on for cash. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
}, TIMEOUT_MS);
afterAll(async () => {
  // A stopped process hears nothing, not even that it shall end.
  till.companions.sandbox.child.kill('SIGCONT');
  await till.close();
});

const press = (key: string) => till.page.keyboard.press(key);

async function sellForCash(): Promise<void> {
  await till.scan('2000000000039');
  await till.see('1 item');
  await press('F9');
  await till.see('Received');
  await press('Enter');
  await till.see(/receipt R-\d{6}/u);
  await press('Enter');
  await till.see('The cart is empty');
}

async function sellByCard(): Promise<void> {
  await till.scan('2000000000039');
  await till.see('1 item');
  await press('F9');
  await till.see('Received');
  await press('2');
  await till.present('4242', 'Tap');
  await till.see('Paid by card');
  await press('Enter');
  await till.see('The cart is empty');
}

describe('a till whose line is down', { timeout: TIMEOUT_MS }, () => {
  it('says since when, sells for cash, and refuses cards before anything is begun', async () => {
    await sellByCard();
    // The line hangs rather than breaks, which is the worse of the two: nothing is ever answered.
    till.companions.sandbox.child.kill('SIGSTOP');
    await till.companions.stopRelay();
    await till.scan('2000000000039');
    await till.see('1 item');
    await press('F9');
    // What was heard last stays fresh for 5 s, and the look after it waits as long for an answer.
    await till.page
      .getByText(/Cards wait since \d\d:\d\d/u)
      .first()
      .waitFor({ timeout: 30_000 });
    await press('2');
    await till.see(/Cards wait: Stripe has not answered since/u);
    await till.see('Nothing was charged, and the cart is as it was');
    await till.picture('offline-card');
    expect(await till.button(/No cards now/u).getAttribute('aria-disabled')).toBe('true');
    await press('Enter');
    await till.see('Nothing was charged, and the cart is as it was');
    await press('1');
    await till.see('Received');
    await press('Escape');
    await press('Escape');
    await till.see('1 item');
    await till.button('Clear cart').click();
    await till.page.getByRole('dialog').getByRole('button', { name: 'Clear the cart' }).click();
    await till.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await till.see('The cart is empty');
    for (let sale = 0; sale < 5; sale += 1) await sellForCash();
  });

  it('tells on a banner what works, and in one place what waits', async () => {
    await till.page.getByText(/No line to Stripe since \d\d:\d\d/u).waitFor({ timeout: 20_000 });
    await till.see('Cash works without limit');
    await till.picture('offline-banner');
    await till.button('What works, what waits').click();
    const panel = till.page.getByRole('dialog');
    await panel.getByText(/Wait: Stripe has not answered since/u).waitFor();
    await panel.getByText('Works, with or without a network.').waitFor();
    const counts = await panel.locator('.lines__count').allTextContents();
    expect(counts.map(Number)).toHaveLength(5);
    await till.picture('offline-panel');
    await till.isAccessible('.dialog');
    await press('Escape');
  });

  it('takes cards again as soon as the line is back, without anybody’s doing', async () => {
    // It stands for a few seconds only, which a relay may take to start.
    const isBack = till.page.getByText('Stripe answers again').waitFor({ timeout: 30_000 });
    till.companions.sandbox.child.kill('SIGCONT');
    await Promise.all([isBack, till.companions.startRelay()]);
    await till.picture('offline-back');
    await till.see('Virtual reader · Ready');
    await sellByCard();
    const intents = await till.companions.askStripe('/v1/payment_intents?limit=10');
    // The two that were paid, and none for what was only tried.
    expect((intents as { data: unknown[] }).data).toHaveLength(2);
  });
});
