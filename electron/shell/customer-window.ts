import { CUSTOMER_DISPLAY_PUSH, type ComputerScreen } from '../../shared/contract/index.ts';
import type { Till } from '../services/till.ts';
import { tell } from './bind-contract.ts';
import type { BrowserWindow, Electron } from './electron.ts';
import type { OpenCustomerPage } from './open-pages.ts';
import { CUSTOMER_PAGE } from './pages.ts';

type Feed = Parameters<Parameters<Till['onCustomerDisplay']>[0]>[0];
type Place = { readonly id: number; readonly bounds: ScreenBounds };
export type ScreenBounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The screens of this computer, for the settings. */
export function listScreens({ screen }: Pick<Electron, 'screen'>): readonly ComputerScreen[] {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map(({ id, label, size }) => ({
    screenId: String(id),
    label,
    widthPx: size.width,
    heightPx: size.height,
    isPrimary: id === primary,
  }));
}

/**
 * Shows the customer's page on the screen that is wanted for it, for as long as it is wanted and that screen is there.
 * Never on the screen of the till: it would cover the cashier's work. Returns the function that ends it.
 */
export function followCustomerDisplay(
  electron: Pick<Electron, 'screen'>,
  till: Pick<Till, 'onCustomerDisplay'>,
  open: OpenCustomerPage,
): () => void {
  let feed: Feed | null = null;
  let window: BrowserWindow | null = null;
  let shownOn: Place | null = null;
  const show = (): void => {
    if (feed !== null && window !== null && !window.isDestroyed())
      tell(CUSTOMER_PAGE, window.webContents, CUSTOMER_DISPLAY_PUSH, feed.display);
  };
  const close = (): void => {
    if (window !== null && !window.isDestroyed()) window.destroy();
    window = null;
    shownOn = null;
  };
  const apply = (): void => {
    const place = feed === null ? null : placeFor(electron, feed.settings);
    const isThere = window !== null && !window.isDestroyed();
    if (place === null) close();
    else if (!isThere || !isSame(place, shownOn)) {
      close();
      shownOn = place;
      // Told once it is loaded, and after a crash of its process again.
      window = open(place.bounds, show);
    } else show();
  };
  const changes = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
  // The names are Electron's; its types have one overload for each of them.
  for (const change of changes) electron.screen.on(change as 'display-added', apply);
  const end = till.onCustomerDisplay((next) => {
    feed = next;
    apply();
  });
  return () => {
    end();
    close();
  };
}

function placeFor({ screen }: Pick<Electron, 'screen'>, settings: Feed['settings']): Place | null {
  if (!settings.on) return null;
  const primary = screen.getPrimaryDisplay().id;
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary);
  return others.find(({ id }) => String(id) === settings.screenId) ?? others[0] ?? null;
}

function isSame(place: Place, other: Place | null): boolean {
  if (other?.id !== place.id) return false;
  const [one, two] = [place.bounds, other.bounds];
  return one.x === two.x && one.y === two.y && one.width === two.width && one.height === two.height;
}
