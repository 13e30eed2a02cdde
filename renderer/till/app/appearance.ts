import type { Appearance } from '../../../shared/contract/index.ts';

export type Look = {
  /** What was chosen at this till; null before main has told. */
  readonly choose: (appearance: Appearance | null) => void;
};

/**
 * Puts theme, contrast and text size on the root element, where the tokens look for them, and follows the system where
 * nothing else was chosen. A theme that is written there before stays: that is how the preview chooses one.
 */
export function lookAfter(root: HTMLElement, page: Window): Look {
  const dark = page.matchMedia('(prefers-color-scheme: dark)');
  const contrast = page.matchMedia('(prefers-contrast: more)');
  const fixed = { theme: root.dataset['theme'], contrast: root.dataset['contrast'] };
  let chosen: Appearance | null = null;
  const apply = (): void => {
    const { theme, contrast: more } = themeOf(chosen, { dark: dark.matches, more: contrast.matches });
    root.dataset['theme'] = fixed.theme ?? theme;
    root.dataset['contrast'] = fixed.contrast ?? more;
    root.dataset['text'] = String(chosen?.textPercent ?? 100);
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  return {
    choose: (appearance) => {
      chosen = appearance;
      apply();
    },
  };
}

function themeOf(
  chosen: Appearance | null,
  system: { readonly dark: boolean; readonly more: boolean },
): { readonly theme: 'light' | 'dark'; readonly contrast: 'normal' | 'more' } {
  switch (chosen?.theme ?? 'system') {
    case 'system':
      return { theme: system.dark ? 'dark' : 'light', contrast: system.more ? 'more' : 'normal' };
    case 'light':
      return { theme: 'light', contrast: 'normal' };
    case 'dark':
      return { theme: 'dark', contrast: 'normal' };
    case 'contrast-light':
      return { theme: 'light', contrast: 'more' };
    case 'contrast-dark':
      return { theme: 'dark', contrast: 'more' };
  }
}
