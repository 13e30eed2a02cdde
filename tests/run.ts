import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { bundleEntries } from '../build/scripts/bundle-entries.ts';
import { SIMULATION_ENTRIES } from './simulation/run-simulation.ts';
import { keyringObstacle, keyringSession } from './support/keyring-session.ts';
import { ROOT } from './support/process.ts';
import { SUITES, suiteOf, type Suite } from './suites.ts';

/**
 * `npm test`: every suite in turn, one line each, failures and skips by name, and a last line that sums up. Fails when
 * a test fails, when a suite that has files ran no test, and when a test file belongs to no suite.
 */
type Counts = { passed: number; failed: number; skipped: number };

const assertion = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()).nullable().optional(),
});
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(assertion),
    }),
  ),
});

/**
 * Suites start hundreds of tills, and most of a start from sources is loading and compiling them. So they are started
 * from bundles, as the installed app is, and Node keeps what it compiled; by content, so that a changed file is
 * compiled anew.
 */
const CACHE = join(ROOT, 'node_modules', '.cache');
const STARTED_OFTEN = [
  'build/scripts/start.ts',
  'relay/admin/cli.ts',
  'relay/server.ts',
  'sandbox/server.ts',
  ...SIMULATION_ENTRIES,
  'tests/support/till-process/main.ts',
  'tests/torture/till.ts',
];
const ENVIRONMENT = {
  NODE_COMPILE_CACHE: join(CACHE, 'compiled'),
  FLEXOTIUM_BUNDLES: JSON.stringify(await bundleEntries(ROOT, STARTED_OFTEN, join(CACHE, 'started-often'))),
  ...process.env,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `No such suite: ${unknown.join(', ')}. There are: ${SUITES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(64);
}
const files = globSync('{shared,sandbox,relay,electron,renderer,build,tests}/**/*.test.{ts,tsx}', {
  cwd: ROOT,
})
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const lost = files.filter((file) => suiteOf(file) === null);
if (lost.length > 0) {
  console.log(`FAILED: these test files belong to no suite: ${lost.join(', ')}`);
  total.failed += lost.length;
}
for (const suite of SUITES) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  const mine = files.filter((file) => suiteOf(file) === suite.name);
  if (mine.length > 0) add(total, await runSuite(suite, mine));
}
if (total.skipped > 0) console.log(`${String(total.skipped)} skipped, named above`);
console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runSuite(suite: Suite, mine: readonly string[]): Promise<Counts> {
  const obstacle = suite.inKeyringSession === true ? keyringObstacle() : null;
  if (obstacle !== null) {
    console.log(`SKIPPED ${suite.name}: ${obstacle}`);
    return { passed: 0, failed: 0, skipped: mine.length };
  }
  const directory = mkdtempSync(join(tmpdir(), 'flexotium-suite-'));
  const output = join(directory, 'report.json');
  const startedMs = performance.now();
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const workers = suite.workers === undefined ? [] : [`--maxWorkers=${String(suite.workers)}`];
  const list = [vitest, 'run', '--reporter=json', `--outputFile=${output}`, ...workers, ...mine];
  const [program, given] =
    suite.inKeyringSession === true ? keyringSession(process.execPath, list) : [process.execPath, list];
  const printed = await runProcess(program, given);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const counts = existsSync(output)
    ? readReport(suite.name, report.parse(JSON.parse(readFileSync(output, 'utf8'))))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(directory, { recursive: true, force: true });
  if (counts.passed + counts.failed + counts.skipped === 0) {
    console.log(`FAILED ${suite.name}: no test ran.\n${printed}`);
    counts.failed = 1;
  }
  console.log(
    `suite ${suite.name}: ${String(counts.passed)} passed, ${String(counts.failed)} failed${
      counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : ''
    }, ${seconds} s`,
  );
  return counts;
}

function readReport(suite: string, { testResults }: z.output<typeof report>): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of testResults) {
    const name = file.name.replaceAll('\\', '/').replace(ROOT.replaceAll('\\', '/'), '');
    if (file.status === 'failed' && file.assertionResults.every((each) => each.status !== 'failed')) {
      // The file itself could not be run: an import or a hook.
      counts.failed += 1;
      console.log(`  FAILED ${name}: ${file.message ?? 'it could not be run'}`);
    }
    for (const each of file.assertionResults) {
      if (each.status === 'passed') counts.passed += 1;
      else if (each.status === 'failed') {
        counts.failed += 1;
        console.log(`  FAILED ${name}: ${each.fullName}\n    ${(each.failureMessages ?? []).join('\n    ')}`);
      } else {
        counts.skipped += 1;
        console.log(`  SKIPPED ${suite}: ${each.fullName}`);
      }
    }
  }
  return counts;
}

/** What it printed is shown only when it left no report. */
function runProcess(program: string, list: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, list, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const keep = (chunk: Buffer): void => {
      printed = (printed + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', () => {
      resolve(printed);
    });
  });
}

function add(sum: Counts, more: Counts): void {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
}
