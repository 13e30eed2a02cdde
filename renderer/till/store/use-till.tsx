import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import type { TillState, TillStore } from './till-store.ts';

const StoreContext = createContext<TillStore | null>(null);

export function TillStoreProvider(props: { readonly store: TillStore; readonly children: ReactNode }) {
  return <StoreContext value={props.store}>{props.children}</StoreContext>;
}

/** Reads from the page's store. Select one field or action at a time; a selector that builds an object redraws always. */
export function useTill<Value>(select: (state: TillState) => Value): Value {
  const store = use(StoreContext);
  if (store === null) throw new Error('useTill needs a TillStoreProvider above it.');
  return useStore(store, select);
}

/** Main's newest snapshot, for everything below the frame, which is only drawn once there is one. */
export function useSnapshot(): AppSnapshot {
  const snapshot = useTill((state) => state.snapshot);
  if (snapshot === null) throw new Error('useSnapshot is for parts drawn after the first snapshot.');
  return snapshot;
}
