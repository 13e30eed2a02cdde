import { parseSimulateArguments, THOROUGH } from './arguments.ts';
import { coverageTable, missingCoverage } from './coverage.ts';
import { FLOW_NAMES, SHORTEST_FLOW } from './crash-points.ts';
import type { Task } from './worker.ts';
import { emptySum, playAll, type Failure, type Sum } from './workers.ts';

/** `npm run simulate`: shifts by the thousand, each with its own troubles, none with a cent lost or taken twice. */
const TRACE_SHOWN = 60;
const PROGRESS_EVERY = 500;

const given = parseSimulateArguments(process.argv.slice(2));
const { until, liveness, json } = given;
const startedMs = performance.now();
const crashes = emptySum();
const seeds = emptySum();
const isOver = (): boolean =>
  until !== null &&
  [...crashes.failures, ...seeds.failures].some(({ violation }) => violation.rule === until);

if (given.crash !== null)
  await playAll([{ kind: 'flow', ...given.crash }], crashes, { jobs: 1, isOver, played: () => undefined });
if (given.crashes !== 'none') await playCrashes(given.crashes);
const shifts = given.seeds.map((seed): Task => ({ kind: 'seed', seed, liveness }));
await playAll(shifts.toReversed(), seeds, {
  jobs: Math.min(given.jobs, Math.max(1, shifts.length)),
  isOver,
  played: () => {
    if (!json && seeds.days % PROGRESS_EVERY === 0) console.log(`${String(seeds.days)} seeds`);
  },
});
report();

/** The plug pulled at every point of each short flow; and then, where pairs are wanted, at every point of the next life. */
async function playCrashes(wanted: 'singles' | 'shortest' | 'pairs'): Promise<void> {
  const startMs = performance.now();
  const whole = FLOW_NAMES.map((flow): Task => ({ kind: 'flow', flow, pulledAt: [] }));
  await playAll(whole, crashes, {
    jobs: given.jobs,
    isOver,
    played: () => undefined,
    followed: (task, { points }) => {
      if (task.kind !== 'flow') return [];
      const { flow, pulledAt } = task;
      const pairs = wanted === 'pairs' || (wanted === 'shortest' && flow === SHORTEST_FLOW);
      const goOn = pulledAt.length === 0 || (pairs && pulledAt.length === 1);
      const count = points?.[pulledAt.length] ?? 0;
      return goOn
        ? Array.from({ length: count }, (_, index): Task => ({
            kind: 'flow',
            flow,
            pulledAt: [...pulledAt, index + 1],
          }))
        : [];
    },
  });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  if (!json) console.log(`${String(crashes.days)} days with the plug pulled (${wanted}) in ${seconds} s`);
}

function report(): void {
  const failures = [...crashes.failures, ...seeds.failures];
  for (const failure of failures) tell(failure);
  if (!json) for (const line of coverageTable(seeds.coverage)) console.log(line);
  const seconds = (performance.now() - startedMs) / 1000;
  const stepsPerSecond = Math.round((seeds.steps + crashes.steps) / seconds);
  // A few seeds can't meet everything; a thorough run that did not is no proof.
  const missing = seeds.days >= THOROUGH && until === null ? missingCoverage(seeds.coverage, seeds.days) : [];
  for (const cell of missing) console.log(`NEVER SEEN: ${cell}`);
  const unclosed = seeds.days >= THOROUGH && until === null && seeds.shiftsClosed === 0;
  if (unclosed) console.log('NEVER SEEN: a shift that was closed');
  const ok = failures.length === 0 && missing.length === 0 && !unclosed;
  console.log(
    `${String(seeds.days)} seeds and ${String(crashes.days)} single crashes, ${String(failures.length)} with violations; ` +
      `${String(seeds.tenders)} card tenders, ${String(seeds.faults)} faults, ${String(seeds.shiftsClosed)} shifts closed, ` +
      `${String(seeds.steps + crashes.steps)} steps in ${seconds.toFixed(1)} s: ${String(stepsPerSecond)} steps/s`,
  );
  if (json) {
    const violations = failures.map(({ task, violation }) => ({ task: nameOf(task), ...violation }));
    const figures = ({ days, steps, tenders, faults, shiftsClosed }: Sum) => ({
      days,
      steps,
      tenders,
      faults,
      shiftsClosed,
    });
    console.log(
      JSON.stringify({
        ok,
        seeds: seeds.days,
        crashPoints: crashes.days,
        violations,
        ...figures(seeds),
        seconds,
        stepsPerSecond,
        coverage: seeds.coverage,
      }),
    );
  }
  process.exitCode = ok ? 0 : 1;
}

function tell({ task, violation, trace }: Failure): void {
  console.log(`${nameOf(task)}: ${violation.message}`);
  if (json) return;
  for (const line of trace.slice(-TRACE_SHOWN)) console.log(`  ${line}`);
  const again =
    task.kind === 'seed'
      ? `--only=${String(task.seed)}${task.liveness ? ' --liveness' : ''}`
      : `--crash=${task.flow}:${task.pulledAt.join(',')}`;
  console.log(`Again: npm run simulate -- ${again}`);
}

function nameOf(task: Task): string {
  return task.kind === 'seed'
    ? `seed ${String(task.seed)}`
    : `${task.flow}, the plug pulled at ${task.pulledAt.join(' and ')}`;
}
