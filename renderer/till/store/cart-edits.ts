/**
 * What the cashier did to the cart and main has not answered yet. A fast hand presses F9 behind a scan before the page
 * has seen the sale: charging then waits for it, and the press is not lost.
 */
export type CartEdits = {
  readonly during: <Value>(edit: Promise<Value>) => Promise<Value>;
  /** Waits until nothing is under way. True when there was something to wait for. */
  readonly settled: () => Promise<boolean>;
};

export function createCartEdits(): CartEdits {
  const pending = new Set<Promise<unknown>>();
  return {
    during: async (edit) => {
      pending.add(edit);
      try {
        return await edit;
      } finally {
        pending.delete(edit);
      }
    },
    settled: async () => {
      const waited = pending.size > 0;
      while (pending.size > 0) await Promise.allSettled(pending);
      return waited;
    },
  };
}
