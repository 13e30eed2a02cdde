import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/process.ts';
import { KEPT_SEEDS } from './kept-seeds.ts';
import { runSimulation } from './run-simulation.ts';

/** Each commit gets seeds of its own, so that the world is explored with every one of them. */
const SEEDS = 200;
const TIMEOUT_MS = 600_000;

describe('a shift with thirty card tenders and all that goes wrong', { timeout: TIMEOUT_MS }, () => {
  it('ends with both books equal, whatever the seed', async () => {
    const report = await runSimulation([`--seeds=${String(SEEDS)}`, `--from=${String(seedOfCommit())}`]);
    expect(report.violations).toEqual([]);
    expect(report.seeds).toBe(SEEDS);
    expect(report.tenders).toBeGreaterThanOrEqual(SEEDS * 30);
    expect(report.faults).toBeGreaterThanOrEqual(SEEDS * 5);
    expect(report.shiftsClosed).toBeGreaterThan(0);
  });

  it('settles soon once nothing goes wrong any more', async () => {
    const list = ['--liveness', '--seeds=40', `--from=${String(seedOfCommit() + SEEDS)}`];
    expect((await runSimulation(list)).violations).toEqual([]);
  });

  it('survives a plug that is pulled at any point of the short flows', async () => {
    const report = await runSimulation(['--seeds=0', '--crashes=singles']);
    expect(report.violations).toEqual([]);
    expect(report.crashPoints).toBeGreaterThan(300);
  });

  it('holds for every seed that ever showed a fault', async () => {
    const report = await runSimulation([`--only=${KEPT_SEEDS.map(({ seed }) => seed).join(',')}`]);
    expect(report.violations).toEqual([]);
  });

  it('happens the same way each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => runSimulation(['--only=7'])));
    expect(one?.steps).toBeGreaterThan(0);
    expect(one?.steps).toBe(other?.steps);
    expect(one?.faults).toBe(other?.faults);
  });
});

/** From the commit, where there is one; an unpacked archive runs the same seeds each time. */
function seedOfCommit(): number {
  let commit = 'no commit';
  try {
    commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    // No git, or no repository.
  }
  return 1 + (createHash('sha256').update(commit).digest().readUInt32BE(0) >>> 1);
}
