import { connect } from 'node:net';
import type { Timers } from '../../ports.ts';

/** Whether somebody listens at an address. Says nothing to whoever does. */
export function knock(
  host: string,
  port: number,
  withinMs: number,
  timers: Pick<Timers, 'after'>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (open: boolean): void => {
      forget();
      socket.destroy();
      resolve(open);
    };
    const forget = timers.after(withinMs, () => {
      end(false);
    });
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
  });
}
