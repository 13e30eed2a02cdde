/**
 * Loaded before the relay: its time begins `QUICK_CLOCK_AHEAD_MS` ahead and runs `QUICK_CLOCK_FACTOR` times as fast, so
 * that a test sees in a moment what the relay does after a minute or after five weeks.
 */
const factor = Number(process.env.QUICK_CLOCK_FACTOR);
const aheadMs = Number(process.env.QUICK_CLOCK_AHEAD_MS);
const startMs = Date.now();
const dateNow = Date.now.bind(Date);
Date.now = () => Math.floor(startMs + aheadMs + (dateNow() - startMs) * factor);
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  globalThis[name] = Object.assign((run, ms, ...rest) => real(run, (ms ?? 0) / factor, ...rest), real);
}
