/** Main is told this often at most; it counts in minutes. */
const EVERY_MS = 15_000;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells main that somebody is there, so that the till does not lock itself. Gives the function that ends it. */
export function tellOfTouches(page: Window, tell: () => void): () => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const touched = (event: Event): void => {
    if (event.timeStamp - toldAtMs < EVERY_MS) return;
    toldAtMs = event.timeStamp;
    tell();
  };
  for (const name of TOUCHES) page.addEventListener(name, touched, { capture: true, passive: true });
  return () => {
    for (const name of TOUCHES) page.removeEventListener(name, touched, { capture: true });
  };
}
