import { createContext, use, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Keyboard, KeyboardListener } from './keyboard.ts';

const KeyboardContext = createContext<Keyboard | null>(null);
const LayerContext = createContext(0);

export function KeyboardProvider(props: { readonly keyboard: Keyboard; readonly children: ReactNode }) {
  return <KeyboardContext value={props.keyboard}>{props.children}</KeyboardContext>;
}

/** What lies on top of the page, such as a dialog: asked before whatever lies below, also when that came later. */
export function KeyboardLayer(props: { readonly children: ReactNode }) {
  const below = use(LayerContext);
  return <LayerContext value={below + 1}>{props.children}</LayerContext>;
}

/**
 * Hears the page's keyboard while the component is there. The newest closure of `listener` is always the one asked. By
 * layout effects: whatever can be seen must hear the next key, and other effects run after the page was shown.
 */
export function useKeyboard(listener: KeyboardListener): void {
  const keyboard = use(KeyboardContext);
  const layer = use(LayerContext);
  const newest = useRef(listener);
  useLayoutEffect(() => {
    newest.current = listener;
  });
  useLayoutEffect(() => keyboard?.listen(() => newest.current, layer), [keyboard, layer]);
}
