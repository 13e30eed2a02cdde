import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { Product } from '../../../../shared/contract/views/catalog.ts';
import { useSnapshot, useTill } from '../../store/index.ts';

const PAGE_SIZE = 100;

export type ProductsAnswer = {
  readonly products: readonly Product[];
  readonly total: number | null;
  readonly isAsking: boolean;
  readonly error: ContractError | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly askAgain: () => void;
};

/** The products that fit a text and a category, page by page as far as somebody scrolls. */
export function useProducts(text: string, categoryId: string | null): ProductsAnswer {
  const ask = useTill((state) => state.ask);
  const revision = useSnapshot().store?.catalogRevision ?? 0;
  const [products, setProducts] = useState<readonly Product[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(true);
  const [error, setError] = useState<ContractError | null>(null);
  const latest = useRef(0);
  const load = useCallback(
    async (after: number | null, before: readonly Product[]): Promise<void> => {
      const mine = (latest.current += 1);
      setAsking(true);
      const query = { text: text.slice(0, 80), categoryId, after, limit: PAGE_SIZE };
      const answer = await ask('catalog.listProducts', query, { quiet: true });
      // What was asked meanwhile is what counts.
      if (mine !== latest.current) return;
      setAsking(false);
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setProducts([...before, ...answer.value.products]);
      setNext(answer.value.next);
      setTotal(answer.value.total);
    },
    [ask, text, categoryId],
  );
  useEffect(() => {
    void load(null, []);
  }, [load, revision]);
  return {
    products,
    total,
    isAsking,
    error,
    hasMore: next !== null,
    loadMore: () => {
      if (next !== null && !isAsking) void load(next, products);
    },
    askAgain: () => void load(null, []),
  };
}
