import type { Page } from 'playwright';

/**
 * What a reader cannot read in full at this size of window: text that a box hides, that runs out of the button it
 * belongs to, or that leaves the window; and what is pressed and of which a box hides a part. What can be scrolled to is
 * not cut off, and keys, addresses (`code`) and ids may be longer than their place: they are copied, not read. So may what
 * a shop itself wrote as long as it likes (`data-may-shorten`). Each is told as its text and where.
 */
export async function listCutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1;
    const POINT_PX = 4;
    const ID = /^[\da-f]{8}-[\da-f-]{27}$/u;
    const BOXES = 'button, [role=button], [role=radio], [role=tab], .badge, .chip, .statusbar, td, th, label';
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.sr, iframe, option, script, style, code, [data-may-shorten]') === null;
    const where = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className}`;

    const why = (element: Element, text: DOMRect): string | null => {
      let scrollsX = false;
      let scrollsY = false;
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        const box = at.getBoundingClientRect();
        const { overflowX, overflowY, display } = getComputedStyle(at);
        if (display === 'inline') continue;
        const wide = text.right > box.right + SLACK_PX || text.left < box.left - SLACK_PX;
        const tall = text.bottom > box.bottom + SLACK_PX || text.top < box.top - SLACK_PX;
        if (!scrollsX && wide && /hidden|clip/u.test(overflowX)) return `is cut by ${where(at)}`;
        if (!scrollsY && tall && /hidden|clip/u.test(overflowY)) return `is cut by ${where(at)}`;
        if (!scrollsX && wide && at.matches(BOXES)) return `runs out of ${where(at)}`;
        if (!scrollsY && tall && at.matches(BOXES)) return `runs out of ${where(at)}`;
        scrollsX ||= /auto|scroll/u.test(overflowX) && at.scrollWidth > at.clientWidth;
        scrollsY ||= /auto|scroll/u.test(overflowY) && at.scrollHeight > at.clientHeight;
      }
      const leaves = text.right > innerWidth + SLACK_PX || text.left < -SLACK_PX;
      return leaves && !scrollsX ? 'leaves the window' : null;
    };

    // What lies behind a dialog is not read.
    const root = document.querySelector('[role=dialog]') ?? document.body;
    const found = new Set<string>();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (element === null || !/\p{L}/u.test(words) || ID.test(words) || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const reason = rect.width === 0 ? null : why(element, rect);
        if (reason !== null) found.add(`"${words}" ${reason}`);
      }
    }
    for (const element of root.querySelectorAll('button, input, select, textarea, [role=combobox]')) {
      const around = element.parentElement;
      if (around === null || !isShown(element) || element.matches('[data-base-ui-focus-guard]')) continue;
      const box = element.getBoundingClientRect();
      // What a select keeps for forms is a point that nobody sees.
      const reason = box.width < POINT_PX ? null : why(around, box);
      if (reason?.startsWith('is cut by') === true)
        found.add(`The box of "${element.textContent}" ${where(element)} ${reason}`);
    }
    return [...found];
  });
}
