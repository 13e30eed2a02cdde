import { minorUnits, NOTHING_TYPED, typeAmount, type KeypadKey } from '../../../shared/domain/money/index.ts';
import type { CardPanelState, ChargeAction } from '../../../shared/contract/views/charge.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { keypadRules } from './keypad-rules.ts';
import type { SliceTools } from './till-store.ts';

export type ChargeTab = 'cash' | 'card' | 'split';

/** Card payments that ended and left their amount to be paid in another way: the next one is a new one. */
const OVER: readonly (CardPanelState | undefined)[] = [
  'cancelled',
  'hold-released',
  'decided-not-charged',
  'overpaid',
];

/** What the cashier does on the charge screen. The money itself is in main's snapshot. */
export type ChargeSlice = {
  /** Null: not chosen yet; the screen shows cash, or the card if one is under way. */
  readonly chargeTab: ChargeTab | null;
  /** What the customer handed over, typed or chosen; null before that. In minor units of the sale's currency. */
  readonly receivedMinor: number | null;
  /** True once the digit keys mean an amount and no longer choose the tab. */
  readonly isTypingCash: boolean;
  /** Digits typed behind the decimal sign of `receivedMinor`; null before one is pressed. */
  readonly receivedPlaces: number | null;
  readonly beginCharge: () => Promise<void>;
  readonly chooseCash: () => Promise<void>;
  readonly chooseCard: () => Promise<void>;
  readonly pressCashKey: (key: KeypadKey) => void;
  readonly receive: (amountMinor: number) => void;
  readonly clearCash: () => void;
  readonly confirmCash: (tenderedMinor: number) => Promise<void>;
  readonly carryOut: (action: ChargeAction) => Promise<void>;
  readonly backToCart: () => Promise<void>;
  readonly resumeSale: (saleId: string) => Promise<void>;
};

export function createChargeSlice({ set, get, ask, edits }: SliceTools): ChargeSlice {
  const charge = () => get().snapshot?.charge ?? null;
  let paying = false;
  /** Pressed twice before main has answered: the second press would only be told of the first. */
  const payOnce = async (work: () => Promise<unknown>): Promise<void> => {
    if (paying) return;
    paying = true;
    await work();
    paying = false;
  };
  return {
    chargeTab: null,
    receivedMinor: null,
    isTypingCash: false,
    receivedPlaces: null,
    beginCharge: async () => {
      // What was just scanned is in main's sale, and not yet in the page's picture of it.
      if (await edits.settled()) await get().reload();
      const sale = get().snapshot?.sale;
      if (sale === null || sale === undefined || sale.lines.length === 0) return;
      set({ notice: null });
      await ask('charge.begin', { saleId: sale.saleId });
    },
    chooseCash: async () => {
      const now = charge();
      if (now === null) return;
      set({ chargeTab: 'cash', isTypingCash: true, receivedPlaces: null, notice: null });
      // A card tender that could still charge is given up first; main says when Stripe has confirmed that.
      const panel = now.cardPanel;
      if (panel !== null && panel.actions.includes('cancel') && panel.state !== 'held')
        await ask('charge.cancelCard', { tenderId: panel.tenderId });
    },
    chooseCard: async () => {
      const now = charge();
      if (now === null) return;
      set({ chargeTab: 'card', receivedMinor: null, isTypingCash: false, partMinor: null, notice: null });
      const isOver = now.cardPanel === null || OVER.includes(now.cardPanel.state);
      // With tips on the till the customer is asked first; the main button then asks for the card.
      if (isOver && now.completed === null && now.cardAllowed && now.tips.where !== 'till')
        await payOnce(() => ask('charge.startCard', { saleId: now.saleId }));
    },
    pressCashKey: (key) =>
      set((state) => {
        const { isTypingCash, receivedMinor, receivedPlaces: places, snapshot } = state;
        const goesOn = isTypingCash && receivedMinor !== null;
        const before = goesOn ? { amountMinor: minorUnits(receivedMinor), places } : NOTHING_TYPED;
        const typed = typeAmount(before, key, keypadRules(snapshot, charge()?.currency ?? 'EUR'));
        return { isTypingCash: true, receivedMinor: typed.amountMinor, receivedPlaces: typed.places };
      }),
    receive: (amountMinor) => set({ receivedMinor: amountMinor, isTypingCash: false, chargeTab: 'cash' }),
    clearCash: () => set({ receivedMinor: null, isTypingCash: false }),
    confirmCash: async (tenderedMinor) => {
      const now = charge();
      if (now === null || now.completed !== null) return;
      await payOnce(() => ask('charge.takeCash', { saleId: now.saleId, tenderedMinor }));
    },
    carryOut: async (action) => {
      const now = charge();
      if (now === null) return;
      const tenderId = now.cardPanel?.tenderId;
      set({ notice: null });
      switch (action) {
        case 'cancel':
          if (tenderId !== undefined) await ask('charge.cancelCard', { tenderId });
          return;
        case 'other-card':
        case 'try-again':
          if (tenderId === undefined || OVER.includes(now.cardPanel?.state))
            await payOnce(() => ask('charge.startCard', { saleId: now.saleId }));
          else await payOnce(() => ask('charge.presentAgain', { tenderId }));
          return;
        case 'over-the-internet':
          if (tenderId !== undefined) await ask('charge.presentServerDriven', { tenderId });
          return;
        case 'other-way-to-pay':
          await get().chooseCash();
          return;
        case 'check-with-stripe':
          if (tenderId !== undefined) await ask('charge.checkWithStripe', { tenderId });
          return;
        case 'second-purchase':
        case 'let-go':
          if (tenderId !== undefined)
            await payOnce(() => ask('charge.answerTwin', { tenderId, answer: action }));
          return;
        case 'manager-decides':
          if (tenderId !== undefined) get().askManager({ kind: 'decide', tenderId });
          return;
        case 'pay-the-rest':
          get().chooseSplit();
          return;
        case 'next-customer':
          await ask('charge.nextCustomer', { saleId: now.saleId });
          return;
        case 'new-sale':
          await ask('charge.finish', { saleId: now.saleId });
          return;
        case 'open-reader-settings':
          get().go({ name: 'settings', section: 'stripe' });
          return;
        default:
          assertNever(action, 'charge action');
      }
    },
    backToCart: async () => {
      const now = charge();
      if (now !== null) await ask('charge.backToCart', { saleId: now.saleId });
    },
    resumeSale: async (saleId) => {
      const answer = await ask('charge.resume', { saleId });
      if (answer.ok) get().go({ name: 'sell' });
    },
  };
}
