import { useState } from 'react';
import { Dialog } from '../../components/index.ts';
import { KeyboardLayer, useKeyboard, useKeys, useShortcut } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { KeyList } from './KeyList.tsx';

/** All keys over whatever is on the screen, by the shortcut for it or a question mark. Nothing below it changes. */
export function KeysOverlay() {
  const says = useTexts().keys;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {/* Above the screens, so that no search takes the question mark; below every dialog. */}
      <KeyboardLayer>
        <HelpKeys onPress={() => setOpen(true)} />
      </KeyboardLayer>
      {isOpen ? (
        <Dialog open wide="keys" onClose={() => setOpen(false)} title={says.title} text={says.overlayText}>
          <CloseKey onPress={() => setOpen(false)} />
          <KeyList />
        </Dialog>
      ) : null}
    </>
  );
}

function HelpKeys(props: { readonly onPress: () => void }): null {
  const keys = useKeys();
  useKeyboard({
    onKey: ({ key }) => {
      if (key !== keys.help) return false;
      props.onPress();
      return true;
    },
    onText: (text) => {
      if (text !== '?') return false;
      props.onPress();
      return true;
    },
  });
  return null;
}

function CloseKey(props: { readonly onPress: () => void }): null {
  useShortcut('help', props.onPress);
  return null;
}
