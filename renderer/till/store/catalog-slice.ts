import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { Category, Product, ShortStock, TaxClass } from '../../../shared/contract/views/catalog.ts';
import { looksLikeReceiptCode } from '../../../shared/domain/receipt/index.ts';
import { routeOfReceipt } from './route.ts';
import type { SliceTools } from './till-store.ts';

export const FAVOURITES = 'favourites';

export type Tiles = { readonly products: readonly Product[]; readonly next: number | null };
type Chosen = { readonly priceMinor: number | null; readonly grams: number | null };
const NOTHING_CHOSEN: Chosen = { priceMinor: null, grams: null };

/** The catalogue as main gave it, and what the cashier looks for in it. */
export type CatalogSlice = {
  readonly catalog:
    | { readonly state: 'unknown' }
    | { readonly state: 'loading' }
    | { readonly state: 'failed'; readonly error: ContractError }
    | {
        readonly state: 'ready';
        readonly categories: readonly Category[];
        readonly taxClasses: readonly TaxClass[];
        /** The catalogue's revision when this was asked for. */
        readonly revision: number;
      };
  readonly category: string;
  /** By category, as far as they were looked at. */
  readonly tiles: Readonly<Record<string, Tiles>>;
  readonly searchText: string;
  /** Null while nothing is searched or the answer is still on its way. */
  readonly searchResults: readonly Product[] | null;
  /** How many the next product is taken, typed as `3*`; null for one. */
  readonly quantity: number | null;
  /** A product that needs a word first: which variant, what price, what weight. */
  readonly asking: { readonly product: Product; readonly what: 'variant' | 'price' | 'weight' } | null;
  /** A scanned code that no product has. */
  readonly unknownCode: { readonly code: string; readonly misread: boolean } | null;
  /** What the cart holds more of than the shop has. */
  readonly short: ShortStock | null;
  /** What the cashier should hear of the newest scan; the count tells two of a kind apart. */
  readonly signal: { readonly kind: 'ok' | 'fail'; readonly count: number };
  readonly loadCatalog: () => Promise<void>;
  readonly chooseCategory: (category: string) => Promise<void>;
  readonly loadMoreTiles: () => Promise<void>;
  readonly search: (text: string) => Promise<void>;
  readonly setQuantity: (quantity: number | null) => void;
  readonly scan: (code: string) => Promise<void>;
  /** A code was scanned where no cart is: the code of a receipt opens its sale, any other only sounds. */
  readonly strayScan: (code: string) => Promise<void>;
  /** A code came in pieces and could not be read. */
  readonly tornScan: () => void;
  /** A tile was pressed. `isFamily`: it stands for all its variants. */
  readonly pressProduct: (product: Product, isFamily: boolean) => Promise<void>;
  readonly addProduct: (productId: string, chosen?: Chosen) => Promise<void>;
  readonly stopAsking: () => void;
  readonly clearUnknownCode: () => void;
  readonly clearShort: () => void;
};

const SEARCH_LIMIT = 60;
const TILES_LIMIT = 120;

