import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';
import { STATIONS, type Station } from './stations.ts';

/**
 * Every main screen, empty, filled and in trouble: can it be read and used by everybody, and is everything that
 * is pressed as large as a finger? One walk, because getting to a screen costs more than looking at it.
 */
const TIMEOUT_MS = 900_000;
const SALE_PX = 56;
const ELSEWHERE_PX = 48;
/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const MORE_THEMES = [
  { name: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference' } },
  { name: 'high contrast', media: { colorScheme: 'light', contrast: 'more' } },
] as const;
/** Together they hold every component; a theme changes the colours of components, not of screens. */
const IN_EVERY_THEME: readonly string[] = [
  'sell-line',
  'sell-discount',
  'keys',
  'charge-declined',
  'paid-card',
  'transactions',
  'refund',
  'shift',
  'settings-appearance',
  'settings-stripe',
  'lock-wrong-pin',
];

let till: OpenTill;
const found: { readonly station: string; readonly what: string }[] = [];

beforeAll(async () => {
  till = await openTill();
  // A colour on its way to another one is neither.
  await till.page.emulateMedia({ reducedMotion: 'reduce' });
  // Leaves axe in the page, which is never loaded anew here: to bring it in costs more than to ask it.
  await new AxeBuilder({ page: till.page }).withRules(['document-title']).analyze();
  for (const station of STATIONS) {
    try {
      await station.go(till);
    } catch (error) {
      await till.picture(`lost-${station.name}`);
      throw new Error(`No way to ${station.name}`, { cause: error });
    }
    await look(station);
  }
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

async function look(station: Station): Promise<void> {
  const note = (what: string): void => void found.push({ station: station.name, what });
  await till.picture(`usable-${station.name}`);
  for (const small of await smallTargets(till.page, station.onSalePath ? SALE_PX : ELSEWHERE_PX))
    note(`target: ${small}`);
  for (const id of await violations(till.page, { type: 'tag', values: RULES })) note(`light: ${id}`);
  if (!IN_EVERY_THEME.includes(station.name)) return;
  for (const { name, media } of MORE_THEMES) {
    await till.page.emulateMedia(media);
    // Names and roles are the same in every theme; colours are not.
    const colours = { type: 'rule', values: ['color-contrast'] } as const;
    for (const id of await violations(till.page, colours)) note(`${name}: ${id}`);
  }
  await till.page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
}

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

/** What axe has to say about the page as it is, which is the page of the till alone. */
function violations(
  page: Page,
  runOnly: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] },
): Promise<readonly string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe };
    const found = await axe.run(
      { exclude: [['iframe']] },
      { runOnly: only, resultTypes: ['violations'], iframes: false },
    );
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) => `${id} at ${html.slice(0, 140)} ${failureSummary.slice(0, 160)}`,
      ),
    );
  }, runOnly);
}

/** Everything that can be pressed and whose box is smaller than `leastPx` either way. A label counts as its field. */
function smallTargets(page: Page, leastPx: number): Promise<readonly string[]> {
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
        // The footer tells how things are; nothing of a sale is pressed there.
        const needed = element.closest('.status') === null ? least : elsewhere;
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

describe('every screen', { timeout: TIMEOUT_MS }, () => {
  it('is known by the name that is looked at in every theme', () => {
    expect(STATIONS.map(({ name }) => name)).toEqual(expect.arrayContaining([...IN_EVERY_THEME]));
  });

  it.each(STATIONS.map(({ name }) => name))('%s can be used by everybody', (name) => {
    expect(found.filter(({ station }) => station === name).map(({ what }) => what)).toEqual([]);
  });
});
