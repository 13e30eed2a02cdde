import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button } from '../../components/index.ts';
import { useKeyboard, useKeys } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { Cart } from './Cart.tsx';
import { CustomItemDialog } from './CustomItemDialog.tsx';
import { Products } from './Products.tsx';
import { SearchField } from './SearchField.tsx';
import { CategoryChips } from './CategoryChips.tsx';
import { VoidDialog } from './VoidDialog.tsx';
import { quantitiesInCart } from './quantities.ts';

/** Ringing up: products left, cart right. Search and scanner listen wherever the focus is. */
export function CheckoutScreen() {
  const { checkout: texts, frame } = useTexts();
  const snapshot = useSnapshot();
  const sale = snapshot.sale;
  const search = useRef<HTMLInputElement>(null);
  const [isAddingItem, setAddingItem] = useState(false);
  const [isVoiding, setVoiding] = useState<SaleView | null>(null);
  useCatalogOnce();
  useCheckoutKeys(search);
  const hasCatalog = snapshot.store?.hasCatalog ?? false;
  return (
    <main className="main">
      <h1 className="sr">{frame.rail.sell}</h1>
      <div className="sell">
        <div className="sell__left">
          {hasCatalog ? (
            <div className="sell__search">
              <SearchField ref={search} />
              <Button size="sale" icon={Pencil} onClick={() => setAddingItem(true)}>
                {texts.customItem}
              </Button>
            </div>
          ) : null}
          {hasCatalog ? <CategoryChips /> : null}
          <Products inCart={quantitiesInCart(sale)} onCustomItem={() => setAddingItem(true)} />
        </div>
        <Cart sale={sale} onVoid={setVoiding} />
      </div>
      <CustomItemDialog open={isAddingItem} onClose={() => setAddingItem(false)} />
      <VoidDialog sale={isVoiding} onClose={() => setVoiding(null)} />
    </main>
  );
}

function useCatalogOnce(): void {
  const state = useTill((store) => store.catalog.state);
  const load = useTill((store) => store.loadCatalog);
  useEffect(() => {
    if (state === 'unknown') void load();
  }, [state, load]);
}

function useCheckoutKeys(search: { readonly current: HTMLInputElement | null }): void {
  const searchText = useTill((store) => store.searchText);
  const results = useTill((store) => store.searchResults);
  const setSearch = useTill((store) => store.search);
  const scan = useTill((store) => store.scan);
  const addProduct = useTill((store) => store.addProduct);
  const beginCharge = useTill((store) => store.beginCharge);
  const keys = useKeys();
  useKeyboard({
    onKey: ({ key, inField }) => {
      if (key === keys.search) {
        search.current?.focus();
        search.current?.select();
        return true;
      }
      if (key === keys.charge) {
        void beginCharge();
        return true;
      }
      if (key === 'Escape' && searchText !== '') {
        void setSearch('');
        return true;
      }
      // Enter in the search takes the only product that is left; with several the cashier points at one.
      if (key === 'Enter' && (!inField || document.activeElement === search.current)) {
        const only = results?.length === 1 ? results[0] : undefined;
        if (only === undefined) return false;
        void addProduct(only.productId);
        void setSearch('');
        return true;
      }
      if (key === 'Backspace' && !inField && searchText !== '') {
        search.current?.focus();
        return false;
      }
      return false;
    },
    onText: (text) => {
      if (search.current === null) return false;
      search.current.focus();
      void setSearch(searchText + text);
      return true;
    },
    onScan: (code, { field }) => {
      // Scanned into another field, such as a note: the characters are there already, and the cart stays as it is.
      if (field !== null && field !== search.current) return true;
      void scan(code);
      return true;
    },
  });
}
