import { describe, expect, it } from 'vitest';
import { plant, PLANTED_BUGS } from './planted-bugs.ts';
import { runSimulation } from './run-simulation.ts';

/** Each promise is shown to be breakable: a bug as somebody might write it is seen within two hundred shifts. */
const SEEDS = 200;

describe('a bug that breaks a promise is seen', { timeout: 600_000, concurrent: false }, () => {
  it.for(PLANTED_BUGS)('$breaks: $story', async (bug) => {
    const planted = await plant(bug);
    try {
      const from = `--from=${String(bug.from ?? 1)}`;
      const list = [`--seeds=${String(SEEDS)}`, from, '--jobs=1', `--until=${bug.breaks}`];
      const report = await runSimulation(list, planted.bundles);
      expect(report.violations.map(({ rule }) => rule)).toContain(bug.breaks);
    } finally {
      planted.remove();
    }
  });
});
