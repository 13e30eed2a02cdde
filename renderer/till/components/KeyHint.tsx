import { CornerDownLeft } from 'lucide-react';
import { useTexts } from '../text/use-texts.tsx';
import { Icon } from './Icon.tsx';

/** The key that does the same as the button it stands on. */
export function KeyHint(props: { readonly of: string }) {
  const { enterKey } = useTexts().frame;
  if (props.of !== 'Enter') return <kbd className="kbd">{props.of}</kbd>;
  return (
    <kbd className="kbd">
      <Icon of={CornerDownLeft} />
      <span className="sr">{enterKey}</span>
    </kbd>
  );
}
