import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { Category, Product } from '../../../shared/contract/views/catalog.ts';
import { looksLikeReceiptCode } from '../../../shared/domain/receipt/index.ts';
import { routeOfReceipt } from './route.ts';
import type { SliceTools } from './till-store.ts';

export const FAVOURITES = 'favourites';

/** The catalogue as main gave it, and what the cashier looks for in it. */
export type CatalogSlice = {
  readonly catalog:
    | { readonly state: 'unknown' }
    | { readonly state: 'loading' }
    | { readonly state: 'failed'; readonly error: ContractError }
    | {
        readonly state: 'ready';
        readonly categories: readonly Category[];
        readonly products: readonly Product[];
      };
  readonly category: string;
  readonly searchText: string;
  /** Null while nothing is searched or the answer is still on its way. */
  readonly searchResults: readonly Product[] | null;
  /** A scanned code that no product has. */
  readonly unknownCode: string | null;
  readonly loadCatalog: () => Promise<void>;
  readonly chooseCategory: (category: string) => void;
  readonly search: (text: string) => Promise<void>;
  readonly scan: (code: string) => Promise<void>;
  readonly addProduct: (productId: string) => Promise<void>;
  readonly clearUnknownCode: () => void;
};

const SEARCH_LIMIT = 60;

export function createCatalogSlice({ set, get, ask, edits }: SliceTools): CatalogSlice {
  const scan = async (code: string): Promise<void> => {
    set({ unknownCode: null, searchText: '', searchResults: null });
    if (looksLikeReceiptCode(code)) {
      const found = await ask('refunds.readCode', { code });
      if (found.ok) get().go(routeOfReceipt(found.value));
      return;
    }
    const answer = await ask('catalog.search', { text: code, limit: 5 });
    if (!answer.ok) return;
    const product = answer.value.products.find((found) => found.barcode === code || found.sku === code);
    if (product === undefined) set({ unknownCode: code });
    else await get().addProduct(product.productId);
  };
  return {
    catalog: { state: 'unknown' },
    category: FAVOURITES,
    searchText: '',
    searchResults: null,
    unknownCode: null,
    loadCatalog: async () => {
      if (get().catalog.state === 'loading') return;
      set({ catalog: { state: 'loading' } });
      const answer = await ask('catalog.list', {}, { quiet: true });
      set({
        catalog: answer.ok
          ? { state: 'ready', categories: answer.value.categories, products: answer.value.products }
          : { state: 'failed', error: answer.error },
      });
    },
    chooseCategory: (category) => set({ category, searchText: '', searchResults: null }),
    search: async (text) => {
      set({ searchText: text, unknownCode: null, ...(text.trim() === '' ? { searchResults: null } : {}) });
      if (text.trim() === '') return;
      const answer = await ask('catalog.search', { text: text.slice(0, 80), limit: SEARCH_LIMIT });
      // A late answer to an older text is dropped: the tiles always belong to what is in the field.
      if (answer.ok && get().searchText === text) set({ searchResults: answer.value.products });
    },
    scan: (code) => edits.during(scan(code)),
    addProduct: async (productId) => {
      await edits.during(ask('sale.addProduct', { productId, quantity: 1 }));
    },
    clearUnknownCode: () => set({ unknownCode: null }),
  };
}
