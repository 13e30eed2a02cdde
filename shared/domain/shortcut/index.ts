/*
 * What people do at the till by one key, and the rules for choosing other keys. The page shows the keys of this map on
 * its buttons and listens for them; nothing else names a key.
 */

/** Where a shortcut is heard. Two in different places may share a key: only one of the places is ever on the screen. */
export type ShortcutPlace = 'everywhere' | 'sell' | 'charge' | 'paid';

export const SHORTCUT_IDS = [
  'help',
  'search',
  'customer',
  'cash-menu',
  'reprint',
  'discount',
  'park',
  'recall',
  'charge',
  'pay-cash',
  'pay-card',
  'pay-split',
  'receipt',
] as const;
export type ShortcutId = (typeof SHORTCUT_IDS)[number];

/** Each shortcut's place, and its key on a till that changed nothing. */
export const SHORTCUTS: Readonly<
  Record<ShortcutId, { readonly place: ShortcutPlace; readonly key: string }>
> = {
  help: { place: 'everywhere', key: 'F1' },
  search: { place: 'everywhere', key: 'F2' },
  customer: { place: 'sell', key: 'F3' },
  'cash-menu': { place: 'everywhere', key: 'F4' },
  reprint: { place: 'everywhere', key: 'F10' },
  discount: { place: 'sell', key: 'F6' },
  park: { place: 'sell', key: 'F7' },
  recall: { place: 'sell', key: 'F8' },
  charge: { place: 'sell', key: 'F9' },
  'pay-cash': { place: 'charge', key: '1' },
  'pay-card': { place: 'charge', key: '2' },
  'pay-split': { place: 'charge', key: '3' },
  receipt: { place: 'paid', key: 'F8' },
};

export type Keys = Readonly<Record<ShortcutId, string>>;
/** One shortcut with the key that a person chose for it. */
export type ChosenKey = { readonly shortcut: ShortcutId; readonly key: string };

/** F5 is missing on purpose: in a browser it reloads the page, so the till keeps it dead. */
const FUNCTION_KEYS = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'];
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * The keys that a shortcut may have. Digits only where the ways to pay are chosen: elsewhere digits and letters are
 * typing, and go to the search or an amount.
 */
export function keysFor(shortcut: ShortcutId): readonly string[] {
  return SHORTCUTS[shortcut].place === 'charge' ? [...DIGITS, ...FUNCTION_KEYS] : FUNCTION_KEYS;
}

/** All keys, with what was chosen in the place of what comes with the till. What may not be chosen is passed over. */
export function keysWith(chosen: readonly ChosenKey[]): Keys {
  const keys = Object.fromEntries(SHORTCUT_IDS.map((id) => [id, SHORTCUTS[id].key]));
  for (const { shortcut, key } of chosen) if (keysFor(shortcut).includes(key)) keys[shortcut] = key;
  return keys as Keys; // Every id was set in the first line.
}

/** Who has `key` where `shortcut` would have it too; null when it is free. */
export function shortcutInTheWay(keys: Keys, shortcut: ShortcutId, key: string): ShortcutId | null {
  const { place } = SHORTCUTS[shortcut];
  const meets = (other: ShortcutPlace): boolean =>
    other === place || other === 'everywhere' || place === 'everywhere';
  return SHORTCUT_IDS.find((id) => id !== shortcut && keys[id] === key && meets(SHORTCUTS[id].place)) ?? null;
}

/** Whether each key leads to one thing wherever it is pressed, and is one that its shortcut may have. */
export function keysAreClear(keys: Keys): boolean {
  return SHORTCUT_IDS.every(
    (id) => keysFor(id).includes(keys[id]) && shortcutInTheWay(keys, id, keys[id]) === null,
  );
}
