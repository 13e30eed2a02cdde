import { accept, refuse, type ChannelName } from '../../../shared/contract/index.ts';
import { keysAreClear, keysWith } from '../../../shared/domain/shortcut/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';

type AppearanceHandlers = Pick<
  Handlers,
  Extract<ChannelName, `appearance.${string}` | `shortcuts.${string}`>
>;

/** What the channels about looks, sounds and keys do. */
export function createAppearanceHandlers(from: {
  readonly settings: SettingsStore;
  readonly changed: () => void;
}): AppearanceHandlers {
  const { settings } = from;
  return {
    'appearance.save': cashier((appearance) => {
      settings.change({ appearance });
      from.changed();
      return Promise.resolve(accept({}));
    }),
    'shortcuts.save': cashier(({ keys }) => {
      // A key that two shortcuts share would do one thing today and the other tomorrow.
      const all = keysWith(keys);
      const isTaken = !keysAreClear(all) || keys.some(({ shortcut, key }) => all[shortcut] !== key);
      if (isTaken) return Promise.resolve(refuse('SETTINGS_SHORTCUT_TAKEN'));
      settings.change({ shortcutKeys: keys });
      from.changed();
      return Promise.resolve(accept({}));
    }),
  };
}
