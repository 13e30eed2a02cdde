import type { Timers } from '../../../electron/services/ports.ts';
import type { VirtualTime } from './virtual-time.ts';

/**
 * One life of a till's process, from start to the pulled plug. Each touch of the world outside is a numbered point:
 * there the plug may be pulled, and whatever the dead life still wants to do reaches nobody.
 */
export type Life = {
  readonly isAlive: () => boolean;
  /** Passes one point. False: this life ended here or before, so nothing that would follow may happen. */
  readonly pass: (point: string) => boolean;
  readonly points: () => number;
  readonly timers: Timers;
  /** Ends it between two points. */
  readonly end: () => void;
  /** Calls once when this life ends. */
  readonly onEnd: (call: () => void) => void;
};

/** A page that is busy: cashiers act on what they saw up to a tenth of a second ago. */
const FRAME_MS = 100;

export function createLife(ports: {
  readonly time: VirtualTime;
  /** Whether the plug is pulled at this point; told its number within the life. */
  readonly isPulled: (point: string, number: number) => boolean;
  /** The very moment: what is on the disk now is what the next life finds. */
  readonly pulled: (point: string) => void;
}): Life {
  let alive = true;
  let points = 0;
  const ends: (() => void)[] = [];
  const end = (): void => {
    if (!alive) return;
    alive = false;
    for (const call of ends) call();
  };
  const pass = (point: string): boolean => {
    if (!alive) return false;
    points += 1;
    if (!ports.isPulled(point, points)) return true;
    ports.pulled(point);
    end();
    return false;
  };
  const after: Timers['after'] = (delayMs, call) =>
    // "At once" is when the page draws its next frame: changes of one moment become one push, as on a real screen.
    ports.time.after(delayMs === 0 ? FRAME_MS : delayMs, () => {
      if (!alive) return;
      try {
        call();
      } catch (error) {
        // The plug was pulled in the middle of it.
        if (alive) throw error;
      }
    });
  return {
    isAlive: () => alive,
    pass,
    points: () => points,
    end,
    onEnd: (call) => {
      ends.push(call);
    },
    timers: {
      after,
      sleep: (delayMs, signal) =>
        new Promise((resolve) => {
          after(delayMs, resolve);
          signal?.addEventListener(
            'abort',
            () => {
              resolve();
            },
            { once: true },
          );
        }),
    },
  };
}

/** The answer of a dead life: none, ever. */
export function never<Value>(): Promise<Value> {
  return new Promise(() => undefined);
}
