import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asText, interpret } from '../../electron/services/printing/testing/escpos-interpreter.ts';
import { startPrinter, WELL } from '../../electron/services/printing/testing/stand-in-printer.ts';
import { openTill, type OpenTill } from './open-till.ts';

/** Paper, as a cashier and an owner meet it: on screen in training, at a printer behind a real socket, and not at all. */
const TIMEOUT_MS = 180_000;
let till: OpenTill;
let printer: Awaited<ReturnType<typeof startPrinter>>;

beforeAll(async () => {
  printer = await startPrinter({ status: [0x12, 0x12, 0x72] });
  till = await openTill();
  // The machine of a test is a busy one.
  till.page.setDefaultTimeout(30_000);
}, TIMEOUT_MS);
afterAll(async () => {
  await till.close();
  await printer.stop();
});

async function sellForCash(): Promise<void> {
  await till.button('Sell').click();
  await till.button(/^Cappuccino/u).click();
  await till.button(/^Charge/u).click();
  await till.see('Received');
  await till.page.keyboard.press('Enter');
  await till.see('Paid in cash');
}

/** Asked until it holds: what fades in or out is nobody's choice of colour, and a busy machine fades slowly. */
async function isAccessible(): Promise<void> {
  const violations = async () => {
    const found = await new AxeBuilder({ page: till.page }).exclude('iframe').analyze();
    return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  };
  await expect.poll(violations, { timeout: 30_000, interval: 500 }).toEqual([]);
}

/** Looks at a screen in both schemes, and keeps pictures where a folder is named. */
async function look(name: string): Promise<void> {
  const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
  for (const colorScheme of ['light', 'dark'] as const) {
    await till.page.emulateMedia({ colorScheme });
    await isAccessible();
    if (folder === undefined) continue;
    for (const size of [
      { width: 1280, height: 800 },
      { width: 1920, height: 1080 },
    ]) {
      await till.page.setViewportSize(size);
      await till.page.screenshot({ path: `${folder}/${name}-${String(size.width)}-${colorScheme}.png` });
    }
    await till.page.setViewportSize({ width: 1280, height: 800 });
  }
  await till.page.emulateMedia({ colorScheme: 'light' });
}

const paper = () => till.page.getByRole('region', { name: 'Paper of the virtual printer' });
const nothingElse = () => expect(till.complaints).toEqual([]);

/** What the print dialog gets of the page, as a file: the receipt alone. */
async function printedPages(): Promise<{ readonly visible: readonly string[]; readonly pages: number }> {
  await till.page.emulateMedia({ media: 'print' });
  const visible = await till.page.evaluate(() =>
    ['.rail', '.status', '.dialog__foot', '.receiptpaper'].filter(
      (selector) => document.querySelector(selector)?.checkVisibility() === true,
    ),
  );
  const pdf = (await till.page.pdf()).toString('latin1');
  await till.page.emulateMedia({ media: 'screen' });
  return { visible, pages: pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0 };
}

