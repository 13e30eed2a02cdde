/** Prints each step of the demo with its time, and keeps the times for the report. */
export function createStepPrinter(print: (line: string) => void): {
  readonly step: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;
  readonly timingsMs: Record<string, number>;
} {
  const timingsMs: Record<string, number> = {};
  return {
    timingsMs,
    step: async (name, work) => {
      const startedMs = performance.now();
      const value = await work();
      const tookMs = Math.round(performance.now() - startedMs);
      timingsMs[name] = tookMs;
      print(`${String(tookMs).padStart(6)} ms  ${name}`);
      return value;
    },
  };
}
