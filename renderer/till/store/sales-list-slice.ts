import type { TransactionQuery, TransactionRow } from '../../../shared/contract/views/transactions.ts';
import type { SliceTools } from './till-store.ts';

/** What the list of sales is narrowed down to. */
export type SalesFilter = Omit<TransactionQuery, 'before' | 'limit'>;

export const NO_SALES_FILTER: SalesFilter = {
  text: '',
  statuses: [],
  tender: null,
  cashierId: null,
  register: null,
  customerId: null,
  fromMs: null,
  untilMs: null,
};

/** The list of sales as somebody left it, so that coming back from a sale is coming back to the same place. */
export type SalesListSlice = {
  readonly salesFilter: SalesFilter;
  readonly salesRows: readonly TransactionRow[];
  /** Where the rows end; `unknown` before anything was asked for this filter. */
  readonly salesNext: number | null | 'unknown';
  readonly salesTopPx: number;
  /** The row that has the keyboard; null: the first. */
  readonly salesAt: string | null;
  readonly keepSales: (
    changes: Partial<Pick<SalesListSlice, 'salesRows' | 'salesNext' | 'salesTopPx' | 'salesAt'>>,
  ) => void;
  /** Another filter begins at the top. */
  readonly filterSales: (filter: SalesFilter) => void;
};

export function createSalesListSlice({ set }: SliceTools): SalesListSlice {
  return {
    salesFilter: NO_SALES_FILTER,
    salesRows: [],
    salesNext: 'unknown',
    salesTopPx: 0,
    salesAt: null,
    keepSales: (changes) => set(changes),
    filterSales: (filter) => set({ salesFilter: filter, salesNext: 'unknown', salesTopPx: 0, salesAt: null }),
  };
}
