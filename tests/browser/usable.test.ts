import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '../../shared/domain/locale/index.ts';
import { lowContrast, violations } from './looks/axe.ts';
import { listCutOff } from './looks/cut-off.ts';
import { atTextSize, inEachLocale, inEachTheme } from './looks/in-place.ts';
import { ELSEWHERE_PX, SALE_PX, smallTargets } from './looks/small-targets.ts';
import { unreachable } from './looks/unreachable.ts';
import { openTill, type OpenTill } from './open-till.ts';
import { STATIONS, visit, type Station } from './stations/index.ts';

/**
 * Every screen and dialog, empty, filled and in trouble, in one walk, because getting to a screen costs more than looking
 * at it: can it be read and used by everybody in every theme, is what is pressed as large as a finger, is nothing cut off
 * in any language, and does the way of a sale work with text at 200 %?
 */
const TIMEOUT_MS = 120_000;
const LARGE_PERCENT = 200;
const OTHER_LOCALES = LOCALES.filter((locale) => locale !== 'en');
let till: OpenTill;
/** The station that there was no way to: from there on nobody knows where the till is. */
let lostAt: string | null = null;

beforeAll(async () => {
  till = await openTill({ training: false });
  // A colour on its way to another one is neither.
  await till.page.emulateMedia({ reducedMotion: 'reduce' });
}, TIMEOUT_MS);
afterAll(async () => {
  // A station cuts the page off from main, and the reader's frame of first run asks once before it is loaded anew.
  const EXPECTED = /net::ERR_FAILED|\/terminal\/v1' violates/u;
  expect(till.complaints.filter((each) => !EXPECTED.test(each))).toEqual([]);
  await till.close();
});

async function look(station: Station): Promise<void> {
  const page = station.pageOf?.(till) ?? till.page;
  const hasNone = (what: string, found: readonly string[]): void => expect.soft(found, what).toEqual([]);
  await till.picture(`usable-${station.name}`);
  hasNone('too small a target', await smallTargets(page, station.onSalePath ? SALE_PX : ELSEWHERE_PX));
  hasNone('axe', await violations(page));
  await inEachTheme(page, async (theme) => hasNone(`contrast, ${theme}`, await lowContrast(page, theme)));
  hasNone('cut off in en', await listCutOff(page));
  if (station.isBeforeMain === true) return;
  // German has the longest words. A dialog that holds them holds the others.
  const isDialog = (await page.getByRole('dialog').count()) > 0;
  await inEachLocale(till, isDialog ? ['de'] : OTHER_LOCALES, async (locale) => {
    await till.picture(`${locale}-${station.name}`);
    hasNone(`cut off in ${locale}`, await listCutOff(page));
  });
  if (!station.onSalePath) return;
  await atTextSize(till, LARGE_PERCENT, async () => {
    await till.picture(`large-${station.name}`);
    hasNone('out of reach at 200 %', await unreachable(page));
  });
}

describe('every screen', { timeout: TIMEOUT_MS }, () => {
  it.for(STATIONS.map((station) => [station.name, station] as const))(
    '%s can be used by everybody',
    async ([name, station], { skip }) => {
      if (lostAt !== null) skip(`There was no way to ${lostAt}`);
      try {
        await visit(till, station);
      } catch (error) {
        lostAt = name;
        await till.picture(`lost-${name}`);
        throw new Error(`No way to ${name}`, { cause: error });
      }
      await look(station);
    },
  );
});
