import { CornerDownLeft } from 'lucide-react';
import type { ShortcutId } from '../../../shared/domain/shortcut/index.ts';
import { useKeys } from '../keyboard/index.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Icon } from './Icon.tsx';

/** What can stand on a button: a shortcut, whose key a shop may change, or one of the two that never change. */
export type Hint = ShortcutId | 'Enter' | 'Escape';

/** The key that does the same as the button it stands on. */
export function KeyHint(props: { readonly of: Hint }) {
  const { enterKey } = useTexts().frame;
  const keys = useKeys();
  if (props.of === 'Escape') return <kbd className="kbd">Esc</kbd>;
  if (props.of !== 'Enter') return <kbd className="kbd">{keys[props.of]}</kbd>;
  return (
    <kbd className="kbd">
      <Icon of={CornerDownLeft} />
      <span className="sr">{enterKey}</span>
    </kbd>
  );
}
