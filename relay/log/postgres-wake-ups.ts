import { ConnectionLost, type Primary } from '../postgres/index.ts';
import type { Log, Timers } from '../ports.ts';
import { WAKE_UP_WITHIN_MS } from './event-log.ts';
import { createWakeUps } from './wake-ups.ts';

/** How the instances of a fleet tell each other that a store has something new. */
export type SharedWakeUps = {
  readonly add: (storeId: string, listener: () => void) => () => void;
  /** This instance has committed: its own listeners hear of it now, the others by a hint. */
  readonly committed: (heads: ReadonlyMap<string, number>) => void;
  readonly close: () => void;
};

const CHANNEL = 'flexotiumpos_relay';
/** PostgreSQL takes 8,000 bytes; a longer hint says only that there is something. */
const LONGEST_HINT = 7900;

/**
 * Hints go out after the commit and outside of its transaction, because a transaction that notifies makes every other one
 * wait. A hint may get lost: each instance also looks at the heads of its stores every `WAKE_UP_WITHIN_MS`.
 */
export function createSharedWakeUps(parts: {
  readonly primary: Primary;
  readonly timers: Timers;
  readonly log: Log;
  readonly instanceId: string;
}): SharedWakeUps {
  const { primary, timers, log, instanceId } = parts;
  const local = createWakeUps();
  /** The last number that a store's listeners were told of. */
  const told = new Map<string, number>();
  const tell = (storeId: string, seq: number): void => {
    if (seq <= (told.get(storeId) ?? 0)) return;
    told.set(storeId, seq);
    local.tell(storeId);
  };
  const listening = primary.openLane({
    onNotify: (payload) => {
      const hint = readHint(payload);
      if (hint === null || hint.instanceId === instanceId) return;
      if (hint.heads === null) sweep();
      else for (const [storeId, seq] of hint.heads) if (local.has(storeId)) tell(storeId, seq);
    },
  });
  const hinting = primary.openLane();
  let listensOn: unknown = null;
  let waiting = new Map<string, number>();
  let isHinting = false;
  let isSweeping = false;
  let isClosed = false;
  let forget: () => void = () => undefined;

  const hint = async (): Promise<void> => {
    isHinting = true;
    try {
      while (waiting.size > 0) {
        const payload = writeHint(instanceId, waiting);
        waiting = new Map();
        await (await hinting.connection()).ask('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
      }
    } catch (error) {
      if (!isClosed) log.warn('postgres.hint-lost', { error: String(error) });
    } finally {
      isHinting = false;
    }
  };
  const listen = async (): Promise<void> => {
    const connection = await listening.connection();
    if (connection === listensOn) return;
    await connection.ask(`LISTEN ${CHANNEL}`);
    listensOn = connection;
  };
  const sweepOnce = async (): Promise<void> => {
    await listen();
    const storeIds = local.storeIds();
    if (storeIds.length === 0) return;
    const connection = await listening.connection();
    const { rows } = await connection.ask<{ readonly store_id: string; readonly head_seq: number }>(
      'SELECT store_id, head_seq FROM heads WHERE store_id = ANY ($1::text[])',
      [storeIds],
    );
    for (const { store_id: storeId, head_seq: seq } of rows) tell(storeId, seq);
  };
  const sweep = (): void => {
    if (isSweeping || isClosed) return;
    isSweeping = true;
    forget();
    sweepOnce()
      .catch((error: unknown) => {
        if (!isClosed)
          log.warn('postgres.sweep-failed', { error: String(error), lost: error instanceof ConnectionLost });
      })
      .finally(() => {
        isSweeping = false;
        if (!isClosed) forget = timers.after(WAKE_UP_WITHIN_MS, sweep);
      });
  };
  sweep();
  return {
    add: (storeId, listener) => {
      const stop = local.add(storeId, listener);
      return () => {
        stop();
        if (!local.has(storeId)) told.delete(storeId);
      };
    },
    committed: (heads) => {
      for (const [storeId, seq] of heads) {
        if (local.has(storeId)) tell(storeId, seq);
        waiting.set(storeId, seq);
      }
      if (waiting.size > 0 && !isHinting) void hint();
    },
    close: () => {
      isClosed = true;
      forget();
      local.clear();
    },
  };
}

type Hint = { readonly instanceId: string; readonly heads: readonly (readonly [string, number])[] | null };

function writeHint(instanceId: string, heads: ReadonlyMap<string, number>): string {
  const full = JSON.stringify([instanceId, [...heads]]);
  return Buffer.byteLength(full) <= LONGEST_HINT ? full : JSON.stringify([instanceId, null]);
}

/** Null for what no relay wrote: anybody with a password to the database can notify. */
function readHint(payload: string): Hint | null {
  try {
    const parsed: unknown = JSON.parse(payload);
    if (!Array.isArray(parsed)) return null;
    const [instanceId, list] = parsed as readonly unknown[]; // An array of anything at all.
    if (typeof instanceId !== 'string') return null;
    if (!Array.isArray(list)) return { instanceId, heads: null };
    const heads = (list as readonly unknown[]).filter(
      (entry): entry is readonly [string, number] =>
        Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number',
    );
    return { instanceId, heads };
  } catch {
    return null; // Not JSON.
  }
}
