import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** How a till looks and sounds is this till's own, is taken at once, and stays. */
const TIMEOUT_MS = 120_000;
let till: OpenTill;

beforeAll(async () => {
  till = await openTill();
  await till.button('Settings').click();
  await till.button(/^Appearance/u).click();
}, TIMEOUT_MS);
afterAll(async () => {
  expect(till.complaints).toEqual([]);
  await till.close();
});

const root = () => till.page.locator('html');
const choose = (name: string) => till.page.getByRole('radio', { name, exact: true }).click();

/** Counts the notes that the page plays from now on. */
async function listen(): Promise<() => Promise<number>> {
  await till.page.evaluate(() => {
    const heard = window as unknown as { notes: number };
    heard.notes = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      heard.notes += 1;
      start.apply(this, when);
    };
  });
  return () => till.page.evaluate(() => (window as unknown as { notes: number }).notes);
}

describe('the appearance of a till', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['High contrast', 'light', 'more'],
    ['High contrast, dark', 'dark', 'more'],
    ['Dark', 'dark', 'normal'],
    ['Light', 'light', 'normal'],
  ])('is %s when that is chosen', async (name, theme, contrast) => {
    await choose(name);
    await till.page.locator(`html[data-theme=${theme}][data-contrast=${contrast}]`).waitFor();
    await till.picture(`appearance-${theme}-${contrast}`);
  });

  it('follows the system while nothing else is chosen', async () => {
    await choose('As the system');
    await till.page.emulateMedia({ colorScheme: 'dark' });
    await till.page.locator('html[data-theme=dark][data-contrast=normal]').waitFor();
    await till.page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
    await till.page.locator('html[data-theme=light][data-contrast=more]').waitFor();
    await till.page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    await till.page.locator('html[data-theme=light][data-contrast=normal]').waitFor();
  });

  it('has text of the size that was chosen, also after the page was loaded anew', async () => {
    const size = () => root().evaluate((html) => Number.parseFloat(getComputedStyle(html).fontSize));
    expect(await size()).toBe(16);
    await choose('150 %');
    await expect.poll(size).toBe(24);
    await till.page.reload();
    await expect.poll(size).toBe(24);
    await till.button('Settings').click();
    await till.button(/^Appearance/u).click();
    await choose('100 %');
    await expect.poll(size).toBe(16);
  });

  it('moves nothing where the system asks for that', async () => {
    await till.page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await till.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const lasts = (spans: string) => spans.split(',').some((span) => Number.parseFloat(span) > 0.001);
          return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration);
        })
        .map((element) => element.className),
    );
    expect(moving).toEqual([]);
    await till.page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('plays what was done, and nothing once sounds are off', async () => {
    const notes = await listen();
    await till.button('Cash taken').click();
    await expect.poll(notes).toBe(3);
    await choose('Off');
    await expect.poll(() => till.button('Cash taken').getAttribute('aria-disabled')).toBe('true');
    await till.button('Sell').click();
    await till.button(/^Espresso/u).click();
    await till.button(/^Charge/u).click();
    await till.see('Received');
    await till.page.keyboard.press('Enter');
    await till.see(/receipt R-\d{6}/u);
    expect(await notes()).toBe(3);
    await till.button(/^New sale/u).click();
  });
});
