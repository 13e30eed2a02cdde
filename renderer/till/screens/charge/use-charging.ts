import { assertNever } from '../../../../shared/domain/assert-never.ts';
import { keypadKeyOf } from '../../../../shared/domain/money/index.ts';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { useKeyboard, useKeys } from '../../keyboard/index.ts';
import { useTill, type ChargeTab } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { viewCash } from './cash-view.ts';
import { mainActionOf, type MainAction } from './main-action.ts';
import { orderActions } from './panel-look.ts';

/** The tab that is open, what the main button does, and the keys: 1 cash, 2 card, Enter main, Esc one step back. */
export function useCharging(charge: ChargeView): {
  readonly tab: ChargeTab;
  /** Cash was asked for while the card could still charge. */
  readonly waitsForCard: boolean;
  readonly isTypingCash: boolean;
  readonly action: MainAction;
  readonly pressMain: () => void;
} {
  const texts = useTexts().charge;
  const chosenTab = useTill((state) => state.chargeTab);
  const receivedMinor = useTill((state) => state.receivedMinor);
  const isTypingCash = useTill((state) => state.isTypingCash);
  const confirmCash = useTill((state) => state.confirmCash);
  const chooseCard = useTill((state) => state.chooseCard);
  const carryOut = useTill((state) => state.carryOut);
  const partMinor = useTill((state) => state.partMinor);
  const payPartByCard = useTill((state) => state.payPartByCard);
  // Cash that is asked for too early shows why it waits, above the card that it waits for.
  const waitsForCard = chosenTab === 'cash' && !charge.cashAllowed && charge.completed === null;
  const tab = waitsForCard ? 'card' : tabOf(charge, chosenTab);
  const action = mainActionOf({ charge, tab, receivedMinor, partMinor, texts });
  const pressMain = (): void => {
    if (action.kind === 'disabled') return;
    switch (action.does) {
      case 'confirm-cash': {
        const { currency, dueInCashMinor: dueMinor } = charge;
        void confirmCash(viewCash({ dueMinor, receivedMinor, currency }).tenderedMinor);
        return;
      }
      case 'start-card':
        void chooseCard();
        return;
      case 'part-by-card':
        void payPartByCard();
        return;
      case 'new-sale':
        void carryOut('new-sale');
        return;
      case 'panel': {
        const primary = orderActions(charge.cardPanel?.actions ?? []).primary;
        if (primary !== null) void carryOut(primary);
        return;
      }
      case 'nothing':
        return;
      default:
        return assertNever(action.does, 'main action');
    }
  };
  useChargeKeys({ charge, tab, isTypingCash, pressMain });
  return { tab, waitsForCard, isTypingCash, action, pressMain };
}

/** The tab that fits: a part that was paid leads back to the split, and what is under way is shown on the card's. */
function tabOf(charge: ChargeView, chosen: ChargeTab | null): ChargeTab {
  if (chosen === 'split') return charge.takeableMinor > 0 ? 'split' : 'card';
  const isPartPaid = charge.cardPanel === null && charge.paidMinor > 0 && charge.takeableMinor > 0;
  if (chosen === 'card' && isPartPaid) return 'split';
  return chosen ?? (isCardUnderWay(charge) ? 'card' : 'cash');
}

function isCardUnderWay(charge: ChargeView): boolean {
  return charge.cardPanel !== null && charge.cardPanel.state !== 'cancelled';
}

function useChargeKeys(options: {
  readonly charge: ChargeView;
  readonly tab: ChargeTab;
  readonly isTypingCash: boolean;
  readonly pressMain: () => void;
}): void {
  const { charge, tab, isTypingCash } = options;
  const receivedMinor = useTill((state) => state.receivedMinor);
  const chooseCash = useTill((state) => state.chooseCash);
  const chooseCard = useTill((state) => state.chooseCard);
  const pressCashKey = useTill((state) => state.pressCashKey);
  const clearCash = useTill((state) => state.clearCash);
  const carryOut = useTill((state) => state.carryOut);
  const backToCart = useTill((state) => state.backToCart);
  const partMinor = useTill((state) => state.partMinor);
  const choosePart = useTill((state) => state.choosePart);
  const pressPartKey = useTill((state) => state.pressPartKey);
  const chooseSplit = useTill((state) => state.chooseSplit);
  const scan = useTill((state) => state.scan);
  const keys = useKeys();
  const isDone = charge.completed !== null;

  const stepBack = (): void => {
    if (isDone) return;
    if (tab === 'cash' && (receivedMinor !== null || isTypingCash)) clearCash();
    else if (tab === 'split' && partMinor !== null) choosePart(null);
    else if (charge.cardPanel?.actions.includes('cancel') === true) void carryOut('cancel');
    else if (charge.cashAllowed) void backToCart();
  };
  const chooseWay = (key: string): boolean => {
    if (key === keys['pay-cash']) void chooseCash();
    else if (key === keys['pay-card']) void chooseCard();
    else if (key === keys['pay-split']) chooseSplit();
    else return false;
    return true;
  };
  /** What a fast hand typed may come at once: the digits after the key for cash are its amount already. */
  const type = (text: string, numpad: boolean): void => {
    let isAmount = isTypingCash || numpad;
    for (const character of text) {
      const typed = keypadKeyOf(character);
      if (tab === 'split' && typed !== null) pressPartKey(typed);
      else if (isAmount && tab === 'cash' && charge.cashAllowed && typed !== null) pressCashKey(typed);
      else if (chooseWay(character)) isAmount = character === keys['pay-cash'];
    }
  };
  useKeyboard({
    onKey: ({ key, inField }) => {
      if (inField) return false;
      if (key === 'Enter') options.pressMain();
      else if (key === 'Escape') stepBack();
      else if (key === 'Backspace' && tab === 'cash' && !isDone) pressCashKey('back');
      else if (key === 'Backspace' && tab === 'split' && !isDone) pressPartKey('back');
      else return !isDone && chooseWay(key);
      return true;
    },
    onText: (text, { numpad }) => {
      if (isDone) return false;
      type(text, numpad);
      return true;
    },
    onScan: (code) => {
      // The change stays on the screen until the next scan, which starts the next sale. Before that the cart is locked.
      if (isDone) void carryOut('new-sale').then(() => scan(code));
      return true;
    },
  });
}
