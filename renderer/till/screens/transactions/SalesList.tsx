import { Banknote, CreditCard } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { TransactionRow } from '../../../../shared/contract/index.ts';
import { dayOf } from '../../../../shared/domain/calendar/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useVisibleRows } from '../../components/use-visible-rows.ts';
import { useTill } from '../../store/index.ts';
import { formatDate } from '../../text/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, timeOf } from '../page-parts.tsx';
import { CardBrand, StatusBadge } from './StatusBadge.tsx';

/** In rem, so that the rows grow with the text. */
const ROW_REM = 3.5;
/** Older sales are asked for when this few are left below. */
const AHEAD = 30;

/** The sales, newest first. Only the rows that can be seen are drawn, however many there are. */
export function SalesList(props: {
  readonly context: PageContext;
  readonly rows: readonly TransactionRow[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (saleId: string) => void;
}): ReactNode {
  const { rows, hasMore, onMore, context } = props;
  const { columns } = context.texts.transactions;
  const says = useTexts().finding;
  const at = useTill((state) => state.salesAt);
  const keep = useTill((state) => state.keepSales);
  const topPx = useTill((state) => state.salesTopPx);
  const rowPx = ROW_REM * remPx();
  const box = useRef<HTMLDivElement>(null);
  const startPx = useRef(topPx);
  // Before the rows are counted: the first picture is already where somebody left the list.
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = startPx.current;
  }, []);
  useLayoutEffect(() => {
    if (topPx === 0 && box.current !== null) box.current.scrollTop = 0;
  }, [topPx]);
  const { first, end } = useVisibleRows(box, rows.length, rowPx);
  useEffect(() => {
    if (hasMore && end + AHEAD > rows.length) onMore();
  });
  const chosen = Math.max(
    0,
    rows.findIndex(({ saleId }) => saleId === at),
  );
  const step = useStepping({ rows, chosen, box, rowPx });
  return (
    <div className="card saleslist">
      <div className="saleslist__row saleslist__head" aria-hidden>
        <span>{columns.status}</span>
        <span>{columns.time}</span>
        <span>{columns.receipt}</span>
        <span>{columns.items}</span>
        <span>{columns.paidWith}</span>
        <span>{columns.cashier}</span>
        <span className="right">{columns.total}</span>
      </div>
      <div
        className="saleslist__box"
        ref={box}
        tabIndex={-1}
        onKeyDown={step}
        onScroll={(event) => keep({ salesTopPx: event.currentTarget.scrollTop })}
      >
        <ul aria-label={says.list} style={{ height: rows.length * rowPx }}>
          {rows.slice(first, end).map((row, index) => (
            <li
              key={row.saleId}
              style={{ top: (first + index) * rowPx, height: rowPx }}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={first + index + 1}
            >
              <Row
                row={row}
                context={context}
                isChosen={first + index === chosen}
                onOpen={() => {
                  keep({ salesAt: row.saleId });
                  props.onOpen(row.saleId);
                }}
              />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** One row has the Tab key; the arrows lead from there to the others, drawn or not. */
function useStepping(list: {
  readonly rows: readonly TransactionRow[];
  readonly chosen: number;
  readonly box: { readonly current: HTMLDivElement | null };
  readonly rowPx: number;
}): (event: KeyboardEvent) => void {
  const keep = useTill((state) => state.keepSales);
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (!isMoving.current) return;
    const row = list.box.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? null;
    if (row === null) return;
    isMoving.current = false;
    row.focus({ preventScroll: true });
  });
  return (event) => {
    const { current: box } = list.box;
    if (box === null || list.rows.length === 0) return;
    const page = Math.max(1, Math.floor(box.clientHeight / list.rowPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -list.rows.length,
      End: list.rows.length,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(list.rows.length - 1, Math.max(0, list.chosen + by));
    const top = next * list.rowPx;
    if (top < box.scrollTop) box.scrollTo({ top });
    if (top + list.rowPx > box.scrollTop + box.clientHeight)
      box.scrollTo({ top: top + list.rowPx - box.clientHeight });
    isMoving.current = true;
    keep({ salesAt: list.rows[next]?.saleId ?? null });
  };
}

function Row(props: {
  readonly row: TransactionRow;
  readonly context: PageContext;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const { row } = props;
  const { texts, languageTag } = props.context;
  return (
    <button
      type="button"
      className="saleslist__row"
      tabIndex={props.isChosen ? 0 : -1}
      onClick={props.onOpen}
    >
      <span>
        <StatusBadge status={row.status} texts={texts} />
      </span>
      <When atMs={row.atMs} languageTag={languageTag} />
      <b className="num clip">{row.receiptNumber ?? `${texts.detail.sale} ${String(row.number)}`}</b>
      <span className="cell2">
        <span className="clip" data-may-shorten>
          {row.itemSummary}
        </span>
        {row.customerName === null || row.customerName === '' ? null : (
          <small className="clip">{row.customerName}</small>
        )}
      </span>
      <PaidWith row={row} context={props.context} />
      <span className="muted clip">{row.cashierName}</span>
      <span className="right strong">
        <Amount amountMinor={row.totalMinor} currency={row.currency} languageTag={languageTag} />
        {row.refundedMinor === 0 ? null : (
          <small className="muted refund__beneath">
            <Amount amountMinor={0 - row.refundedMinor} currency={row.currency} languageTag={languageTag} />
          </small>
        )}
      </span>
    </button>
  );
}

/** The time alone for today, with its day above it for any other. */
function When(props: { readonly atMs: number; readonly languageTag: string }): ReactNode {
  const time = timeOf(props.atMs, props.languageTag);
  const nowMs = useNowMs(60_000);
  if (dayOf(props.atMs) === dayOf(nowMs)) return <span className="num">{time}</span>;
  return (
    <span className="cell2 num">
      <small>{formatDate(props.atMs, props.languageTag)}</small>
      {time}
    </span>
  );
}

function PaidWith(props: { readonly row: TransactionRow; readonly context: PageContext }): ReactNode {
  const says = props.context.texts.transactions;
  if (props.row.tenders.length === 0) return <span className="faint">{says.unpaid}</span>;
  return (
    <span className="row clip">
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

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
