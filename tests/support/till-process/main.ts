import { createInterface } from 'node:readline';
import { createTill } from '../../../electron/services/index.ts';
import { createFileLog } from '../../../electron/services/diagnostics/index.ts';
import { openWithConf } from '../../../electron/services/settings/index.ts';
import { systemClock, systemPorts, systemTimers } from '../../../electron/services/system/index.ts';
import { createLanReader } from '../../../renderer/reader/lan-reader.ts';
import type { SdkTerminal } from '../../../renderer/reader/sdk.ts';
import { createStripeTerminalStandIn } from '../../../sandbox/terminal-sdk/index.ts';
import { killAt, killPreparedAt, killRefundAt, killShiftAt } from './between.ts';
import { createFileVault } from './file-vault.ts';
import { tillProcessOptionsSchema } from './options.ts';

/**
 * A till as a real process for flow tests: the shipped services and the shipped reader page's core, the sandbox's SDK
 * in place of Stripe's, and no browser. It reads requests as JSON lines and answers with envelopes.
 */
const options = tillProcessOptionsSchema.parse(JSON.parse(process.env['TILL_PROCESS'] ?? '{}'));
const vault = createFileVault(options.vaultFile);
const between = killAt(options.killPoint);
const refundBetween = killRefundAt(options.refundKillPoint);
const created = await createTill(
  {
    profileDirectory: options.profile,
    shell: 'browser',
    version: 'test',
    startInTraining: false,
    stripeBaseUrl: options.stripeBaseUrl,
  },
  {
    ...systemPorts({
      log: createFileLog(`${options.profile}/logs`, systemClock),
      vault,
      companions: {
        start: () => Promise.reject(new Error('No companions in flow tests')),
        stop: () => Promise.resolve(),
      },
      fatal: () => process.exit(74),
    }),
    openSettings: openWithConf,
    between: {
      db: (db) => killShiftAt(options.shiftKillPoint)(killPreparedAt(options.preparedKillPoint)(db)),
      store: between.store,
      refundStore: refundBetween.store,
      refundEffects: refundBetween.effects,
      effects: between.effects,
    },
  },
);
if (!created.ok) throw new Error(`No till: ${created.error.code}`);
const till = created.value;
void runReaderPage();

createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line) as { id: number; channel: string; request: unknown }; // Our own test writes it.
  void till.dispatch(asked.channel, asked.request).then((envelope) => {
    process.stdout.write(`${JSON.stringify({ id: asked.id, envelope })}\n`);
  });
});
process.stdin.once('end', () => {
  void till.stop().then(() => process.exit(0));
});
process.once('SIGTERM', () => {
  void till.stop().then(() => process.exit(0));
});
process.stdout.write(`READY ${JSON.stringify({ pid: process.pid })}\n`);

/** What renderer/reader/main.ts does in a page. */
async function runReaderPage(): Promise<void> {
  for (;;) {
    const greeting = await till.dispatchReaderPage('readerPage.hello', {});
    if (greeting.ok) break;
    await systemTimers.sleep(100);
  }
  const reader = await createLanReader({
    report: (report) => {
      void till.dispatchReaderPage('readerPage.report', report);
    },
    fetchToken: async () => {
      const token = await till.dispatchReaderPage('readerPage.fetchConnectionToken', {});
      if (!token.ok) throw new Error(token.error.code);
      return (token.value as { secret: string }).secret; // The contract's own shape.
    },
    load: (callbacks) =>
      Promise.resolve(
        createStripeTerminalStandIn({
          baseUrl: options.stripeBaseUrl,
          fetch,
          after: systemTimers.after,
        }).create(callbacks) as unknown as SdkTerminal, // The same calls; the stand-in states its answers more narrowly.
      ),
  });
  till.onReaderCommand((command) => {
    void reader.obey(command);
  });
  await till.dispatchReaderPage('readerPage.report', { type: 'ready' });
}
