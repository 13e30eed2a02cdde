import { useLayoutEffect, useRef, type RefObject } from 'react';

/** As long as it takes a person to see that something moved, and to stop a finger that is on its way. */
const SETTLING_MS = 350;

/**
 * A message that comes by itself above a screen moves what is below it. For a moment nothing there can be pressed, so
 * that a finger on its way does not land on something else: it lands on nothing, and the cart is as it was.
 */
export function useSettling(): {
  readonly notices: RefObject<HTMLDivElement | null>;
  readonly screen: RefObject<HTMLDivElement | null>;
} {
  const notices = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [above, below] = [notices.current, screen.current];
    if (above === null || below === null) return;
    let heightPx = above.offsetHeight;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = new ResizeObserver(() => {
      if (above.offsetHeight === heightPx) return;
      heightPx = above.offsetHeight;
      below.dataset['settling'] = '';
      clearTimeout(timer);
      timer = setTimeout(() => delete below.dataset['settling'], SETTLING_MS);
    });
    watch.observe(above);
    return () => {
      watch.disconnect();
      clearTimeout(timer);
    };
  }, []);
  return { notices, screen };
}
