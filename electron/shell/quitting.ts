import type { Log, Timers } from '../services/ports.ts';
import type { Till } from '../services/till.ts';
import type { Electron } from './electron.ts';

/** A till that has not stopped by then is left: what matters is on the disk, and somebody wants to go home. */
const STOP_WITHIN_MS = 10_000;

/** Lets the till end its connections and close its database before the app goes. */
export function stopBeforeQuit(
  { app }: Pick<Electron, 'app'>,
  till: Pick<Till, 'stop'>,
  ports: { readonly timers: Timers; readonly log: Log },
): void {
  let phase: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'stopping') return;
    phase = 'stopping';
    const leave = (): void => {
      if (phase === 'stopped') return;
      phase = 'stopped';
      app.quit();
    };
    const forget = ports.timers.after(STOP_WITHIN_MS, () => {
      ports.log.error('shell.stop-too-slow');
      leave();
    });
    void till
      .stop()
      .catch((error: unknown) => {
        ports.log.error('shell.stop-failed', { name: error instanceof Error ? error.name : 'unknown' });
      })
      .then(() => {
        forget();
        leave();
      });
  });
}
