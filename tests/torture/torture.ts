import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleEntries } from '../../build/scripts/bundle-entries.ts';
import { ROOT } from '../support/process.ts';
import { runTorture } from './run-torture.ts';

/** `npm run torture -- --rounds=200 --seed=1 [--json]`: the plug of relay and tills pulled under load, round after round. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: false,
});
const PROGRESS_EVERY = 20;

// Beside the packages that the bundles load.
const bundles = mkdtempSync(join(ROOT, 'node_modules', '.cache-torture-'));
try {
  const entries = ['relay/server.ts', 'tests/torture/till.ts'];
  process.env['FLEXOTIUM_BUNDLES'] = JSON.stringify(await bundleEntries(ROOT, entries, bundles));
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'flexotium-compiled');
  const report = await runTorture({
    rounds: whole('rounds', values.rounds),
    seed: whole('seed', values.seed),
    played: (round) => {
      if (!values.json && round % PROGRESS_EVERY === 0) console.log(`${String(round)} rounds`);
    },
  });
  if (values.json) console.log(JSON.stringify(report));
  else {
    for (const fault of report.faults) console.log(`FAULT: ${fault}`);
    const kills = Object.entries(report.kills).map(([name, count]) => `${name} ${String(count)}`);
    console.log(
      `${String(report.rounds)} rounds in ${report.seconds.toFixed(0)} s, ${String(report.faults.length)} faults; ` +
        `${String(report.accepted)} events answered 2xx, ${String(report.repeated)} tries repeated; killed: ${kills.join(', ')}`,
    );
  }
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  rmSync(bundles, { recursive: true, force: true });
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`--${name} must be a whole number from 1, not ${text}`);
}
