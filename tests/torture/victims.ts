import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../simulation/world/chance.ts';
import { ROOT, fileOf, startProcess, type RunningProcess } from '../support/process.ts';
import { spawn } from 'node:child_process';

/** A process whose plug is pulled again and again. */
export type Victim = {
  readonly name: string;
  readonly kills: () => number;
  /** Lines that its lives printed. */
  readonly lines: () => number;
  readonly start: () => Promise<void>;
  /** Pulls the plug; now and then also that of the next life, while it starts. Resolves with the process ready again. */
  readonly pullPlug: (chance: Chance) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** The longest that a start is left alone before its plug is pulled. */
const LONGEST_START_MS = 600;

export function createVictim(
  name: string,
  entry: string,
  environment: Readonly<Record<string, string>>,
): Victim {
  let life: RunningProcess | null = null;
  let kills = 0;
  let lines = 0;
  const start = async (): Promise<void> => {
    life = await startProcess(entry, { environment });
    life.child.stdout?.on('data', (chunk: Buffer) => {
      lines += chunk.toString('latin1').split('\n').length - 1;
    });
  };
  return {
    name,
    kills: () => kills,
    lines: () => lines,
    start,
    pullPlug: async (chance) => {
      await life?.kill();
      kills += 1;
      if (chance.maybe(0.25)) {
        await startAndKill(entry, environment, chance.below(LONGEST_START_MS));
        kills += 1;
      }
      await start();
    },
    end: async () => {
      await life?.kill();
    },
  };
}

/** A life that ends wherever it is after `livesMs`: loading, opening its files, or serving already. */
async function startAndKill(
  entry: string,
  environment: Readonly<Record<string, string>>,
  livesMs: number,
): Promise<void> {
  const child = spawn(process.execPath, [fileOf(entry)], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await sleep(livesMs);
  child.kill('SIGKILL');
  await gone;
}
