import { createContext, use, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Keyboard, KeyboardListener } from './keyboard.ts';

const KeyboardContext = createContext<Keyboard | null>(null);

export function KeyboardProvider(props: { readonly keyboard: Keyboard; readonly children: ReactNode }) {
  return <KeyboardContext value={props.keyboard}>{props.children}</KeyboardContext>;
}

/**
 * Hears the page's keyboard while the component is there. The newest closure of `listener` is always the one asked. By
 * layout effects: whatever can be seen must hear the next key, and other effects run after the page was shown.
 */
export function useKeyboard(listener: KeyboardListener): void {
  const keyboard = use(KeyboardContext);
  const newest = useRef(listener);
  useLayoutEffect(() => {
    newest.current = listener;
  });
  useLayoutEffect(() => keyboard?.listen(() => newest.current), [keyboard]);
}
