import { SHORTCUT_IDS, SHORTCUTS, type ShortcutId } from '../../../../shared/domain/shortcut/index.ts';

export const PLACES = ['everywhere', 'sell', 'charge', 'paid'] as const;

/** The shortcuts of each place, in the order in which people are shown them. */
export const KEY_GROUPS = PLACES.map((place) => ({
  place,
  shortcuts: SHORTCUT_IDS.filter((id) => SHORTCUTS[id].place === place) as readonly ShortcutId[],
}));

/** What other keys do, for reading only: they mean the same on every till. */
export const FIXED_KEYS = ['enter', 'escape', 'typing', 'digits', 'tab', 'question'] as const;
