import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../support/browser.ts';
import { startCompanionsForTest } from '../support/companions.ts';
import { startProcess } from '../support/process.ts';
import { parseDemoArguments } from './arguments.ts';
import { readFacts, type Facts } from './facts.ts';
import { createStepPrinter } from './steps.ts';
import { createCashier } from './ui-steps.ts';

/**
 * `npm run demo`: the whole path, for real. A sale is rung up in a real browser, a card is declined, another one pays,
 * one webhook comes twice, and the transaction shows its proof. What is reported is read from the sandbox's API and
 * from the till's database, never from this driver's own memory.
 */
const { json, outDirectory } = parseDemoArguments(process.argv.slice(2));
const { step, timingsMs } = createStepPrinter((line) => {
  console.log(line);
});
rmSync(outDirectory, { recursive: true, force: true });
mkdirSync(outDirectory, { recursive: true });
const directory = mkdtempSync(join(tmpdir(), 'flexotium-demo-'));
const profile = join(directory, 'profile');

const startedMs = performance.now();
const companions = await step('sandbox and relay start', () => startCompanionsForTest(directory));
const till = await step('till starts', () =>
  startProcess('build/scripts/start.ts', {
    arguments: ['--shell=browser', `--profile=${profile}`, '--no-open'],
    environment: { FLEXOTIUM_COMPANIONS: JSON.stringify(companions.addresses) },
  }),
);
const browser = await step('browser starts', launchBrowser);
let facts: Facts | null = null;
let failure: string | null = null;
const screenshots: string[] = [];
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const cashier = createCashier(await context.newPage(), outDirectory, screenshots);
  await step('first run and training', async () => {
    await cashier.page.goto(String(till.ready['url']));
    await cashier.see('How do you want to start?');
    await cashier.photograph('01-first-run');
    await cashier.startTraining();
  });
  await step('ring up', async () => {
    await cashier.ringUp('Flat White', 'Flat White', 'Almond Croissant', 'Ethiopia Guji');
    await cashier.see('Sale 1');
    await cashier.photograph('02-checkout');
  });
  await step('card declined', async () => {
    await cashier.charge();
    await cashier.chooseWay('Card');
    await cashier.see('Ask for tap, insert or swipe');
    await cashier.photograph('03-present-card');
    await cashier.presentCard('9995', 'Insert');
    await cashier.see('Declined: not enough funds');
    await cashier.photograph('04-declined');
  });
  await step('other card approves', async () => {
    await cashier.press(/^Other card/u);
    await cashier.presentCard('4242', 'Tap');
    await cashier.see(/^Paid|Approved/u);
    await cashier.photograph('05-approved');
  });
  await step('webhooks applied, one delivered twice', async () => {
    await companions.redeliverNewest('payment_intent.succeeded');
    await cashier.press(/^New sale/u);
    await cashier.see(/1 of 1 matched/u);
  });
  await step('transaction shows its proof', async () => {
    await cashier.press('Transactions');
    await cashier.see('R-000001');
    await cashier.photograph('06-transactions');
    await cashier.page.getByText('R-000001').first().click();
    await cashier.see('Paid and proven');
    await cashier.see('by webhook through the relay');
    await cashier.photograph('07-transaction');
    await cashier.press('Receipt');
    await cashier.see('TRAINING');
    await cashier.photograph('08-receipt');
    await cashier.press('Close');
  });
  await step('settings', async () => {
    await cashier.press('Settings');
    await cashier.press(/Stripe/u);
    await cashier.press('Verify now');
    await cashier.see('Good');
    await cashier.photograph('09-stripe-settings');
  });
  await step('wide and dark', async () => {
    await cashier.page.setViewportSize({ width: 1920, height: 1080 });
    await cashier.page.emulateMedia({ colorScheme: 'dark' });
    await cashier.press('Sell');
    await cashier.ringUp('Cappuccino', 'Canvas Tote');
    await cashier.photograph('10-checkout-wide-dark');
  });
  facts = await readFacts({ companions: companions.addresses, profile });
} catch (error) {
  failure = error instanceof Error ? error.message : String(error);
} finally {
  await browser.close();
  await till.stop();
  await companions.stop();
  rmSync(directory, { recursive: true, force: true });
}
timingsMs['total'] = Math.round(performance.now() - startedMs);
const problems = facts === null ? [failure ?? 'The demo did not reach its end'] : facts.problems;
const ok = problems.length === 0;
for (const problem of problems) console.log(`NOT AS IT SHOULD BE: ${problem}`);
if (!ok && facts === null) console.log(till.output().split('\n').slice(-20).join('\n'));
console.log(ok ? `Everything held. Screenshots: ${outDirectory}` : 'The demo failed.');
if (json) console.log(JSON.stringify({ ok, ...facts?.report, timingsMs, screenshots, problems }));
process.exitCode = ok ? 0 : 1;
