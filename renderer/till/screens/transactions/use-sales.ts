import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError, ResponseOf, Result, TransactionRow } from '../../../../shared/contract/index.ts';
import { useTill } from '../../store/index.ts';
import type { PageContext } from '../page-context.ts';

const ROWS_AT_ONCE = 100;
/** As many as main gives at once. */
const ROWS_MOST = 200;

/**
 * The list of sales as far as somebody has scrolled, kept while they look at one of them. It is read anew when a sale
 * changed or the filter did; what stands there stays until the answer is there, so that nothing jumps.
 */
export function useSales(context: PageContext, changes: number) {
  const { call } = context;
  const filter = useTill((state) => state.salesFilter);
  const rows = useTill((state) => state.salesRows);
  const next = useTill((state) => state.salesNext);
  const keep = useTill((state) => state.keepSales);
  const [error, setError] = useState<ContractError | null>(null);
  const [asking, setAsking] = useState(false);
  const latest = useRef(0);
  const shown = useRef({ rows, next });
  shown.current = { rows, next };

  /** Reads at least `wanted` rows from the newest on; a later question makes this one void. */
  const readAnew = useCallback(
    async (wanted: number): Promise<void> => {
      const mine = (latest.current += 1);
      setAsking(true);
      const read: TransactionRow[] = [];
      let before: number | null = null;
      do {
        const limit = Math.min(ROWS_MOST, Math.max(ROWS_AT_ONCE, wanted - read.length));
        const answer: Result<ResponseOf<'transactions.list'>> = await call('transactions.list', {
          ...filter,
          before,
          limit,
        });
        if (mine !== latest.current) return;
        if (!answer.ok) {
          setError(answer.error);
          setAsking(false);
          return;
        }
        read.push(...answer.value.rows);
        before = answer.value.next;
      } while (before !== null && read.length < wanted);
      setError(null);
      setAsking(false);
      keep({ salesRows: read, salesNext: before });
    },
    [call, filter, keep],
  );
  const ask = useRef(readAnew);
  ask.current = readAnew;
  const filterKey = JSON.stringify(filter);
  useEffect(() => {
    const { rows: there, next: end } = shown.current;
    void ask.current(end === 'unknown' ? ROWS_AT_ONCE : there.length);
    return () => {
      latest.current += 1;
    };
  }, [filterKey, changes]);

  const loadMore = useCallback(async (): Promise<void> => {
    const { rows: there, next: before } = shown.current;
    if (typeof before !== 'number') return;
    const mine = (latest.current += 1);
    setAsking(true);
    const answer = await call('transactions.list', { ...filter, before, limit: ROWS_AT_ONCE });
    if (mine !== latest.current) return;
    setAsking(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    keep({ salesRows: [...there, ...answer.value.rows], salesNext: answer.value.next });
  }, [call, filter, keep]);
  return {
    rows,
    error,
    asking,
    /** Nothing was read yet: the list keeps its shape. */
    isLoading: next === 'unknown' && rows.length === 0,
    hasMore: typeof next === 'number',
    again: (): void => void readAnew(Math.max(rows.length, ROWS_AT_ONCE)),
    loadMore: (): void => {
      if (!asking && error === null) void loadMore();
    },
  };
}
