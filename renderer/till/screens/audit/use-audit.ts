import { useEffect, useState } from 'react';
import type { AuditEntry, RequestOf } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { useAnswer, useErrand } from '../use-answer.ts';

export type AuditFilter = Omit<RequestOf<'audit.list'>, 'before' | 'limit'>;

export const NO_FILTER: AuditFilter = { staffId: null, action: null, fromMs: null, untilMs: null, text: '' };

const ROWS_AT_ONCE = 100;

/** The log as far as somebody has scrolled. A changed filter begins anew. */
export function useAudit(context: PageContext, filter: AuditFilter) {
  const { call } = context;
  const key = JSON.stringify(filter);
  const first = useAnswer(key, () => call('audit.list', { ...filter, before: null, limit: ROWS_AT_ONCE }));
  const [older, setOlder] = useState<{
    readonly rows: readonly AuditEntry[];
    readonly next: number | null;
  } | null>(null);
  const loading = useErrand();
  useEffect(() => {
    setOlder(null);
  }, [first.value]);
  const next = older === null ? (first.value?.next ?? null) : older.next;
  return {
    first,
    rows: [...(first.value?.entries ?? []), ...(older?.rows ?? [])],
    error: first.error ?? loading.error,
    hasMore: next !== null,
    loadMore: (): void => {
      if (next === null || loading.busy || first.asking) return;
      const newest = first.value;
      loading.run(
        () => call('audit.list', { ...filter, before: next, limit: ROWS_AT_ONCE }),
        (page) => {
          setOlder((before) =>
            newest === first.value
              ? { rows: [...(before?.rows ?? []), ...page.entries], next: page.next }
              : before,
          );
        },
      );
    },
  };
}
