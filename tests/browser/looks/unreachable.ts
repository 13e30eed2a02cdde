import type { Page } from 'playwright';

/**
 * What can be pressed but not reached by scrolling, is covered by something else, or shows only a part of its words. A
 * message may come or go at the very moment of the look, so only what a second look finds too counts.
 */
export async function unreachable(page: Page): Promise<readonly string[]> {
  const first = new Set(await lookOnce(page));
  return first.size === 0 ? [] : (await lookOnce(page)).filter((found) => first.has(found));
}

async function lookOnce(page: Page): Promise<readonly string[]> {
  // For a moment after a message has moved the screen nothing on it can be pressed.
  await page.locator('[data-settling]').waitFor({ state: 'detached' });
  return page.evaluate(() => {
    const inDialog = document.querySelector('[role=dialog]');
    const found: string[] = [];
    const nameOf = (element: Element): string =>
      `${element.className} “${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}”`;
    for (const element of document.querySelectorAll<HTMLElement>('button, input, select, [role=combobox]')) {
      const isThere =
        element.checkVisibility({ visibilityProperty: true }) &&
        element.closest('[inert], [aria-hidden=true]') === null &&
        (inDialog === null || inDialog.contains(element));
      if (!isThere || element.hasAttribute('data-base-ui-focus-guard')) continue;
      element.scrollIntoView({ block: 'center', inline: 'center' });
      const box = element.getBoundingClientRect();
      // The line of a cart lies below its own buttons: what counts is that some of it can be pressed.
      const isHit = [0.5, 0.1, 0.9].some((share) => {
        const hit = document.elementFromPoint(
          box.left + box.width * share,
          box.top + Math.min(box.height / 2, 28),
        );
        return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element) === true);
      });
      if (!isHit) found.push(`covered: ${nameOf(element)}`);
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside: ${nameOf(element)}`);
      const isCut =
        element.scrollWidth > element.clientWidth + 2 && getComputedStyle(element).overflowX !== 'visible';
      const spills = [...element.querySelectorAll('*')].some((part) => {
        const inner = part.getBoundingClientRect();
        return inner.width > 0 && (inner.right > box.right + 3 || inner.left < box.left - 3);
      });
      if (element.tagName === 'BUTTON' && (isCut || spills)) found.push(`cut off: ${nameOf(element)}`);
    }
    return [...new Set(found)];
  });
}
