import { parseArgs } from 'node:util';
import { runHostile, type Latency } from './run-hostile.ts';

/** `npm run hostile -- --requests=100000 --seed=1 [--json]`: bad requests by the thousand, and what becomes of good ones. */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: false,
});
const report = await runHostile({
  requests: whole('requests', values.requests),
  seed: whole('seed', values.seed),
  goodBefore: 1_000,
  patient: true,
});
if (values.json) console.log(JSON.stringify(report));
else {
  for (const [name, count] of Object.entries(report.tried))
    console.log(`${String(count).padStart(8)}  ${name}`);
  for (const fault of report.faults) console.log(`FAULT: ${fault}`);
  const { latencyMs, memoryMb, seconds } = report;
  const sum = Object.values(report.tried).reduce((all, count) => all + count, 0);
  console.log(
    `${String(sum)} bad ones in ${seconds.toFixed(0)} s (${(sum / seconds).toFixed(0)}/s), ${String(report.faults.length)} faults; ` +
      `${String(report.goodSent)} good ones, all in the log`,
  );
  console.log(`good webhooks alone:     ${shown(latencyMs.alone)}`);
  console.log(`good webhooks meanwhile: ${shown(latencyMs.meanwhile)}`);
  console.log(
    memoryMb === null
      ? 'memory: not measured on this system'
      : `memory of the relay: ${memoryMb.firstHalf.toFixed(0)} MB in the first half, ${memoryMb.secondHalf.toFixed(0)} MB in the second`,
  );
}
process.exitCode = report.faults.length === 0 ? 0 : 1;

function shown({ p50, p99, max }: Latency): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms`;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`--${name} must be a whole number from 1, not ${text}`);
}
