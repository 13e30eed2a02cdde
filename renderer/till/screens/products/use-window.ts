import { useEffect, useState, type RefObject } from 'react';

/** Rows kept beyond each edge, so that a quick scroll shows no hole. */
const OVERSCAN = 8;

/** Which rows of a long list are in sight: the page holds only those, however long the list is. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  rows: { readonly count: number; readonly heightPx: number },
): { readonly first: number; readonly last: number } {
  const [seen, setSeen] = useState({ topPx: 0, heightPx: 800 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = (): void => setSeen({ topPx: element.scrollTop, heightPx: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [box]);
  const first = Math.max(0, Math.floor(seen.topPx / rows.heightPx) - OVERSCAN);
  const last = Math.min(rows.count, Math.ceil((seen.topPx + seen.heightPx) / rows.heightPx) + OVERSCAN);
  return { first: Math.min(first, last), last };
}
