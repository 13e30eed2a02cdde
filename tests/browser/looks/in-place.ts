import type { RequestOf } from '../../../shared/contract/index.ts';
import type { TextPercent } from '../../../shared/domain/appearance/index.ts';
import type { Locale } from '../../../shared/domain/locale/index.ts';
import type { OpenTill } from '../open-till.ts';

/** Another theme, language or text size on the screen as it stands, and then the usual one again. */

/** A screen in light says nothing about dark and high contrast. */
export const MORE_THEMES = [
  { name: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference' } },
  { name: 'high contrast', media: { colorScheme: 'light', contrast: 'more' } },
] as const;
const USUAL_THEME = { colorScheme: 'light', contrast: 'no-preference' } as const;

export async function inEachTheme(
  page: OpenTill['page'],
  look: (theme: string) => Promise<void>,
): Promise<void> {
  for (const { name, media } of MORE_THEMES) {
    await page.emulateMedia(media);
    await look(name);
  }
  await page.emulateMedia(USUAL_THEME);
}

/** Each language in turn, and then English again. */
export async function inEachLocale(
  till: OpenTill,
  locales: readonly Locale[],
  look: (locale: Locale) => Promise<void>,
): Promise<void> {
  for (const locale of locales) {
    await changePage(till, 'app.setLocale', { locale }, `html[lang=${locale}]`);
    await look(locale);
  }
  await changePage(till, 'app.setLocale', { locale: 'en' }, 'html[lang=en]');
}

export async function atTextSize(
  till: OpenTill,
  percent: TextPercent,
  look: () => Promise<void>,
): Promise<void> {
  const sizeText = (textPercent: TextPercent): Promise<void> =>
    changePage(
      till,
      'appearance.save',
      { theme: 'system', textPercent, sound: 'normal' },
      `html[data-text="${String(textPercent)}"]`,
    );
  await sizeText(percent);
  await look();
  await sizeText(100);
}

/** Asks main, and waits inside of the page until its root shows the answer: hundreds of times, so it has to be quick. */
function changePage<Channel extends 'app.setLocale' | 'appearance.save'>(
  { page }: OpenTill,
  channel: Channel,
  request: RequestOf<Channel>,
  root: string,
): Promise<void> {
  return page.evaluate(
    async ([name, body, selector]) => {
      const html = document.documentElement;
      const shown = new Promise<void>((resolve) => {
        const look = (): void => {
          if (html.matches(selector)) resolve();
        };
        new MutationObserver(look).observe(html, { attributes: true });
        look();
      });
      const answer = await fetch(`/contract/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (!(await answer.text()).startsWith('{"ok":true')) throw new Error(`${name} was refused`);
      await shown;
    },
    [channel, JSON.stringify({ request }), root] as const,
  );
}
