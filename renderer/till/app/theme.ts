/**
 * Puts the system's theme and contrast on the root element, where the tokens look for them, and follows changes. A
 * theme that is already written there stays: that is how a test or a later setting chooses one.
 */
export function followSystemTheme(root: HTMLElement, page: Window): void {
  const dark = page.matchMedia('(prefers-color-scheme: dark)');
  const contrast = page.matchMedia('(prefers-contrast: more)');
  const chosen = root.dataset['theme'];
  const chosenContrast = root.dataset['contrast'];
  const apply = (): void => {
    root.dataset['theme'] = chosen ?? (dark.matches ? 'dark' : 'light');
    if (chosenContrast === undefined) root.dataset['contrast'] = contrast.matches ? 'more' : 'normal';
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
}