export function createCatalogSlice({ set, get, ask, edits }: SliceTools): CatalogSlice {
  const askTiles = async (category: string, after: number | null) =>
    ask(
      'catalog.listTiles',
      { categoryId: category === FAVOURITES ? null : category, after, limit: TILES_LIMIT },
      { quiet: true },
    );
  const loadTiles = async (category: string): Promise<void> => {
    const answer = await askTiles(category, null);
    if (answer.ok) set({ tiles: { ...get().tiles, [category]: answer.value } });
  };
  const sound = (kind: 'ok' | 'fail'): void => {
    set({ signal: { kind, count: get().signal.count + 1 } });
  };
  const scan = async (code: string): Promise<void> => {
    set({ unknownCode: null, short: null, searchText: '', searchResults: null });
    if (looksLikeReceiptCode(code)) {
      const found = await ask('refunds.readCode', { code });
      sound(found.ok ? 'ok' : 'fail');
      if (found.ok) get().go(routeOfReceipt(found.value));
      return;
    }
    const quantity = get().quantity ?? 1;
    const answer = await ask('sale.addCode', { code, quantity });
    sound(answer.ok && answer.value.kind !== 'unknown' ? 'ok' : 'fail');
    if (!answer.ok) return;
    switch (answer.value.kind) {
      case 'added':
        set({ quantity: null, short: answer.value.short });
        return;
      case 'ask':
        await get().pressProduct(answer.value.product, false);
        return;
      case 'unknown':
        set({ unknownCode: { code, misread: answer.value.misread } });
    }
  };
  return {
    catalog: { state: 'unknown' },
    category: FAVOURITES,
    tiles: {},
    searchText: '',
    searchResults: null,
    quantity: null,
    asking: null,
    unknownCode: null,
    short: null,
    signal: { kind: 'ok', count: 0 },
    loadCatalog: async () => {
      const { catalog, category, snapshot } = get();
      if (catalog.state === 'loading') return;
      // What is shown already stays until the new one is here: nothing flickers while somebody sells.
      if (catalog.state !== 'ready') set({ catalog: { state: 'loading' } });
      const revision = snapshot?.store?.catalogRevision ?? 0;
      const [answer, tiles] = await Promise.all([
        ask('catalog.list', {}, { quiet: true }),
        askTiles(category, null),
      ]);
      if (!answer.ok || !tiles.ok) {
        set({ catalog: { state: 'failed', error: answer.ok ? errorOf(tiles) : answer.error } });
        return;
      }
      set({ catalog: { state: 'ready', ...answer.value, revision }, tiles: { [category]: tiles.value } });
    },
    chooseCategory: async (category) => {
      set({ category, searchText: '', searchResults: null });
      if (get().tiles[category] === undefined) await loadTiles(category);
    },
    loadMoreTiles: async () => {
      const { category, tiles } = get();
      const shown = tiles[category];
      if (shown?.next === undefined || shown.next === null) return;
      const answer = await askTiles(category, shown.next);
      if (!answer.ok || get().tiles[category] !== shown) return;
      const products = [...shown.products, ...answer.value.products];
      set({ tiles: { ...get().tiles, [category]: { products, next: answer.value.next } } });
    },
    search: async (text) => {
      const typed = /^\s*(\d{1,4})\s*[*×]\s*$/u.exec(text)?.[1];
      if (typed !== undefined && Number(typed) > 0) {
        set({ quantity: Number(typed), searchText: '', searchResults: null });
        return;
      }
      set({ searchText: text, unknownCode: null, ...(text.trim() === '' ? { searchResults: null } : {}) });
      if (text.trim() === '') return;
      const answer = await ask('catalog.search', { text: text.slice(0, 80), limit: SEARCH_LIMIT });
      // A late answer to an older text is dropped: the tiles always belong to what is in the field.
      if (answer.ok && get().searchText === text) set({ searchResults: answer.value.products });
    },
    setQuantity: (quantity) => set({ quantity }),
    scan: (code) => edits.during(scan(code)),
    strayScan: async (code) => {
      const { snapshot, route } = get();
      const isBusy = snapshot === null || snapshot.locked || !snapshot.setUp;
      const isPaying = route.name === 'sell' && snapshot?.charge !== null;
      if (isBusy || isPaying || !looksLikeReceiptCode(code)) sound('fail');
      else await get().scan(code);
    },
    tornScan: () => {
      sound('fail');
      if (get().snapshot?.locked === false) set({ notice: { code: 'SCAN_TORN' } });
    },
    pressProduct: async (product, isFamily) => {
      if (isFamily && product.variants > 1) set({ asking: { product, what: 'variant' } });
      else if (product.soldBy === 'weight') set({ asking: { product, what: 'weight' } });
      else if (product.priceMinor === null) set({ asking: { product, what: 'price' } });
      else await get().addProduct(product.productId);
    },
    addProduct: async (productId, chosen = NOTHING_CHOSEN) => {
      const quantity = get().quantity ?? 1;
      set({ quantity: null, asking: null, short: null });
      const answer = await edits.during(ask('sale.addProduct', { productId, quantity, ...chosen }));
      if (answer.ok) set({ short: answer.value.short });
    },
    stopAsking: () => set({ asking: null }),
    clearUnknownCode: () => set({ unknownCode: null }),
    clearShort: () => set({ short: null }),
  };
}

function errorOf(answer: { readonly ok: boolean; readonly error?: ContractError }): ContractError {
  return answer.error ?? { code: 'APP_UNEXPECTED' };
}
