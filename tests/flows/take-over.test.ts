import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: one reader, two tills, and nobody takes it from the other without a manager. Method: two tills as real
 * processes at one sandbox, under both meanings that Stripe gives to `fail_if_in_use`.
 */
const APPROVAL = { pin: '2580', reason: 'Agreed with the other till' };
/** Longer than the waits before the first tries to connect again. */
const PATIENCE_MS = 6_000;

describe.each(['connected', 'asking'] as const)('a reader that is in use while it is %s', (inUse) => {
  let shop: Shop;
  let first: TillProcess;
  let second: TillProcess;
  type Place = Parameters<Shop['start']>[0];
  let ours: Place;
  let theirs: Place;
  beforeAll(async () => {
    shop = await openShop({ inUse });
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    theirs = await shop.setUpAnew('Till 2');
    await shop.resetReader();
    ours = shop.newProfile();
    first = await shop.start(ours);
    await ready(first);
  });
  afterEach(async () => {
    await first.stop();
    await second.stop();
  });

  it('is taken over only by a manager, and not taken back', { timeout: 90_000 }, async () => {
    await askForCard(first);
    second = await shop.start(theirs);
    const refusal = await second.ask('readers.connect', { takeOver: null });
    expect(refusal).toMatchObject({
      ok: false,
      error: { code: 'READER_IN_USE', facts: { register: 'Till 1' } },
    });
    expect(Date.now() - Number(refusal.ok ? 0 : refusal.error.facts?.['sinceMs'])).toBeLessThan(90_000);
    expect(await second.ask('readers.connect', { takeOver: APPROVAL })).toMatchObject({
      ok: false,
      error: { code: 'STAFF_PIN_NOT_SET' },
    });
    expect(await shop.face()).toBe('present-card');

    await second.ask('app.setPin', { currentPin: null, newPin: APPROVAL.pin });
    expect(await second.ask('readers.connect', { takeOver: APPROVAL })).toMatchObject({ ok: true });
    await ready(second);
    await eventually('the first till notices', async () => ((await isReady(first)) ? null : true));
    const lost = await eventually(
      'and learns who has it',
      async () => (await first.snapshot()).reader.trouble,
    );
    expect(lost).toMatchObject({ cause: 'in-use', usedBy: { register: 'Till 2' } });
    await staysWith(second);
    // Nor after a crash, although it asked for a card there and never heard the end of it.
    await first.kill();
    first = await shop.start(ours);
    await staysWith(second);
    expect(await isReady(first)).toBe(false);
  });

  it('is anybody’s once its till was closed', { timeout: 60_000 }, async () => {
    second = await shop.start(theirs);
    expect(await second.ask('readers.connect', { takeOver: null })).toMatchObject({
      ok: false,
      error: { code: 'READER_IN_USE' },
    });
    await first.stop();
    expect(await second.ask('readers.connect', { takeOver: null })).toMatchObject({ ok: true });
  });

  it('that comes back is ready at the payment that lost it', { timeout: 60_000 }, async () => {
    second = await shop.start(theirs);
    await askForCard(first);
    await shop.resetReader();
    const panel = async () => (await first.snapshot()).charge?.cardPanel?.state;
    await eventually('the payment comes to rest', async () =>
      ['reader-lost', 'ready'].includes((await panel()) ?? '') ? true : null,
    );
    await ready(first);
    expect(await panel()).toBe('ready');
  });

  it('is its own till’s again after the plug was pulled', { timeout: 60_000 }, async () => {
    second = await shop.start(theirs);
    await askForCard(first);
    await first.kill();
    first = await shop.start(ours);
    await ready(first);
    expect(await shop.face()).toBe('idle');
  });

  async function askForCard(till: TillProcess): Promise<void> {
    await till.ask('sale.addOpenItem', { name: 'Lamp', unitPriceMinor: 1_250 as never }); // A number as the page sends it; main brands it.
    const saleId = (await till.snapshot()).sale?.saleId ?? '';
    await till.ask('charge.begin', { saleId });
    await till.ask('charge.startCard', { saleId });
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
  }
});

async function isReady(till: TillProcess): Promise<boolean> {
  return (await till.snapshot()).cardsReady;
}

async function ready(till: TillProcess): Promise<void> {
  await eventually('the reader is ready', async () => ((await isReady(till)) ? true : null));
}

async function staysWith(till: TillProcess): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    expect(await isReady(till)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
