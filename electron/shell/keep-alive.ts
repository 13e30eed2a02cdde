import type { Clock, Log, Timers } from '../services/ports.ts';
import type { WebContents } from './electron.ts';
import type { Page } from './pages.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A page that lived this long is taken for healthy: its next crash is a first one again. */
const HEALTHY_AFTER_MS = 60_000;

/**
 * Loads a page anew when its process has ended. A page is only a view, so nothing is lost by it; the wait doubles, so
 * that a page that crashes at each start leaves the computer usable.
 */
export function keepAlive(
  contents: WebContents,
  page: Page,
  ports: { readonly clock: Clock; readonly timers: Timers; readonly log: Log },
): void {
  let waitMs = FIRST_WAIT_MS;
  let loadedAtMs = ports.clock.monotonicMs();
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    ports.log.error('shell.page-gone', { page: page.name, reason, exitCode });
    if (reason === 'clean-exit') return;
    if (ports.clock.monotonicMs() - loadedAtMs > HEALTHY_AFTER_MS) waitMs = FIRST_WAIT_MS;
    ports.timers.after(waitMs, () => {
      if (contents.isDestroyed()) return;
      loadedAtMs = ports.clock.monotonicMs();
      contents.reload();
    });
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  });
  contents.on('unresponsive', () => {
    ports.log.warn('shell.page-unresponsive', { page: page.name });
  });
}
