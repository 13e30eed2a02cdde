import { accept } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import { toleranceOf, type Drawer } from '../drawer/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier, money } from './handler-kinds.ts';

/** What the channels about the cash drawer do. */
export function createDrawerHandlers(from: {
  readonly drawer: Drawer;
  readonly settings: SettingsStore;
  readonly changed: () => void;
}): Pick<Handlers, Extract<keyof Handlers, `drawer.${string}`>> {
  const { drawer, settings } = from;
  return {
    'drawer.get': cashier(() => Promise.resolve(accept(drawer.view()))),
    'drawer.open': money(({ floatMinor }) => Promise.resolve(drawer.open(floatMinor))),
    'drawer.move': money(({ kind, amountMinor, note }) =>
      Promise.resolve(drawer.move(kind, amountMinor, note)),
    ),
    'drawer.openWithoutSale': money(({ reason }) => Promise.resolve(drawer.openWithoutSale(reason))),
    'drawer.count': money(({ pieces, otherMinor }) => Promise.resolve(drawer.count(pieces, otherMinor))),
    'drawer.getSettings': cashier(() => {
      const { hasDrawer, countBlind: blind, varianceToleranceMinor, currency } = settings.get();
      const toleranceMinor = toleranceOf({ toleranceMinor: varianceToleranceMinor, currency });
      return Promise.resolve(accept({ hasDrawer, blind, toleranceMinor: minorUnits(toleranceMinor) }));
    }),
    'drawer.saveSettings': cashier(({ hasDrawer, blind, toleranceMinor }) => {
      settings.change({
        hasDrawer,
        countBlind: blind,
        varianceToleranceMinor: Math.max(0, toleranceMinor),
      });
      from.changed();
      return Promise.resolve(accept({}));
    }),
  };
}
