import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ParkedSale, SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button } from '../../components/index.ts';
import { useKeyboard, useKeys, useShortcut } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { AskDialog } from './AskDialog.tsx';
import { Cart, type CartDialog } from './Cart.tsx';
import { CustomItemDialog } from './CustomItemDialog.tsx';
import { ExemptDialog } from './ExemptDialog.tsx';
import { ParkDialog } from './ParkDialog.tsx';
import { ParkedStrip, useParked } from './ParkedStrip.tsx';
import { Products } from './Products.tsx';
import { ReduceDialog } from './ReduceDialog.tsx';
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
  const [dialog, setDialog] = useState<CartDialog | null>(null);
  const parked = useParked();
  const canEdit = sale !== null && sale.lines.length > 0;
  useCatalogInStep();
  useCheckoutKeys(search);
  useCartKeys({ dialog: canEdit ? setDialog : null, parked });
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
          <ParkedStrip sales={parked} />
          <Products inCart={quantitiesInCart(sale)} onCustomItem={() => setAddingItem(true)} />
        </div>
        <Cart sale={sale} onVoid={setVoiding} onDialog={setDialog} />
      </div>
      <CustomItemDialog open={isAddingItem} onClose={() => setAddingItem(false)} />
      <AskDialog />
      {canEdit && dialog === 'park' ? <ParkDialog sale={sale} onClose={() => setDialog(null)} /> : null}
      {canEdit && dialog === 'reduce' ? (
        <ReduceDialog sale={sale} line={null} onClose={() => setDialog(null)} />
      ) : null}
      {canEdit && dialog === 'exempt' ? <ExemptDialog sale={sale} onClose={() => setDialog(null)} /> : null}
      <VoidDialog sale={isVoiding} onClose={() => setVoiding(null)} />
    </main>
  );
}

/** Asks for the catalogue at first, and again whenever it was changed. */
function useCatalogInStep(): void {
  const catalog = useTill((store) => store.catalog);
  const load = useTill((store) => store.loadCatalog);
  const revision = useSnapshot().store?.catalogRevision ?? 0;
  const isStale = catalog.state === 'unknown' || (catalog.state === 'ready' && catalog.revision !== revision);
  useEffect(() => {
    if (isStale) void load();
  }, [isStale, revision, load]);
}

/** Discount, park, and the cart that waits longest. */
function useCartKeys(props: {
  readonly dialog: ((dialog: CartDialog) => void) | null;
  readonly parked: readonly ParkedSale[];
}): void {
  const ask = useTill((store) => store.ask);
  const { dialog } = props;
  const [longest] = props.parked;
  useShortcut('discount', dialog === null ? null : () => dialog('reduce'));
  useShortcut('park', dialog === null ? null : () => dialog('park'));
  useShortcut(
    'recall',
    longest === undefined ? null : () => void ask('sale.recall', { saleId: longest.saleId }),
  );
}

function useCheckoutKeys(search: { readonly current: HTMLInputElement | null }): void {
  const searchText = useTill((store) => store.searchText);
  const results = useTill((store) => store.searchResults);
  const setSearch = useTill((store) => store.search);
  const scan = useTill((store) => store.scan);
  const pressProduct = useTill((store) => store.pressProduct);
  const quantity = useTill((store) => store.quantity);
  const setQuantity = useTill((store) => store.setQuantity);
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
      if (key === 'Escape' && quantity !== null) {
        setQuantity(null);
        return true;
      }
      // Enter in the search takes the only product that is left; with several the cashier points at one.
      if (key === 'Enter' && (!inField || document.activeElement === search.current)) {
        const only = results?.length === 1 ? results[0] : undefined;
        if (only === undefined) return false;
        void pressProduct(only, false);
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
    onScan: (code) => {
      void scan(code);
      return true;
    },
  });
}
