/** Who wants to hear of which store. */
export type WakeUps = {
  readonly add: (storeId: string, listener: () => void) => () => void;
  readonly tell: (storeId: string) => void;
  readonly storeIds: () => readonly string[];
  readonly clear: () => void;
};

export function createWakeUps(): WakeUps {
  const listeners = new Map<string, Set<() => void>>();
  return {
    add: (storeId, listener) => {
      const ofStore = listeners.get(storeId) ?? new Set();
      listeners.set(storeId, ofStore.add(listener));
      return () => {
        ofStore.delete(listener);
        if (ofStore.size === 0 && listeners.get(storeId) === ofStore) listeners.delete(storeId);
      };
    },
    tell: (storeId) => {
      for (const listener of listeners.get(storeId) ?? []) listener();
    },
    storeIds: () => [...listeners.keys()],
    clear: () => {
      listeners.clear();
    },
  };
}
