/**
 * Time that passes only when nothing is left to do at this moment: a queue of calls, each at its time. Nothing of a run
 * hangs on the computer's own clock, so a day takes as long as its work and happens the same way each time.
 */
export type VirtualTime = {
  /** Milliseconds since the run began. */
  readonly nowMs: () => number;
  /** Calls once after the delay; returns the function that forgets the call. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Makes the next call, and waits until all that follows from it at once has happened. False when none is left. */
  readonly step: () => Promise<boolean>;
};

type Planned = { readonly atMs: number; readonly order: number; call: (() => void) | null };

export function createVirtualTime(): VirtualTime {
  const heap: Planned[] = [];
  let nowMs = 0;
  let order = 0;
  const after = (delayMs: number, call: () => void): (() => void) => {
    order += 1;
    const planned: Planned = { atMs: nowMs + Math.max(0, delayMs), order, call };
    push(heap, planned);
    return () => {
      planned.call = null;
    };
  };
  return {
    nowMs: () => nowMs,
    after,
    sleep: (delayMs) =>
      new Promise((resolve) => {
        after(delayMs, resolve);
      }),
    step: async () => {
      for (;;) {
        const next = pop(heap);
        if (next === null) return false;
        if (next.call === null) continue;
        nowMs = next.atMs;
        next.call();
        await settled();
        return true;
      }
    },
  };
}

/**
 * Every promise that can go on has gone on: nothing here waits for a real disk or network. Node runs all of them between
 * two immediates, and looks for news of disks and networks only when no immediate is left: many are made at once.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (planned === 0) plan();
  });
}

const AT_ONCE = 32;
const waiting: (() => void)[] = [];
let planned = 0;

function plan(): void {
  planned = AT_ONCE;
  for (let count = 0; count < AT_ONCE; count += 1) setImmediate(goOn);
}

function goOn(): void {
  planned -= 1;
  const next = waiting.shift();
  if (planned === 0 && waiting.length > 0) plan();
  next?.();
}

function before(one: Planned, other: Planned): boolean {
  return one.atMs === other.atMs ? one.order < other.order : one.atMs < other.atMs;
}

function push(heap: Planned[], planned: Planned): void {
  let at = heap.length;
  heap.push(planned);
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !before(planned, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = planned;
}

function pop(heap: Planned[]): Planned | null {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined) return null;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const child = right !== undefined && before(right, left) ? right : left;
    if (!before(child, last)) break;
    heap[at] = child;
    at = 2 * at + (child === left ? 1 : 2);
  }
  heap[at] = last;
  return first;
}
