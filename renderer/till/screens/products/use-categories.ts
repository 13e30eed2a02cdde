import { useEffect } from 'react';
import type { Category } from '../../../../shared/contract/views/catalog.ts';
import { useSnapshot, useTill } from '../../store/index.ts';

/** The categories as the store has them; asked for when nobody did yet. */
export function useCategories(): readonly Category[] {
  const catalog = useTill((state) => state.catalog);
  const load = useTill((state) => state.loadCatalog);
  const revision = useSnapshot().store?.catalogRevision ?? 0;
  const isStale = catalog.state === 'unknown' || (catalog.state === 'ready' && catalog.revision !== revision);
  useEffect(() => {
    if (isStale) void load();
  }, [isStale, revision, load]);
  return catalog.state === 'ready' ? catalog.categories : [];
}
