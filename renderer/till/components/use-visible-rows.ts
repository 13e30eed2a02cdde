import { useLayoutEffect, useState, type RefObject } from 'react';

/** Drawn above and below what can be seen, so that a quick scroll finds rows there. */
const AROUND = 8;

export type VisibleRows = { readonly first: number; readonly end: number };

/** Which rows of a long list of equal rows are worth drawing, by where its box is scrolled to. */
export function useVisibleRows(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VisibleRows {
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  return visibleRows(seen, count, rowHeight);
}

export function visibleRows(
  seen: { readonly top: number; readonly height: number },
  count: number,
  rowHeight: number,
): VisibleRows {
  const first = Math.max(0, Math.min(count, Math.floor(seen.top / rowHeight)) - AROUND);
  const end = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + AROUND);
  return { first, end: Math.max(first, end) };
}
