import { randomBytes } from 'node:crypto';
import { createLog } from './operations/logging.ts';
import type { RelayPorts } from './ports.ts';

/** The real clock, timers, randomness and log (JSON lines on standard error). The only file that may read them. */
export function systemPorts(): RelayPorts {
  return {
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    timers: {
      after: (delayMs, call) => {
        const timer = setTimeout(call, delayMs);
        return () => {
          clearTimeout(timer);
        };
      },
      soon: (call) => {
        setImmediate(call);
      },
    },
    random: { bytes: (count) => randomBytes(count) },
    log: createLog({
      nowMs: () => Date.now(),
      write: (line) => {
        process.stderr.write(line);
      },
    }),
  };
}