describe('paper', { timeout: TIMEOUT_MS }, () => {
  it('shows on the screen in training, with the drawer that would open', async () => {
    await sellForCash();
    await till.button('Virtual printer').click();
    await till.see('The drawer would open now');
    await expect.poll(() => paper().textContent()).toContain('TRAINING - NOT A RECEIPT');
    expect(await paper().textContent()).toContain('R-000001');
    await look('paper');
    await till.page.keyboard.press('Escape');
    nothingElse();
  });

  it('of the last sale comes again on one key, as a copy', async () => {
    await till.page.keyboard.press('F10');
    await till.see('Receipt R-000001 is being printed again');
    await till.button('Virtual printer').click();
    await expect.poll(() => paper().textContent()).toContain('COPY 1');
    await till.page.keyboard.press('Escape');
    await till.button(/^New sale/u).click();
    nothingElse();
  });

  it('can go through the print dialog, which also saves it as a PDF: the receipt alone, on one page', async () => {
    await till.button('Transactions').click();
    await till.page.locator('.saleslist').getByText('R-000001').click();
    await till.button('Receipt').click();
    await till.page.getByTestId('receipt').waitFor();
    await till.button('PDF').waitFor();
    await look('receipt-dialog');
    expect(await printedPages()).toEqual({ visible: ['.receiptpaper'], pages: 1 });
    await till.page.keyboard.press('Escape');
    nothingElse();
  });

  it('has a printer that is tried before it is saved, and names what is wrong', async () => {
    await till.button('Settings').click();
    await till.button('Printer').click();
    await look('printer-virtual');
    await till.page.getByRole('radio', { name: 'Network' }).click();
    await till.see('Not complete yet');
    await till.page.getByLabel('Address').fill('127.0.0.1');
    await till.page.getByLabel('Port').fill('1');
    await till.button('Check').click();
    await till.see('it does not take print jobs');
    await till.page.getByLabel('Port').fill(String(printer.port));
    await till.button('Check').click();
    await till.see('The printer is out of paper.');
    await look('printer-no-paper');
    printer.behave({ status: WELL });
    await till.button('Print test page').click();
    await till.see('The test page is at the printer.');
    const printed = asText(interpret(printer.printed()), 42);
    expect(printed).toContain('€ £ ÄÖÜ äöü ß é è ç ñ å ø');
    expect(printed).toContain('123456789012345678901234567890123456789012\n');
    await till.button('Find printers').click();
    await till.page
      .getByText(/No printer found|Answers|Print service/u)
      .first()
      .waitFor({ timeout: 60_000 });
    await look('printer-found');
    await till.button('Save').click();
    await till.see('Saved');
    nothingElse();
  });

  it('comes out of that printer after a sale, and the sale is what it says', async () => {
    const before = printer.printed().length;
    await sellForCash();
    await expect.poll(() => printer.printed().length, { timeout: 15_000 }).toBeGreaterThan(before);
    await expect
      .poll(() => asText(interpret(printer.printed().subarray(before)), 42), { timeout: 15_000 })
      .toContain('[Cut]');
    const printed = asText(interpret(printer.printed().subarray(before)), 42);
    expect(printed).toContain('R-000002');
    expect(printed).toContain('€4.10');
    // In training nothing was paid: a real drawer stays shut.
    expect(printed).not.toContain('[Drawer]');
    nothingElse();
  });

  it('that does not come stops nobody: the sale is finished, and the cause stands above it', async () => {
    await till.button(/^New sale/u).click();
    await printer.stop();
    await sellForCash();
    await till.see('Receipt R-000003 was not printed');
    await till.see('The sale is finished all the same.');
    await till.see('it does not take print jobs');
    await look('not-printed');
    await till.button('Not needed').click();
    await expect.poll(() => till.page.getByText('was not printed').count()).toBe(0);
    await till.button(/^New sale/u).click();
    nothingElse();
  });

  it('looks as the shop wants it, and shows that while it is typed', async () => {
    await till.button('Settings').click();
    await till.button('Receipt paper').click();
    const preview = till.page.getByRole('region', { name: 'Preview' });
    await till.page.getByLabel('Lines at the top').fill('Bäckergasse 1\n10115 Berlin');
    await expect.poll(() => preview.textContent()).toContain('Bäckergasse 1');
    await till.page.getByLabel('Lines at the bottom').fill('See you soon');
    await till.page.getByRole('switch', { name: 'Name of the cashier' }).click();
    await expect.poll(() => preview.textContent()).toContain('See you soon');
    await expect.poll(() => preview.textContent()).not.toContain('Cashier');
    await till.page.locator('input[type=file]').setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: await logoFile(),
    });
    await preview.getByRole('img', { name: 'Logo of the shop' }).waitFor();
    await look('receipt-look');
    await till.page.locator('input[type=file]').setInputFiles({
      name: 'no.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await till.see('This file is no picture that can be read.');
    await till.button('Save').click();
    await till.see('Saved');
    nothingElse();
  });

  it('goes by mail once a server is set up, and says at once when that does not answer', async () => {
    await till.button('Receipts by mail').click();
    await till.page.getByRole('switch', { name: 'Receipts can be mailed' }).click();
    await till.page.getByLabel('Mail server').fill('127.0.0.1');
    await till.page.getByLabel('Port').fill('1');
    await till.page.getByLabel('Sender').fill('till@bakery.example');
    await till.button('Save').click();
    await till.see('Saved');
    await till.page.getByLabel('Send it to').fill('owner@bakery.example');
    await till.button('Send test mail').click();
    await till.see('The mail server does not answer');
    await look('mail');
    nothingElse();
  });
});

/** A black disc on nothing, drawn by the browser itself. */
async function logoFile(): Promise<Buffer> {
  const data = await till.page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 240;
    canvas.height = 120;
    const context = canvas.getContext('2d');
    context?.arc(120, 60, 50, 0, 7);
    context?.fill();
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(data.split(',')[1] ?? '', 'base64');
}
