import type { PosBridge } from '../../../shared/contract/bridge.ts';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import type { SaleView } from '../../../shared/contract/views/sale.ts';
import type { Route } from './route.ts';
import type { Ask, SliceTools } from './till-store.ts';

/** The frame of the page: main's newest snapshot, where the page is, and what main last refused. */
export type FrameSlice = {
  readonly snapshot: AppSnapshot | null;
  /** Why there is no snapshot yet; null while it is loading or there is one. */
  readonly startError: ContractError | null;
  readonly route: Route;
  /** The sale on the charge screen as last seen, so that its lines stay readable after it is completed. */
  readonly chargedSale: SaleView | null;
  readonly notice: ContractError | null;
  /** Which sale last changed according to main; screens that show it ask again. The count makes each push distinct. */
  readonly changedSale: { readonly saleId: string; readonly count: number } | null;
  readonly ask: Ask;
  readonly go: (route: Route) => void;
  readonly dismissNotice: () => void;
  /** The panel about what works and what waits, over any screen. */
  readonly areLinesOpen: boolean;
  readonly openLines: (open: boolean) => void;
  /** Asks for the snapshot again after a start that failed. */
  readonly reload: () => Promise<void>;
  /** Loads the first snapshot and follows main's pushes until the returned function is called. */
  readonly start: () => () => void;
};

export function createFrameSlice({ set, get, ask }: SliceTools, bridge: PosBridge): FrameSlice {
  const follow = (snapshot: AppSnapshot): void => {
    const before = get().snapshot;
    // Pushes and the first answer may cross; an older picture never replaces a newer one.
    if (before !== null && snapshot.revision < before.revision) return;
    set((state) => ({
      snapshot,
      startError: null,
      chargedSale: chargedSaleOf(snapshot, state.chargedSale),
      ...chargeReset(before, snapshot),
    }));
  };
  const load = async (): Promise<void> => {
    const answer = await ask('app.getSnapshot', {}, { quiet: true });
    if (answer.ok) follow(answer.value);
    else if (get().snapshot === null) set({ startError: answer.error });
  };
  return {
    snapshot: null,
    startError: null,
    route: { name: 'sell' },
    chargedSale: null,
    notice: null,
    changedSale: null,
    ask,
    go: (route) => set({ route, notice: null }),
    areLinesOpen: false,
    openLines: (areLinesOpen) => set({ areLinesOpen }),
    dismissNotice: () => set({ notice: null }),
    reload: async () => {
      set({ startError: null });
      await load();
    },
    start: () => {
      const stops = [
        bridge.on['app.snapshot'](follow),
        bridge.on['virtualReader.state']((reader) => set({ virtualReader: reader })),
        bridge.on['transactions.changed'](({ saleId }) =>
          set((state) => ({ changedSale: { saleId, count: (state.changedSale?.count ?? 0) + 1 } })),
        ),
      ];
      void load();
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** A new charge starts with an empty hand: nothing typed, the cash tab open unless a card is already under way. */
function chargeReset(before: AppSnapshot | null, after: AppSnapshot) {
  if (before?.charge?.saleId === after.charge?.saleId) return {};
  return { chargeTab: null, receivedMinor: null, isTypingCash: false };
}

function chargedSaleOf(snapshot: AppSnapshot, before: SaleView | null): SaleView | null {
  if (snapshot.charge === null) return null;
  const { saleId } = snapshot.charge;
  if (snapshot.sale?.saleId === saleId) return snapshot.sale;
  return before?.saleId === saleId ? before : null;
}
