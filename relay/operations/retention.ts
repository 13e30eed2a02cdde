import type { EventLog } from '../log/index.ts';
import type { RelayPorts } from '../ports.ts';
import type { Counters } from './counters.ts';
import type { HealthBook } from './health-book.ts';
import { errorText } from './logging.ts';

const TRIM_EVERY_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Forgets by age, once an hour. Age is counted back from the last webhook that was accepted, because Stripe's signature
 * vouches for the time of its arrival: a computer's clock that leaps ahead would forget all that the tills have not seen.
 * Returns the function that stops it.
 */
export function trimRegularly(parts: {
  readonly config: { readonly retentionDays: number };
  readonly ports: Pick<RelayPorts, 'clock' | 'timers' | 'log'>;
  readonly eventLog: Pick<EventLog, 'trim' | 'check'>;
  readonly health: Pick<HealthBook, 'lastAcceptedAtMs'>;
  readonly counters: Pick<Counters, 'add'>;
  /** The log's disk can't be trusted any more: stop the process. */
  readonly onFatal: (error: unknown) => void;
}): () => void {
  const { config, ports, eventLog, health, counters, onFatal } = parts;
  let forget: () => void = () => undefined;
  let stopped = false;
  const trim = async (): Promise<void> => {
    const vouchedMs = health.lastAcceptedAtMs();
    if (vouchedMs === null) return;
    try {
      const nowMs = Math.min(vouchedMs, ports.clock.nowMs());
      const events = await eventLog.trim(nowMs - config.retentionDays * DAY_MS);
      if (events > 0) counters.add('events_trimmed', '', events);
    } catch (error) {
      ports.log.error('log.trim-failed', { error: errorText(error) });
      if ((await eventLog.check()) === 'failed') onFatal(error);
    }
  };
  const schedule = (): void => {
    if (stopped) return;
    forget = ports.timers.after(TRIM_EVERY_MS, () => {
      trim().then(schedule, (error: unknown) => {
        ports.log.error('log.check-failed', { error: errorText(error) });
        schedule();
      });
    });
  };
  schedule();
  return () => {
    stopped = true;
    forget();
  };
}
