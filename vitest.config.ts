import { defineConfig } from 'vitest/config';

/** Tests lie beside their subject; `tests/run.ts` runs them in suites. */
export default defineConfig({
  test: {
    include: ['{shared,sandbox,relay,electron,renderer,build,tests}/**/*.test.{ts,tsx}'],
    // Real processes, browsers and databases on two cores that may be busy: patience costs nothing when all is well.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    // Files share what a worker has loaded: loading it anew for each was nearly half of a run.
    isolate: false,
  },
});
