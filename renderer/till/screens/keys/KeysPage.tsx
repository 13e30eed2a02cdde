import { Printer, RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import {
  keysFor,
  keysWith,
  SHORTCUT_IDS,
  shortcutInTheWay,
  SHORTCUTS,
  type Keys,
  type ShortcutId,
} from '../../../../shared/domain/shortcut/index.ts';
import { Button } from '../../components/index.ts';
import { KeyboardLayer, useKeyboard, useKeys } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useErrand } from '../use-answer.ts';
import { KEY_GROUPS } from './key-groups.ts';
import { KeyList } from './KeyList.tsx';

/** What one row is doing: waiting for a key, or saying why the one that was pressed is not taken. */
type Asking = {
  readonly shortcut: ShortcutId;
  readonly pressed: string | null;
  readonly inTheWay: ShortcutId | null;
};

/** Settings → Keys: every shortcut with its key, to change, reset and print. */
export function KeysPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, snapshot } = props.context;
  const says = useTexts().keys;
  const keys = useKeys();
  const errand = useErrand();
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayChange = snapshot.cashier?.denied.includes('settings.change') !== true;
  const save = (changed: Keys): void => {
    setAsking(null);
    errand.run(() => call('shortcuts.save', { keys: differing(changed) }));
  };
  const press = (shortcut: ShortcutId, key: string): void => {
    const inTheWay = shortcutInTheWay(keys, shortcut, key);
    if (keysFor(shortcut).includes(key) && inTheWay === null) save({ ...keys, [shortcut]: key });
    else setAsking({ shortcut, pressed: key, inTheWay });
  };
  return (
    <>
      <PageHead title={says.title}>
        {mayChange ? (
          <Button
            icon={RotateCcw}
            disabled={snapshot.shortcutKeys.length === 0}
            onClick={() => save(keysWith([]))}
          >
            {says.reset}
          </Button>
        ) : null}
        <Button icon={Printer} onClick={() => window.print()}>
          {says.print}
        </Button>
      </PageHead>
      <p className="muted">{mayChange ? says.text : says.readOnly}</p>
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      {asking === null ? null : (
        <KeyboardLayer>
          <TakeKey onKey={(key) => press(asking.shortcut, key)} onCancel={() => setAsking(null)} />
        </KeyboardLayer>
      )}
      {KEY_GROUPS.map(({ place, shortcuts }) => (
        <section key={place} className="card">
          <div className="card__head">
            <h2 className="h-card">{says.places[place]}</h2>
          </div>
          <ul className="keyrows">
            {shortcuts.map((id) => (
              <KeyRow
                key={id}
                shortcut={id}
                keys={keys}
                asking={asking?.shortcut === id ? asking : null}
                onAsk={mayChange ? () => setAsking({ shortcut: id, pressed: null, inTheWay: null }) : null}
                onCancel={() => setAsking(null)}
                onSave={save}
              />
            ))}
          </ul>
        </section>
      ))}
      <KeyCard />
    </>
  );
}

/** Only what differs is kept, so that a till follows new defaults of a later version. */
function differing(keys: Keys) {
  return SHORTCUT_IDS.filter((id) => keys[id] !== SHORTCUTS[id].key).map((shortcut) => ({
    shortcut,
    key: keys[shortcut],
  }));
}

function TakeKey(props: { readonly onKey: (key: string) => void; readonly onCancel: () => void }): null {
  useKeyboard({
    modal: true,
    onKey: ({ key }) => {
      if (key === 'Escape') props.onCancel();
      else if (key !== 'Enter') props.onKey(key);
      return true;
    },
    onText: (text) => {
      props.onKey(text.toUpperCase());
      return true;
    },
  });
  return null;
}

function KeyRow(props: {
  readonly shortcut: ShortcutId;
  readonly keys: Keys;
  readonly asking: Asking | null;
  /** Null: this person may not change keys. */
  readonly onAsk: (() => void) | null;
  readonly onCancel: () => void;
  readonly onSave: (keys: Keys) => void;
}) {
  const says = useTexts().keys;
  const { shortcut, keys, asking } = props;
  const name = says.names[shortcut];
  return (
    <li className="keyrow">
      <span className="grow">{name}</span>
      <kbd className="kbd kbd--large">{asking === null ? keys[shortcut] : '…'}</kbd>
      {props.onAsk === null ? null : asking === null ? (
        <Button aria-label={says.changeKey(name)} onClick={props.onAsk}>
          {says.change}
        </Button>
      ) : (
        <Button onClick={props.onCancel}>{says.keep}</Button>
      )}
      {asking === null ? null : (
        <p className="keyrow__says" role="status">
          <span className="grow">{sayAsked(asking, says)}</span>
          <Swap asking={asking} keys={keys} onSave={props.onSave} />
        </p>
      )}
    </li>
  );
}

function sayAsked(asking: Asking, says: ReturnType<typeof useTexts>['keys']): string {
  const { shortcut, pressed, inTheWay } = asking;
  if (pressed === null) return says.press;
  if (!keysFor(shortcut).includes(pressed)) return says.notPossible(pressed);
  return inTheWay === null ? says.press : says.taken(pressed, says.names[inTheWay]);
}

/** Gives the other shortcut the key that this one had, where that is clear. */
function Swap(props: {
  readonly asking: Asking;
  readonly keys: Keys;
  readonly onSave: (keys: Keys) => void;
}): ReactNode {
  const says = useTexts().keys;
  const { shortcut, pressed, inTheWay } = props.asking;
  if (pressed === null || inTheWay === null || !keysFor(shortcut).includes(pressed)) return null;
  const mine = props.keys[shortcut];
  const swapped = { ...props.keys, [shortcut]: pressed, [inTheWay]: mine };
  const isClear =
    keysFor(inTheWay).includes(mine) &&
    shortcutInTheWay(swapped, shortcut, pressed) === null &&
    shortcutInTheWay(swapped, inTheWay, mine) === null;
  return isClear ? (
    <Button kind="primary" onClick={() => props.onSave(swapped)}>
      {says.swap}
    </Button>
  ) : null;
}

/** What is printed: the keys alone, to hang beside the till. */
function KeyCard() {
  const says = useTexts().keys;
  return createPortal(
    <article className="keycard" aria-hidden>
      <h2 className="h-title">{says.cardTitle}</h2>
      <KeyList />
    </article>,
    document.body,
  );
}
