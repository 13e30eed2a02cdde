import { ArrowDownToLine, ArrowUpFromLine, LockOpen, Vault, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { MovementKind } from '../../../../shared/contract/index.ts';
import { Dialog, Icon } from '../../components/index.ts';
import { useKeyboard, useShortcut } from '../../keyboard/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { MovementForm } from './MovementForm.tsx';
import { NoSaleForm } from './NoSaleForm.tsx';

export type CashAct = MovementKind | 'without-sale';

const ACTS: readonly { readonly act: CashAct; readonly icon: LucideIcon }[] = [
  { act: 'drop', icon: Vault },
  { act: 'pay-in', icon: ArrowDownToLine },
  { act: 'pay-out', icon: ArrowUpFromLine },
  { act: 'without-sale', icon: LockOpen },
];

/** One key from anywhere: what a cashier does with the drawer besides selling. Absent where there is no open drawer. */
export function CashMenuKey(props: { readonly onOpen: () => void }): null {
  const { drawer } = useSnapshot();
  useShortcut('cash-menu', drawer.state === 'open' ? props.onOpen : null);
  return null;
}

/** One dialog from the choice to the record: a second one would hand the focus back to the page in between. */
export function CashMenu(props: { readonly context: PageContext; readonly onClose: () => void }): ReactNode {
  const texts = useTexts().drawer;
  const [act, setAct] = useState<CashAct | null>(null);
  const back = (): void => setAct(null);
  const says =
    act === null
      ? { name: texts.menuTitle, text: texts.menuText }
      : act === 'without-sale'
        ? texts.noSale
        : texts.moves[act];
  return (
    <Dialog
      open
      wide={act !== null && act !== 'without-sale'}
      onClose={props.onClose}
      title={says.name}
      text={says.text}
    >
      {act === null ? (
        <Choices onChoose={setAct} />
      ) : act === 'without-sale' ? (
        <NoSaleForm {...props} onBack={back} />
      ) : (
        <MovementForm key={act} {...props} kind={act} onBack={back} />
      )}
    </Dialog>
  );
}

function Choices(props: { readonly onChoose: (act: CashAct) => void }): ReactNode {
  const texts = useTexts().drawer;
  useKeyboard({
    onText: (typed) => {
      const chosen = ACTS[Number(typed) - 1];
      if (chosen !== undefined) props.onChoose(chosen.act);
      return true;
    },
  });
  return (
    <div className="cashmenu">
      {ACTS.map(({ act, icon }, index) => {
        const says = act === 'without-sale' ? texts.noSale : texts.moves[act];
        return (
          <button key={act} type="button" className="cashmenu__item" onClick={() => props.onChoose(act)}>
            <Icon of={icon} size="lg" />
            <span className="cell2 grow">
              <b>{says.name}</b>
              <small>{says.text}</small>
            </span>
            <kbd className="kbd">{index + 1}</kbd>
          </button>
        );
      })}
    </div>
  );
}
