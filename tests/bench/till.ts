import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openTill, type OpenTill } from '../browser/open-till.ts';
import { countFrom, ms, percentile, type Figure } from './figures.ts';
import { productsCsv } from './products-csv.ts';

const PRODUCTS = countFrom('products', 100_000);
const ROUNDS = countFrom('rounds', 3);
const IMPORT_MS = 600_000;
/** Slower than a scanner, as quick as somebody who types well. */
const KEY_EVERY_MS = 140;
const TEXTS = ['product blue', 'coffee mug large', 'sku054321', 'cotton shirt 999', 'zzz', 'b m 9'] as const;

/**
 * A hundred thousand products in a real till and a real browser: the file with mistakes, the file without, and a person
 * who types into the search. What is measured ends where a frame with the change was painted.
 */
export async function tillSuite(): Promise<readonly Figure[]> {
  const till = await openTill();
  till.page.setDefaultTimeout(IMPORT_MS);
  try {
    await till.page.evaluate(watchKeys);
    const small = await typeAll(till, 1);
    const imported = await importFiles(till);
    await till.button('Sell').click();
    const rounds: Figure[] = [];
    for (let round = 1; round <= ROUNDS; round += 1)
      rounds.push(...figuresOf(`round ${String(round)}`, await typeAll(till, 1)));
    return [
      ...figuresOf('with the products of training', small),
      ...imported,
      ...figuresOf('while the file is taken', imported.whileTaken),
      ...rounds,
    ];
  } finally {
    await till.close();
  }
}

type Keys = { readonly letter: readonly number[]; readonly found: readonly number[] };

function figuresOf(when: string, { letter, found }: Keys): readonly Figure[] {
  const text = (times: readonly number[]): string =>
    `${ms(percentile(times, 50))}, 95 of 100 at most ${ms(percentile(times, 95))}, worst ${ms(Math.max(...times))}`;
  return [
    { what: `key to painted letter, ${when} (${String(letter.length)})`, value: text(letter) },
    { what: `key to painted products, ${when} (${String(found.length)})`, value: text(found) },
  ];
}

async function importFiles(till: OpenTill): Promise<readonly Figure[] & { readonly whileTaken: Keys }> {
  const { page } = till;
  const bad = join(till.profile, 'bad.csv');
  const good = join(till.profile, 'good.csv');
  writeFileSync(bad, productsCsv(PRODUCTS, { badEvery: 100 }));
  writeFileSync(good, productsCsv(PRODUCTS, { badEvery: null }));
  await openProducts(page);
  const before = await countOf(page);
  await page.getByRole('button', { name: /Import/u }).click();
  const checkedBad = await checkFile(till, bad, /mistake|error/iu);
  const saving = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /Download/u })
    .first()
    .click();
  const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\r\n').length - 1;
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await till.button('Back to the list').click();
  const unchanged = await countOf(page);
  await page.getByRole('button', { name: /Import/u }).click();
  const checkedGood = await checkFile(till, good, /new/u);
  const startMs = performance.now();
  await page.getByRole('button', { name: 'Import all rows' }).click();
  await page.getByRole('progressbar').waitFor();
  await till.button('Sell').click();
  const whileTaken = await typeAll(till, 1);
  await openProducts(page);
  await page.getByRole('button', { name: /Import/u }).click();
  await page.getByText(/^Imported: /u).waitFor();
  const tookMs = performance.now() - startMs;
  await till.button('Back to the list').click();
  const figures: readonly Figure[] = [
    { what: 'file with 1 % bad rows: until it was checked', value: checkedBad.value },
    { what: '  mistakes in the file that is offered', value: String(lines) },
    { what: '  products before and after', value: `${before} and ${unchanged}` },
    { what: 'the file without: until it was checked', value: checkedGood.value },
    { what: '  until it was taken', value: ms(tookMs) },
    { what: '  products afterwards', value: await countOf(page) },
  ];
  return Object.assign(figures, { whileTaken });
}

async function openProducts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Products' }).first().click();
  await page.getByRole('heading', { name: 'Products' }).waitFor();
}

async function countOf(page: Page): Promise<string> {
  const text = page.locator('.page__head small');
  await text.waitFor();
  return text.innerText();
}

/** Uploads and checks a file, and counts the different states of the bar that a person saw meanwhile. */
async function checkFile(till: OpenTill, file: string, done: RegExp): Promise<{ readonly value: string }> {
  const { page } = till;
  const startMs = performance.now();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Check all rows' }).waitFor();
  const uploadedMs = performance.now();
  await page.getByRole('button', { name: 'Check all rows' }).click();
  const seen = new Set<string>();
  const answer = page.locator('.imports p[role=alert], .imports p[role=status]').filter({ hasText: done });
  await page.getByRole('progressbar').waitFor();
  while (!(await answer.isVisible())) {
    const bar = page.getByRole('progressbar');
    if (await bar.isVisible()) seen.add((await bar.getAttribute('aria-valuenow').catch(() => null)) ?? '');
    await page.waitForTimeout(100);
  }
  const all = `${ms(uploadedMs - startMs)} to upload, ${ms(performance.now() - uploadedMs)} to check`;
  return { value: `${all}, ${String(seen.size)} steps of progress seen` };
}

async function typeAll(till: OpenTill, rounds: number): Promise<Keys> {
  const { page } = till;
  const field = page.getByRole('textbox', { name: /Search/u }).first();
  for (let round = 0; round < rounds; round += 1)
    for (const text of TEXTS) {
      await field.click();
      await page.keyboard.type(text, { delay: KEY_EVERY_MS });
      await page.waitForTimeout(500);
      await field.fill('');
      await page.waitForTimeout(200);
    }
  return page.evaluate(() => {
    // Set by `watchKeys`, in this page.
    const kept = window as unknown as { keys: { letter: number[]; found: number[] } };
    const { keys } = kept;
    kept.keys = { letter: [], found: [] };
    return keys;
  });
}

/**
 * In the page: notes for each key when the frame with its letter was painted, and when the last frame with a change of
 * the products was that came before the next key.
 */
function watchKeys(): void {
  type Kept = { keys: { letter: number[]; found: number[] } };
  const kept = window as unknown as Kept;
  kept.keys = { letter: [], found: [] };
  let last: { atMs: number; letterMs: number | null; foundMs: number | null } | null = null;
  /** A task behind the next frame: what was changed until now is on the screen then. */
  const painted = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
  const keep = (): void => {
    if (last === null) return;
    if (last.letterMs !== null) kept.keys.letter.push(last.letterMs);
    if (last.foundMs !== null) kept.keys.found.push(last.foundMs);
    last = null;
  };
  addEventListener(
    'keydown',
    (event) => {
      keep();
      const key = { atMs: event.timeStamp, letterMs: null as number | null, foundMs: null as number | null };
      last = key;
      addEventListener(
        'input',
        () =>
          painted(() => {
            key.letterMs ??= performance.now() - key.atMs;
          }),
        { once: true, capture: true },
      );
      setTimeout(keepIfLast, 450, key);
    },
    { capture: true },
  );
  const keepIfLast = (key: unknown): void => {
    if (last === key) keep();
  };
  new MutationObserver((changes) => {
    const key = last;
    const isOfProducts = changes.some(
      ({ target }) =>
        target instanceof Element && target.closest('.sell__grid, .sell__empty, .sell') !== null,
    );
    if (key === null || !isOfProducts) return;
    painted(() => {
      key.foundMs = performance.now() - key.atMs;
    });
  }).observe(document.body, { subtree: true, childList: true });
}
