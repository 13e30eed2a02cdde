import type { Log } from './ports.ts';

/**
 * Starts work that nobody waits for. What it stumbles over, a full disk most of all, is logged and must not end the
 * program; `again` is for work that has to be done sooner or later.
 */
export function inBackground(log: Log, what: string, work: () => Promise<unknown>, again?: () => void): void {
  work().catch((error: unknown) => {
    log.error('background.failed', { what, reason: error instanceof Error ? error.message : 'unknown' });
    again?.();
  });
}
