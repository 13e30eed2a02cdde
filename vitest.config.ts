import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, one of these would run on alone at the end, with the other core idle. */
const LONGEST = ['tests/browser/usable.test.ts', 'tests/simulation/planted-bugs.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      LONGEST.some((file) => moduleId.replaceAll('\\', '/').endsWith(file));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Tests lie beside their subject; `tests/run.ts` runs them in suites. */
export default defineConfig({
  test: {
    include: ['{shared,sandbox,relay,electron,renderer,build,tests}/**/*.test.{ts,tsx}'],
    // Real processes, browsers and databases on two cores that may be busy: patience costs nothing when all is well.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Files share what a worker has loaded: loading it anew for each was nearly half of a run.
    isolate: false,
  },
});
