import { minorUnits, NOTHING_TYPED, typeAmount, type KeypadKey } from '../../../shared/domain/money/index.ts';
import type { Approval } from '../../../shared/contract/basics.ts';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { RequestOf } from '../../../shared/contract/channels.ts';
import type { DecisionView, Unwound } from '../../../shared/contract/views/charge-legs.ts';
import { keypadRules } from './keypad-rules.ts';
import type { SliceTools } from './till-store.ts';

export type TipWanted = NonNullable<RequestOf<'charge.startCardPart'>['tip']>;

/** What asks for a manager on the charge screen or in the tray. */
export type ManagerTask =
  | { readonly kind: 'decide'; readonly tenderId: string }
  | { readonly kind: 'unwind'; readonly saleId: string };

/** Several ways of paying one sale, tips, and what a manager does when it does not work out. */
export type LegsSlice = {
  /** The part that is typed on the split tab; null: all that is due. */
  readonly partMinor: number | null;
  /** Digits typed behind its decimal sign; null before one is pressed. */
  readonly partPlaces: number | null;
  readonly tip: TipWanted | null;
  readonly managerTask: ManagerTask | null;
  readonly managerError: ContractError | null;
  readonly isManagerBusy: boolean;
  /** What the last unwinding gave back; it stays until the cashier has read it. */
  readonly unwound: (Unwound & { readonly currency: string }) | null;
  readonly isTrayOpen: boolean;
  readonly chooseSplit: () => void;
  readonly pressPartKey: (key: KeypadKey) => void;
  readonly choosePart: (amountMinor: number | null) => void;
  readonly chooseTip: (tip: TipWanted | null) => void;
  readonly payPartInCash: () => Promise<void>;
  readonly payPartByCard: () => Promise<void>;
  readonly askManager: (task: ManagerTask | null) => void;
  readonly decide: (verdict: DecisionView['verdict'], approval: Approval) => Promise<void>;
  readonly unwind: (approval: Approval) => Promise<void>;
  readonly closeUnwound: () => void;
  readonly openTray: (open: boolean) => void;
};

export function createLegsSlice({ set, get, ask }: SliceTools): LegsSlice {
  const charge = () => get().snapshot?.charge ?? null;
  const managed = (error: ContractError | null): void =>
    set({ isManagerBusy: false, managerError: error, ...(error === null ? { managerTask: null } : {}) });
  return {
    partMinor: null,
    partPlaces: null,
    tip: null,
    managerTask: null,
    managerError: null,
    isManagerBusy: false,
    unwound: null,
    isTrayOpen: false,
    chooseSplit: () => set({ chargeTab: 'split', receivedMinor: null, isTypingCash: false, partMinor: null }),
    pressPartKey: (key) =>
      set(({ partMinor, partPlaces: places, snapshot }) => {
        const before = partMinor === null ? NOTHING_TYPED : { amountMinor: minorUnits(partMinor), places };
        const typed = typeAmount(before, key, keypadRules(snapshot, charge()?.currency ?? 'EUR'));
        return { partMinor: typed.amountMinor, partPlaces: typed.places };
      }),
    choosePart: (amountMinor) => set({ partMinor: amountMinor, partPlaces: null }),
    chooseTip: (tip) => set({ tip }),
    payPartInCash: async () => {
      const now = charge();
      const amountMinor = get().partMinor;
      if (now === null || amountMinor === null) return;
      const answer = await ask('charge.takeCashPart', {
        saleId: now.saleId,
        amountMinor,
        tenderedMinor: amountMinor,
      });
      if (answer.ok) set({ partMinor: null });
    },
    payPartByCard: async () => {
      const now = charge();
      if (now === null) return;
      const { partMinor: amountMinor, tip } = get();
      const answer = await ask('charge.startCardPart', { saleId: now.saleId, amountMinor, tip });
      if (answer.ok) set({ partMinor: null, tip: null, chargeTab: 'card' });
    },
    askManager: (task) => set({ managerTask: task, managerError: null }),
    decide: async (verdict, approval) => {
      const task = get().managerTask;
      if (task?.kind !== 'decide') return;
      set({ isManagerBusy: true });
      const { tenderId } = task;
      const answer = await ask('charge.decide', { tenderId, verdict, approval }, { quiet: true });
      managed(answer.ok ? null : answer.error);
    },
    unwind: async (approval) => {
      const task = get().managerTask;
      const currency = charge()?.currency;
      if (task?.kind !== 'unwind' || currency === undefined) return;
      set({ isManagerBusy: true });
      const answer = await ask('charge.unwind', { saleId: task.saleId, approval }, { quiet: true });
      if (answer.ok) set({ unwound: { ...answer.value, currency } });
      managed(answer.ok ? null : answer.error);
    },
    closeUnwound: () => set({ unwound: null }),
    openTray: (open) => set({ isTrayOpen: open }),
  };
}
