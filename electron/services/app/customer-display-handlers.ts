import { accept, type AppSnapshot, type ChannelName } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import { exampleDisplays, type Screens } from '../customer-display/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';

/** What the channels about the customer's screen do. */
export function createCustomerDisplayHandlers(from: {
  readonly settings: SettingsStore;
  readonly snapshot: () => AppSnapshot;
  readonly screens: Screens;
  readonly changed: () => void;
}): Pick<Handlers, Extract<ChannelName, `customerDisplay.${string}`>> {
  const { settings } = from;
  return {
    'customerDisplay.getSettings': cashier(() => {
      const { customerDisplay } = settings.get();
      return Promise.resolve(
        accept({
          settings: customerDisplay,
          screens: [...from.screens()],
          examples: [...exampleDisplays(from.snapshot(), customerDisplay)],
        }),
      );
    }),
    'customerDisplay.saveSettings': cashier(({ settings: wanted }) => {
      settings.change({ customerDisplay: wanted });
      from.changed();
      return Promise.resolve(accept({}));
    }),
  };
}
