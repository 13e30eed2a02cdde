import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../support/process.ts';

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

/** Runs `simulate --json` as a process of its own, from this source or from a copy of it, and reads its last line. */
export async function runSimulation(list: readonly string[], root: string = ROOT): Promise<SimulationReport> {
  const printed = await new Promise<string>((resolve, reject) => {
    const entry = join(root, 'tests', 'simulation', 'simulate.ts');
    const child = spawn(process.execPath, [entry, '--json', ...list], {
      cwd: root,
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
