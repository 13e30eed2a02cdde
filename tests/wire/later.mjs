/** Loaded before the relay: its calendar is `LATER_MS` ahead, and what it does once an hour is due at once, again and again. */
const HOUR_MS = 3_600_000;
const SOON_MS = 50;
const laterMs = Number(process.env.LATER_MS);
const now = Date.now.bind(Date);
const after = globalThis.setTimeout;
Date.now = () => now() + laterMs;
globalThis.setTimeout = Object.assign(
  (run, ms, ...rest) => after(run, ms >= HOUR_MS ? SOON_MS : ms, ...rest),
  after,
);
