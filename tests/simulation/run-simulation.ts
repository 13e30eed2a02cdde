import { spawn } from 'node:child_process';
import { z } from 'zod';
import { ROOT, fileOf } from '../support/process.ts';

const reportSchema = z.object({
  ok: z.boolean(),
  seeds: z.number(),
  crashPoints: z.number(),
  steps: z.number(),
  tenders: z.number(),
  faults: z.number(),
  shiftsClosed: z.number(),
  violations: z.array(z.object({ task: z.string(), rule: z.string(), message: z.string() })),
});
export type SimulationReport = z.output<typeof reportSchema>;

export const SIMULATION_ENTRIES = ['tests/simulation/simulate.ts', 'tests/simulation/worker.ts'] as const;

/** Runs `simulate --json` as a process of its own and reads its last line; from `bundles`, where they are given. */
export async function runSimulation(
  list: readonly string[],
  bundles?: Readonly<Record<string, string>>,
): Promise<SimulationReport> {
  const [entry] = SIMULATION_ENTRIES;
  const printed = await new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, [bundles?.[entry] ?? fileOf(entry), '--json', ...list], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...(bundles === undefined ? {} : { FLEXOTIUM_BUNDLES: JSON.stringify(bundles) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => {
      if (out === '') reject(new Error(errors));
      else resolve(out);
    });
  });
  return reportSchema.parse(JSON.parse(printed.trim().split('\n').at(-1) ?? ''));
}
