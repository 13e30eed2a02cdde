import type {
  PresentMethod,
  VirtualCard,
  VirtualReader,
} from '../../../shared/contract/views/virtual-reader.ts';
import type { SliceTools } from './till-store.ts';

/** The virtual reader of training: its face as main pushes it, and the card in the trainee's hand. */
export type VirtualReaderSlice = {
  readonly virtualReader: VirtualReader | null;
  readonly virtualCards: readonly VirtualCard[];
  readonly chosenCard: string | null;
  readonly loadVirtualReader: () => Promise<void>;
  readonly chooseCardInHand: (testCardNumber: string) => void;
  readonly present: (method: PresentMethod) => Promise<void>;
  readonly cancelByCustomer: () => Promise<void>;
  readonly setReaderPower: (on: boolean) => Promise<void>;
};

export function createVirtualReaderSlice({ set, get, ask }: SliceTools): VirtualReaderSlice {
  // One question at a time: each screen asks when it opens, the answer may hang with the line of the virtual reader, and a
  // browser has six connections for all that a page asks. A till whose questions take them all sells no more.
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    const answer = await ask('virtualReader.getState', {}, { quiet: true });
    if (!answer.ok) return;
    const cards = answer.value.cards;
    set((state) => ({
      // Pushes come in order, and this answer may come after a newer one: it is only for a page that had none yet.
      virtualReader: state.virtualReader ?? answer.value.reader,
      virtualCards: cards,
      chosenCard: state.chosenCard ?? cards[0]?.testCardNumber ?? null,
    }));
  };
  return {
    virtualReader: null,
    virtualCards: [],
    chosenCard: null,
    loadVirtualReader: () => (loading ??= load().finally(() => (loading = null))),
    chooseCardInHand: (testCardNumber) => set({ chosenCard: testCardNumber }),
    present: async (method) => {
      const testCardNumber = get().chosenCard;
      if (testCardNumber !== null) await ask('virtualReader.present', { testCardNumber, method });
    },
    cancelByCustomer: async () => {
      await ask('virtualReader.cancelByCustomer', {});
    },
    setReaderPower: async (on) => {
      await ask('virtualReader.setPower', { on });
    },
  };
}
