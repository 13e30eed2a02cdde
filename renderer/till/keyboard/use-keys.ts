import { useMemo } from 'react';
import { keysWith, type Keys, type ShortcutId } from '../../../shared/domain/shortcut/index.ts';
import { useTill } from '../store/index.ts';
import { useKeyboard } from './use-keyboard.tsx';

const NOTHING_CHOSEN: readonly never[] = [];

/** The keys of this till: what the buttons show and what is heard. */
export function useKeys(): Keys {
  const chosen = useTill((state) => state.snapshot?.shortcutKeys ?? NOTHING_CHOSEN);
  return useMemo(() => keysWith(chosen), [chosen]);
}

/** Does `act` when the shortcut's key is pressed while the component is there; null: it means nothing now. */
export function useShortcut(shortcut: ShortcutId, act: (() => void) | null): void {
  const keys = useKeys();
  useKeyboard({
    onKey: ({ key }) => {
      if (act === null || key !== keys[shortcut]) return false;
      act();
      return true;
    },
  });
}
