import { Banknote, CreditCard, Inbox, Search } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { RefundSource, TransactionRow, TransactionStatus } from '../../../../shared/contract/index.ts';
import { KeyHint } from '../../components/index.ts';
import { useShortcut } from '../../keyboard/index.ts';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, timeOf } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { ByCode } from '../refunds/index.ts';
import { CardBrand, StatusBadge } from './StatusBadge.tsx';

const PAGE_SIZE = 50;
const FILTERS = [
  'paid',
  'in-doubt',
  'mismatch',
  'in-progress',
  'part-refunded',
  'refunded',
  'refund-failed',
  'voided',
] as const satisfies readonly TransactionStatus[];

/** Every sale of this till, found by what a customer at the desk has: receipt, amount, last four digits. */
export function TransactionsScreen(props: {
  readonly context: PageContext;
  /** Rises whenever main says that a sale changed. */
  readonly changes: number;
  readonly onOpen: (saleId: string) => void;
  /** The code of a receipt was scanned or typed here. */
  readonly onFound: (source: RefundSource) => void;
}): ReactNode {
  const { call, texts, sentenceFor } = props.context;
  const [text, setText] = useState('');
  const [status, setStatus] = useState<TransactionStatus | null>(null);
  const [older, setOlder] = useState<{
    readonly key: string;
    readonly rows: readonly TransactionRow[];
    readonly next: string | null;
  } | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const loadingOlder = useErrand();
  const query = `${text}|${String(status)}`;
  const first = useAnswer(`${query}|${String(props.changes)}`, () =>
    call('transactions.list', { text, status, before: null, limit: PAGE_SIZE }),
  );
  useShortcut('search', () => search.current?.focus());
  const continued = older !== null && older.key === query ? older : null;
  const rows = [...(first.value?.rows ?? []), ...(continued?.rows ?? [])];
  const next = continued === null ? (first.value?.next ?? null) : continued.next;
  const loadOlder = (before: string): void => {
    loadingOlder.run(
      () => call('transactions.list', { text, status, before, limit: PAGE_SIZE }),
      (page) => {
        setOlder({ key: query, rows: [...(continued?.rows ?? []), ...page.rows], next: page.next });
      },
    );
  };
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <div className="cell2 grow">
            <h1 className="h-title">{texts.transactions.title}</h1>
          </div>
          <label className="control page__search">
            <Search className="i" aria-hidden />
            <input
              ref={search}
              aria-label={texts.transactions.searchLabel}
              placeholder={texts.transactions.searchHint}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
            <KeyHint of="search" />
          </label>
          <ByCode context={props.context} onFound={props.onFound} />
        </header>
        <div className="filters" role="group" aria-label={texts.transactions.columns.status}>
          {[null, ...FILTERS].map((each) => (
            <button
              key={String(each)}
              type="button"
              className={`chip ${each === status ? 'is-on' : ''}`}
              aria-pressed={each === status}
              onClick={() => {
                setStatus(each);
              }}
            >
              {each === null ? texts.transactions.all : texts.status[each]}
            </button>
          ))}
        </div>
        {first.error === null ? null : (
          <Problem
            text={sentenceFor(first.error)}
            action={{ label: texts.common.tryAgain, run: first.ask }}
          />
        )}
        <div className="card tablebox tablebox--scroll">
          {first.value === null && first.asking ? (
            <SkeletonRows count={8} label={texts.common.checking} />
          ) : rows.length === 0 ? (
            <Empty searching={text !== '' || status !== null} context={props.context} />
          ) : (
            <Table rows={rows} context={props.context} onOpen={props.onOpen} />
          )}
          {next === null ? null : (
            <button
              type="button"
              className="btn btn--quiet btn--block"
              disabled={loadingOlder.busy}
              onClick={() => {
                loadOlder(next);
              }}
            >
              {texts.transactions.older}
            </button>
          )}
        </div>
      </div>
    </main>
  );
}

function Empty(props: { readonly searching: boolean; readonly context: PageContext }): ReactNode {
  const says = props.context.texts.transactions;
  return (
    <div className="empty">
      <span className="empty__mark">
        <Inbox className="i i--xl" aria-hidden />
      </span>
      <h2 className="h-card">{props.searching ? says.nothingFoundTitle : says.emptyTitle}</h2>
      <p className="muted">{props.searching ? says.nothingFoundText : says.emptyText}</p>
    </div>
  );
}

function Table(props: {
  readonly rows: readonly TransactionRow[];
  readonly context: PageContext;
  readonly onOpen: (saleId: string) => void;
}): ReactNode {
  const { columns } = props.context.texts.transactions;
  return (
    <table className="table tx">
      <thead>
        <tr>
          <th className="tx__status">{columns.status}</th>
          <th className="tx__time">{columns.time}</th>
          <th className="tx__receipt">{columns.receipt}</th>
          <th>{columns.items}</th>
          <th className="tx__paid">{columns.paidWith}</th>
          <th className="tx__cashier">{columns.cashier}</th>
          <th className="tx__total right">{columns.total}</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveBetweenRows}>
        {props.rows.map((row) => (
          <Row key={row.saleId} row={row} context={props.context} onOpen={props.onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  readonly row: TransactionRow;
  readonly context: PageContext;
  readonly onOpen: (saleId: string) => void;
}): ReactNode {
  const { row } = props;
  const { texts, languageTag } = props.context;
  return (
    // The whole row takes a press; the keyboard and a screen reader use the button in it.
    <tr
      onClick={() => {
        props.onOpen(row.saleId);
      }}
    >
      <td>
        <StatusBadge status={row.status} texts={texts} />
      </td>
      <td className="num">{timeOf(row.atMs, languageTag)}</td>
      <td className="num strong">
        <button type="button" className="rowbutton">
          {row.receiptNumber ?? `${texts.detail.sale} ${String(row.number)}`}
        </button>
      </td>
      <td className="clip">{row.itemSummary}</td>
      <td>
        <PaidWith row={row} context={props.context} />
      </td>
      <td className="muted clip">{row.cashierName}</td>
      <td className="right strong">
        <Amount amountMinor={row.totalMinor} currency={row.currency} languageTag={languageTag} />
        {row.refundedMinor === 0 ? null : (
          <small className="muted refund__beneath">
            <Amount amountMinor={0 - row.refundedMinor} currency={row.currency} languageTag={languageTag} />
          </small>
        )}
      </td>
    </tr>
  );
}

function PaidWith(props: { readonly row: TransactionRow; readonly context: PageContext }): ReactNode {
  const says = props.context.texts.transactions;
  if (props.row.tenders.length === 0) return <span className="faint">{says.unpaid}</span>;
  return (
    <span className="row">
      {props.row.tenders.map((tender, index) => (
        <span key={index} className="row">
          {tender.kind === 'cash' ? (
            <>
              <Banknote className="i" aria-hidden />
              {says.cash}
            </>
          ) : tender.brand === null ? (
            <>
              <CreditCard className="i" aria-hidden />
              {says.card}
            </>
          ) : (
            <>
              <CardBrand brand={tender.brand} />
              <span className="num">{tender.last4 ?? ''}</span>
            </>
          )}
        </span>
      ))}
    </span>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = document.activeElement;
  const neighbour = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  if (!(neighbour instanceof HTMLElement)) return;
  event.preventDefault();
  neighbour.focus();
}
