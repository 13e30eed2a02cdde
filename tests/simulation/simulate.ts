import { parseSimulateArguments } from './arguments.ts';
import { coverageTable } from './coverage.ts';
import { runSeeds } from './run-seeds.ts';

/** `npm run simulate`: shifts by the thousand, each with its own troubles, none with a cent lost or taken twice. */
const TRACE_SHOWN = 60;
const PROGRESS_EVERY = 500;

const given = parseSimulateArguments(process.argv.slice(2));
const summary = await runSeeds(given, (done) => {
  if (!given.json && done % PROGRESS_EVERY === 0) console.log(`${String(done)} seeds`);
});
for (const { seed, violation, trace } of summary.violations) {
  console.log(`SEED ${String(seed)}: ${violation?.message ?? ''}`);
  if (given.json) continue;
  for (const line of trace.slice(-TRACE_SHOWN)) console.log(`  ${line}`);
  const liveness = given.liveness ? ' --liveness' : '';
  console.log(`Again: npm run simulate -- --only=${String(seed)}${liveness}`);
}
if (!given.json) for (const line of coverageTable(summary.coverage)) console.log(line);
const stepsPerSecond = Math.round(summary.steps / summary.seconds);
const ok = summary.violations.length === 0;
console.log(
  `${String(summary.seeds)} seeds, ${String(summary.violations.length)} with violations; ${String(summary.tenders)} card tenders, ` +
    `${String(summary.faults)} faults, ${String(summary.steps)} steps in ${summary.seconds.toFixed(1)} s: ${String(stepsPerSecond)} steps/s`,
);
if (given.json) {
  const { violations, coverage, ...figures } = summary;
  const told = violations.map(({ seed, violation }) => ({ seed, ...violation }));
  console.log(JSON.stringify({ ok, ...figures, stepsPerSecond, violations: told, coverage }));
}
process.exitCode = ok ? 0 : 1;
