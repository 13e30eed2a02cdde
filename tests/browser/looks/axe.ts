import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

type Axe = {
  readonly run: (
    where: object,
    options: object,
  ) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
};

/** WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe has against the page, or against the dialog that lies over it. What is behind a dialog was looked at at the
 * station before; the reader's frame is seen by nobody.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  await bringAxe(page);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Axe };
    const dialog = document.querySelector('[role=dialog]');
    const found = await axe.run(dialog ?? { exclude: [['iframe']] }, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
      iframes: false,
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id} at ${html.slice(0, 140)} ${failureSummary.slice(0, 160)}`,
      ),
    );
  }, TAGS);
}

/**
 * Text that is hard to read in a theme. Names and roles are the same in every theme, colours are not; and colours follow
 * from what an element and everything around it is: what was found to be readable once in this theme is not asked again.
 */
export async function lowContrast(page: Page, theme: string): Promise<readonly string[]> {
  await bringAxe(page);
  return page.evaluate(async (name) => {
    const { axe, readable = new Set<string>() } = window as unknown as { axe: Axe; readable?: Set<string> };
    Object.assign(window, { readable });
    const NO_COLOUR =
      /^(?:id|href|src|d|value|alt|title|name|aria-(?:label|labelledby|describedby|controls))$/u;
    const kinds = new Map<Element, string>();
    const kindOf = (element: Element): string => {
      const known = kinds.get(element);
      if (known !== undefined) return known;
      const own = [...element.attributes]
        .filter((each) => !NO_COLOUR.test(each.name))
        .map((each) => `${each.name}=${each.value}`);
      const around = element.parentElement === null ? name : kindOf(element.parentElement);
      const kind = `${around} > ${element.tagName} ${own.join(' ')}`;
      kinds.set(element, kind);
      return kind;
    };
    const fresh: Element[] = [];
    for (const element of (document.querySelector('[role=dialog]') ?? document.body).querySelectorAll('*')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      const isField = element.matches('input, textarea, select');
      if ((!hasText && !isField) || !element.checkVisibility()) continue;
      const kind = kindOf(element);
      if (readable.has(kind)) continue;
      readable.add(kind);
      fresh.push(element);
    }
    if (fresh.length === 0) return [];
    const found = await axe.run(
      { include: fresh },
      { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'], iframes: false },
    );
    return found.violations.flatMap(({ nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 140)} ${failureSummary.slice(0, 160)}`),
    );
  }, theme);
}

/** The builder leaves axe in the page until that is loaded anew: to bring it in costs more than to ask it. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  await new AxeBuilder({ page }).withRules(['document-title']).analyze();
}
