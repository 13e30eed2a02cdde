import { Inbox, Search, SearchX, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { RefundSource } from '../../../../shared/contract/index.ts';
import { looksLikeReceiptCode } from '../../../../shared/domain/receipt/index.ts';
import { Button, EmptyState, Icon, KeyHint } from '../../components/index.ts';
import { useKeyboard, useShortcut } from '../../keyboard/index.ts';
import { NO_SALES_FILTER, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { ByCode } from '../refunds/index.ts';
import { useErrand } from '../use-answer.ts';
import { SalesFilters } from './SalesFilters.tsx';
import { SalesList } from './SalesList.tsx';
import { useSales } from './use-sales.ts';

/** Every sale of this till, found by what a customer at the desk has: receipt, amount, last four digits. */
export function TransactionsScreen(props: {
  readonly context: PageContext;
  /** Rises whenever main says that a sale changed. */
  readonly changes: number;
  readonly onOpen: (saleId: string) => void;
  /** The code of a receipt was scanned or typed here. */
  readonly onFound: (source: RefundSource) => void;
}): ReactNode {
  const { texts, sentenceFor } = props.context;
  const filter = useTill((state) => state.salesFilter);
  const setFilter = useTill((state) => state.filterSales);
  const sales = useSales(props.context, props.changes);
  const code = useErrand();
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_SALES_FILTER);
  const error = code.error ?? sales.error;
  const findByCode = (scanned: string): void => {
    if (!code.busy) code.run(() => props.context.call('refunds.readCode', { code: scanned }), props.onFound);
  };
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <div className="cell2 grow">
            <h1 className="h-title">{texts.transactions.title}</h1>
          </div>
          <SearchField
            context={props.context}
            onCode={findByCode}
            onEnter={() => {
              const [only] = sales.rows;
              if (sales.rows.length === 1 && only !== undefined && !sales.asking) props.onOpen(only.saleId);
            }}
          />
          <ByCode context={props.context} onFound={props.onFound} />
        </header>
        <SalesFilters context={props.context} shown={{ count: sales.rows.length, more: sales.hasMore }} />
        {error === null ? null : (
          <Problem
            text={sentenceFor(error)}
            action={{
              label: texts.common.tryAgain,
              run: () => {
                code.forget();
                sales.again();
              },
            }}
          />
        )}
        {sales.isLoading && sales.error === null ? (
          <div className="card saleslist">
            <SkeletonRows count={8} label={texts.common.checking} />
          </div>
        ) : sales.rows.length === 0 ? (
          sales.error === null ? (
            <Empty
              context={props.context}
              isFiltered={isFiltered}
              onClear={() => setFilter(NO_SALES_FILTER)}
            />
          ) : null
        ) : (
          <SalesList
            context={props.context}
            rows={sales.rows}
            hasMore={sales.hasMore}
            onMore={sales.loadMore}
            onOpen={props.onOpen}
          />
        )}
      </div>
    </main>
  );
}

/** Waits this long after a key, so that a fast typist asks once. */
const PAUSE_MS = 90;

/** One field for whatever somebody has. The code of a receipt leads to its sale, scanned or typed. */
function SearchField(props: {
  readonly context: PageContext;
  readonly onCode: (code: string) => void;
  readonly onEnter: () => void;
}): ReactNode {
  const { texts } = props.context;
  const says = useTexts().finding;
  const filter = useTill((state) => state.salesFilter);
  const setFilter = useTill((state) => state.filterSales);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter.text);
  const kept = filter.text;
  const asked = useRef(kept);
  // What this field asked for itself comes back later than its next keys; only what others set takes its place.
  useEffect(() => {
    if (kept !== asked.current) setText(kept);
    asked.current = kept;
  }, [kept]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === filter.text) return;
    const timer = setTimeout(() => {
      asked.current = wanted;
      setFilter({ ...filter, text: wanted });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, filter, setFilter]);
  useShortcut('search', () => {
    field.current?.focus();
    field.current?.select();
  });
  useKeyboard({
    // What is typed beside all fields is meant for this one.
    onText: (typed) => {
      field.current?.focus();
      setText((before) => before + typed);
      return true;
    },
    onScan: (scanned) => {
      if (!looksLikeReceiptCode(scanned)) return false;
      props.onCode(scanned);
      return true;
    },
  });
  return (
    <label className="control page__search">
      <Search className="i" aria-hidden />
      <input
        ref={field}
        type="search"
        maxLength={120}
        aria-label={texts.transactions.searchLabel}
        placeholder={says.searchHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation();
            setText('');
          }
          if (event.key !== 'Enter') return;
          const bare = text.replaceAll(/[\s.-]/gu, '');
          if (looksLikeReceiptCode(bare)) props.onCode(bare);
          else props.onEnter();
        }}
      />
      {text === '' ? (
        <KeyHint of="search" />
      ) : (
        <button
          type="button"
          className="btn btn--quiet btn--icon control__clear"
          aria-label={says.clearSearch}
          onClick={() => {
            setText('');
            field.current?.focus();
          }}
        >
          <Icon of={X} size="sm" />
        </button>
      )}
    </label>
  );
}

function Empty(props: {
  readonly context: PageContext;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}): ReactNode {
  const says = props.context.texts.transactions;
  const finding = useTexts().finding;
  return (
    <div className="card saleslist">
      <EmptyState
        icon={props.isFiltered ? SearchX : Inbox}
        title={props.isFiltered ? says.nothingFoundTitle : says.emptyTitle}
        action={props.isFiltered ? <Button onClick={props.onClear}>{finding.clearAll}</Button> : undefined}
      >
        {props.isFiltered ? says.nothingFoundText : says.emptyText}
      </EmptyState>
    </div>
  );
}
