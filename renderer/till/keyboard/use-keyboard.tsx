import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import type { Keyboard, KeyboardListener } from './keyboard.ts';

const KeyboardContext = createContext<Keyboard | null>(null);

export function KeyboardProvider(props: { readonly keyboard: Keyboard; readonly children: ReactNode }) {
  return <KeyboardContext value={props.keyboard}>{props.children}</KeyboardContext>;
}

/** Hears the page's keyboard while the component is there. The newest closure of `listener` is always the one asked. */
export function useKeyboard(listener: KeyboardListener): void {
  const keyboard = use(KeyboardContext);
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => keyboard?.listen(() => newest.current), [keyboard]);
}
