import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: what stands on the reader is the cart before the cashier, and a card is asked for as if there were no screen.
 * Method: a till as a real process, the shipped reader page with the SDK's stand-in, and the sandbox's reader.
 */
const facesSchema = z.object({
  readers: z.array(
    z.object({
      screen: z.string(),
      amountMinor: z.number().nullable(),
      currency: z.string().nullable(),
      cart: z.object({ taxMinor: z.number(), lines: z.array(z.record(z.string(), z.unknown())) }).nullable(),
    }),
  ),
});
let shop: Shop;
let till: TillProcess;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.resetReader();
  till = await shop.start(shop.newProfile());
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
});
afterEach(() => till.stop());

async function face() {
  const [reader] = facesSchema.parse(await shop.control('GET', 'readers')).readers;
  if (reader === undefined) throw new Error('A shop without a reader');
  return reader;
}

async function ringUp(name: string, unitPriceMinor: number): Promise<void> {
  const added = await till.ask('sale.addOpenItem', { name, unitPriceMinor: unitPriceMinor as never }); // A number as the page sends it; main brands it.
  expect(added).toMatchObject({ ok: true });
}

async function saleId(): Promise<string> {
  return (await till.snapshot()).sale?.saleId ?? '';
}

function shows(totalMinor: number): Promise<true> {
  return eventually(`the reader shows ${String(totalMinor)}`, async () => {
    const { screen, amountMinor } = await face();
    return screen === 'cart' && amountMinor === totalMinor ? true : null;
  });
}

function isIdle(): Promise<true> {
  return eventually('the reader is idle', async () => ((await face()).screen === 'idle' ? true : null));
}

describe('the cart on the reader', { timeout: 60_000 }, () => {
  it('follows what is rung up, and asks for the card in the middle of it', async () => {
    for (let at = 1; at <= 12; at += 1) await ringUp(`Item ${String(at)}`, 100);
    await shows(1_200);
    const shown = await face();
    expect([shown.currency, shown.cart?.lines.at(-1)]).toEqual([
      'eur',
      { description: 'Item 12', amountMinor: 100, quantity: 1 },
    ]);
    await ringUp('The last one', 50);
    // At once: the screen is still being written.
    const sale = await saleId();
    await till.ask('charge.begin', { saleId: sale });
    expect(await till.ask('charge.startCard', { saleId: sale })).toMatchObject({ ok: true });
    expect(await shop.tap('4242424242424242', 10_000)).toBe(true);
    await eventually('it is paid', async () => ((await till.snapshot()).charge?.completed ? true : null));
    expect((await face()).screen).toBe('approved');
    expect(await shop.booksOf(sale)).toMatchObject({ receivedMinor: 1_250, intents: 1 });
  });

  it('is wiped when the sale is cleared or paid in cash, and comes back when a card was called off', async () => {
    await ringUp('Lamp', 1_250);
    await shows(1_250);
    await till.ask('sale.void', { saleId: await saleId() });
    await isIdle();

    await ringUp('Lamp', 1_400);
    const sale = await saleId();
    await till.ask('charge.begin', { saleId: sale });
    await till.ask('charge.startCard', { saleId: sale });
    await eventually('the reader asks', async () => ((await face()).screen === 'present-card' ? true : null));
    await eventually('the cashier goes back', async () =>
      (await till.ask('charge.backToCart', { saleId: sale })).ok ? true : cancel(),
    );
    await shows(1_400);
    await till.ask('charge.begin', { saleId: sale });
    await till.ask('charge.takeCash', { saleId: sale, tenderedMinor: 1_400 as never });
    await isIdle();
  });

  it('is not shown where that is switched off', async () => {
    await till.ask('readers.setCartDisplay', { on: false });
    await ringUp('Lamp', 1_250);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await face()).screen).toBe('idle');
    await till.ask('readers.setCartDisplay', { on: true });
    await shows(1_250);
  });
});

async function cancel(): Promise<null> {
  const tenderId = (await till.snapshot()).charge?.cardPanel?.tenderId;
  if (tenderId !== undefined) await till.ask('charge.cancelCard', { tenderId });
  return null;
}
