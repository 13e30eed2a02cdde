import { LOCALES } from '../../../shared/domain/locale/index.ts';
import { snapshotFor, PREVIEW_SCREENS } from './fixtures.ts';
import { createPreviewBridge } from './preview-bridge.ts';

/*
 * The till page with canned data, for development and pictures: /preview/?screen=charge-card&state=declined, with
 * theme=dark, contrast=more, locale=de. It is no input of the build and is never shipped.
 */
const wanted = new URLSearchParams(location.search);
const root = document.documentElement;
const theme = wanted.get('theme');
if (theme !== null) root.dataset['theme'] = theme;
const contrast = wanted.get('contrast');
if (contrast !== null) root.dataset['contrast'] = contrast;

const bridge = createPreviewBridge(
  snapshotFor({
    screen: PREVIEW_SCREENS.find((screen) => screen === wanted.get('screen')) ?? 'checkout',
    state: wanted.get('state') ?? 'present-card',
    locale: LOCALES.find((each) => each === wanted.get('locale')) ?? 'en',
    nowMs: Date.now(),
  }),
);
Object.defineProperty(window, 'pos', { value: bridge });
await import('../main.tsx');
