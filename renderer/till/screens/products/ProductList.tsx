import { FileSpreadsheet, PackageOpen, Plus, Search, SearchX, Tags } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '../../../../shared/contract/views/catalog.ts';
import {
  Button,
  EmptyState,
  ErrorBanner,
  Icon,
  joinClasses,
  KeyHint,
  Money,
} from '../../components/index.ts';
import { useKeyboard, useShortcut } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { SkeletonRows } from '../page-parts.tsx';
import { useCategories } from './use-categories.ts';
import { useProducts } from './use-products.ts';
import { useWindow } from './use-window.ts';

const ROW_PX = 56;

/** All products, found by words and category. Only the rows in sight are in the page. */
export function ProductList(props: {
  readonly onOpen: (productId: string) => void;
  readonly onNew: (code: string | null) => void;
  readonly onCategories: () => void;
  readonly onImport: () => void;
}) {
  const texts = useTexts().catalog;
  const locale = useFormatLocale();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const answer = useProducts(text, category);
  const ask = useTill((state) => state.ask);
  useShortcut('search', () => search.current?.select());
  useKeyboard({
    onScan: (code) => {
      void ask('catalog.search', { text: code, limit: 1 }, { quiet: true }).then((found) => {
        const product = found.ok ? found.value.products[0] : undefined;
        if (product === undefined) props.onNew(code);
        else props.onOpen(product.productId);
      });
      return true;
    },
  });
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <div className="cell2 grow">
            <h1 className="h-title">{texts.title}</h1>
            {answer.total === null ? null : (
              <small className="muted num">{texts.count(answer.total.toLocaleString(locale))}</small>
            )}
          </div>
          <label className="control products__search">
            <Icon of={Search} />
            <input
              ref={search}
              aria-label={texts.search}
              placeholder={texts.searchHint}
              value={text}
              maxLength={80}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
            <KeyHint of="search" />
          </label>
          <Button icon={Tags} onClick={props.onCategories}>
            {texts.categories}
          </Button>
          <Button icon={FileSpreadsheet} onClick={props.onImport}>
            {texts.importExport}
          </Button>
          <Button kind="primary" icon={Plus} onClick={() => props.onNew(null)}>
            {texts.newProduct}
          </Button>
        </header>
        <CategoryFilter chosen={category} onChoose={setCategory} />
        {answer.error === null ? null : (
          <ErrorBanner
            error={answer.error}
            action={<Button onClick={answer.askAgain}>{texts.search}</Button>}
          />
        )}
        <Rows
          key={`${text}|${String(category)}`}
          answer={answer}
          isNarrowed={text !== '' || category !== null}
          onOpen={props.onOpen}
        />
      </div>
    </main>
  );
}

function CategoryFilter(props: {
  readonly chosen: string | null;
  readonly onChoose: (categoryId: string | null) => void;
}) {
  const texts = useTexts().catalog;
  const categories = useCategories();
  const choices: readonly (readonly [string | null, string])[] = [
    [null, texts.all],
    ...categories.map(({ categoryId, name }) => [categoryId, name] as const),
    ['none', texts.noCategory],
  ];
  return (
    <div className="filters products__filters" role="group" aria-label={texts.columns.category}>
      {choices.map(([categoryId, name]) => (
        <button
          key={String(categoryId)}
          type="button"
          className={joinClasses('chip', props.chosen === categoryId && 'is-on')}
          aria-pressed={props.chosen === categoryId}
          onClick={() => props.onChoose(categoryId)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function Rows(props: {
  readonly answer: ReturnType<typeof useProducts>;
  readonly isNarrowed: boolean;
  readonly onOpen: (productId: string) => void;
}) {
  const texts = useTexts().catalog;
  const { answer } = props;
  const { products } = answer;
  const box = useRef<HTMLDivElement>(null);
  const shown = useWindow(box, { count: products.length, heightPx: ROW_PX });
  const categories = useCategories();
  const nameOf = new Map(categories.map(({ categoryId, name }) => [categoryId, name]));
  const isNearEnd = shown.last >= products.length - 20;
  const { loadMore, hasMore } = answer;
  useEffect(() => {
    if (isNearEnd && hasMore) loadMore();
  });
  if (products.length === 0 && answer.isAsking)
    return (
      <div className="card tablebox">
        <SkeletonRows count={8} label={texts.loading} />
      </div>
    );
  if (products.length === 0)
    return (
      <div className="card tablebox products__empty">
        {props.isNarrowed ? (
          <EmptyState icon={SearchX} title={texts.nothingTitle}>
            {texts.nothingText}
          </EmptyState>
        ) : (
          <EmptyState icon={PackageOpen} title={texts.emptyTitle}>
            {texts.emptyText}
          </EmptyState>
        )}
      </div>
    );
  return (
    <div
      className="card tablebox products"
      role="table"
      aria-label={texts.title}
      aria-rowcount={products.length + 1}
    >
      <div role="rowgroup">
        <div role="row" className="products__row products__row--head">
          {(['name', 'sku', 'barcode', 'category', 'stock', 'price'] as const).map((column) => (
            <span key={column} role="columnheader" className={`products__${column}`}>
              {texts.columns[column]}
            </span>
          ))}
        </div>
      </div>
      <div ref={box} className="products__scroll" role="rowgroup">
        <div style={{ height: shown.first * ROW_PX }} aria-hidden />
        {products.slice(shown.first, shown.last).map((product, index) => (
          <Row
            key={product.productId}
            product={product}
            category={nameOf.get(product.categoryId ?? '') ?? ''}
            rowIndex={shown.first + index + 2}
            onOpen={() => props.onOpen(product.productId)}
          />
        ))}
        <div style={{ height: (products.length - shown.last) * ROW_PX }} aria-hidden />
      </div>
    </div>
  );
}

function Row(props: {
  readonly product: Product;
  readonly category: string;
  readonly rowIndex: number;
  readonly onOpen: () => void;
}) {
  const texts = useTexts().catalog;
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const { product } = props;
  const name = product.variant === '' ? product.name : `${product.name}, ${product.variant}`;
  return (
    // The whole row takes a press; the keyboard and a screen reader use the button in it.
    <div role="row" aria-rowindex={props.rowIndex} className="products__row" onClick={props.onOpen}>
      <span role="cell" className="products__name">
        <button type="button" className="rowbutton clip" aria-label={texts.open(name)}>
          {name}
        </button>
      </span>
      <span role="cell" className="products__sku num clip">
        {product.sku}
      </span>
      <span role="cell" className="products__barcode num clip">
        {product.barcode}
      </span>
      <span role="cell" className="products__category clip">
        {props.category}
      </span>
      <span role="cell" className="products__stock num">
        {product.stock ?? <span className="faint">{texts.notCounted}</span>}
      </span>
      <span role="cell" className="products__price">
        {product.priceMinor === null ? (
          <span className="faint">{texts.openPrice}</span>
        ) : (
          <Money amountMinor={product.priceMinor} currency={currency} />
        )}
      </span>
    </div>
  );
}
