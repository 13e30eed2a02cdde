import type { AppSnapshot } from '../../../shared/contract/index.ts';
import type { Timers } from '../ports.ts';
import type { Push } from '../till.ts';

export type Pusher = {
  /** Sends the whole snapshot soon; many changes in one moment become one push. */
  readonly changed: () => void;
  /** The same, and which sale it was; null: none in particular. */
  readonly saleChanged: (saleId: string | null) => void;
  readonly push: (push: Push) => void;
  readonly onPush: (listener: (push: Push) => void) => () => void;
  readonly stop: () => void;
};

/** Tells the till page what changed. A page that joins late asks for the snapshot itself. */
export function createPusher(timers: Timers, snapshot: () => AppSnapshot): Pusher {
  const listeners = new Set<(push: Push) => void>();
  let forget: (() => void) | null = null;
  let stopped = false;
  const push = (what: Push): void => {
    for (const listener of listeners) listener(what);
  };
  const changed = (): void => {
    if (forget !== null || stopped) return;
    forget = timers.after(0, () => {
      forget = null;
      if (!stopped) push({ name: 'app.snapshot', value: snapshot() });
    });
  };
  return {
    push,
    changed,
    saleChanged: (saleId) => {
      if (saleId !== null) push({ name: 'transactions.changed', value: { saleId } });
      changed();
    },
    onPush: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: () => {
      stopped = true;
      forget?.();
      listeners.clear();
    },
  };
}
