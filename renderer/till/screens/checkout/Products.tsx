import { PackageOpen, Pencil, SearchX } from 'lucide-react';
import { assertNever } from '../../../../shared/domain/assert-never.ts';
import type { Category } from '../../../../shared/contract/views/catalog.ts';
import { Button, EmptyState, ErrorBanner, Skeleton } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { ProductTile } from './ProductTile.tsx';
import { ScanNotices } from './ScanNotices.tsx';

/** The tiles of what is searched or chosen, with a state of its own for empty, loading and failed. */
export function Products(props: {
  readonly inCart: ReadonlyMap<string, number>;
  readonly onCustomItem: () => void;
}) {
  const texts = useTexts();
  const { store } = useSnapshot();
  const catalog = useTill((state) => state.catalog);
  const load = useTill((state) => state.loadCatalog);
  if (store?.hasCatalog !== true) return <NoCatalog onCustomItem={props.onCustomItem} />;
  switch (catalog.state) {
    case 'unknown':
    case 'loading':
      return (
        <div className="sell__grid" role="status" aria-label={texts.checkout.loading}>
          {Array.from({ length: 20 }, (_, index) => (
            <Skeleton key={index} className="skel--tile" />
          ))}
        </div>
      );
    case 'failed':
      return (
        <ErrorBanner
          error={catalog.error}
          action={<Button onClick={() => void load()}>{texts.frame.tryAgain}</Button>}
        />
      );
    case 'ready':
      return <Tiles {...props} categories={catalog.categories} currency={store.currency} />;
    default:
      return assertNever(catalog, 'catalogue state');
  }
}

function Tiles(props: {
  readonly inCart: ReadonlyMap<string, number>;
  readonly onCustomItem: () => void;
  readonly categories: readonly Category[];
  readonly currency: string;
}) {
  const texts = useTexts().checkout;
  const tiles = useTill((state) => state.tiles[state.category]);
  const searchText = useTill((state) => state.searchText);
  const results = useTill((state) => state.searchResults);
  const pressProduct = useTill((state) => state.pressProduct);
  const loadMore = useTill((state) => state.loadMoreTiles);
  const isSearching = searchText.trim() !== '';
  const shown = isSearching ? (results ?? []) : (tiles?.products ?? []);
  const isWaiting = isSearching ? results === null : tiles === undefined;
  const toneOf = new Map(props.categories.map(({ categoryId, tone }) => [categoryId, tone]));
  return (
    <>
      <ScanNotices onCustomItem={props.onCustomItem} />
      {shown.length === 0 && !isWaiting ? (
        <div className="sell__empty">
          {isSearching ? (
            <EmptyState
              icon={SearchX}
              title={texts.noResults(searchText)}
              action={
                <Button icon={Pencil} onClick={props.onCustomItem}>
                  {texts.customItem}
                </Button>
              }
            >
              {texts.noResultsTodo}
            </EmptyState>
          ) : (
            <EmptyState icon={PackageOpen} title={texts.emptyCategory}>
              {texts.emptyCategoryTodo}
            </EmptyState>
          )}
        </div>
      ) : (
        <div className="sell__grid" role="group" aria-label={texts.products}>
          {shown.map((product) => (
            <ProductTile
              key={product.productId}
              product={product}
              tone={toneOf.get(product.categoryId ?? '') ?? 'grey'}
              currency={props.currency}
              count={props.inCart.get(product.productId) ?? 0}
              isFamily={!isSearching}
              onPress={pressProduct}
            />
          ))}
          {isSearching || tiles?.next === null || tiles === undefined ? null : (
            <Button size="sale" className="sell__more" onClick={() => void loadMore()}>
              {texts.moreProducts}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** A shop without products still sells: the one thing that works is the large one. */
function NoCatalog(props: { readonly onCustomItem: () => void }) {
  const texts = useTexts().checkout;
  return (
    <div className="sell__empty card">
      <EmptyState
        icon={Pencil}
        title={texts.noCatalog}
        action={
          <Button kind="soft" size="tender" icon={Pencil} onClick={props.onCustomItem}>
            {texts.customItem}
          </Button>
        }
      >
        {texts.noCatalogTodo}
      </EmptyState>
    </div>
  );
}
