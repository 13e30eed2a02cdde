import type { Page } from 'playwright';

export const SALE_PX = 56;
export const ELSEWHERE_PX = 48;

/** Everything that can be pressed and whose box is smaller than `leastPx` either way. A label counts as its field. */
export function smallTargets(page: Page, leastPx: number): Promise<readonly string[]> {
  return page.evaluate(
    ([least, elsewhere]) => {
      const pressable =
        'button, a[href], input, select, textarea, [role=button], [role=radio], [role=switch], [role=checkbox], [role=tab], [role=combobox], [role=option]';
      const isThere = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('[inert], [aria-hidden=true]') === null &&
        !element.classList.contains('sr');
      const small: string[] = [];
      for (const element of document.querySelectorAll(pressable)) {
        if (
          !isThere(element) ||
          element.matches('input[type=file], [tabindex="-1"][data-base-ui-focus-guard]')
        )
          continue;
        // What lies behind an open dialog can't be pressed.
        if (document.querySelector('[role=dialog]') !== null && element.closest('[role=dialog]') === null)
          continue;
        const target = element.matches('input, select, textarea')
          ? (element.closest('label, .control') ?? element)
          : element;
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || height === 0) continue;
        // Ribbon and footer tell how things are; nothing of a sale is pressed there.
        const needed = element.closest('.status, .ribbon') === null ? least : elsewhere;
        // Half a pixel is what a border or a fraction of a grid may take.
        if (width < needed - 0.5 || height < needed - 0.5)
          small.push(
            `${String(Math.round(width))}×${String(Math.round(height))} ${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}”`,
          );
      }
      return [...new Set(small)];
    },
    [leastPx, ELSEWHERE_PX] as const,
  );
}
