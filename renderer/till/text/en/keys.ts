import type { ShortcutId, ShortcutPlace } from '../../../../shared/domain/shortcut/index.ts';

const names: Record<ShortcutId, string> = {
  help: 'Show all keys',
  customer: 'Choose the customer',
  search: 'Search',
  'cash-menu': 'Cash drawer menu',
  reprint: 'Print the last receipt again',
  discount: 'Discount',
  park: 'Park the cart',
  recall: 'Recall the cart that waits longest',
  charge: 'Charge',
  'pay-cash': 'Pay in cash',
  'pay-card': 'Pay by card',
  'pay-split': 'Split',
  receipt: 'Show the receipt',
};

const places: Record<ShortcutPlace, string> = {
  everywhere: 'Everywhere',
  sell: 'While selling',
  charge: 'While charging',
  paid: 'After a sale is paid',
};

export const keys = {
  title: 'Keyboard',
  text: 'Press Change, then the key. F5 stays without a task, because browsers reload the page with it.',
  readOnly: 'Whoever may change settings can give a task another key.',
  overlayText: 'Everything that has a key on this till.',
  names,
  places,
  always: 'Always',
  fixed: {
    enter: { key: 'Enter', does: 'What the large button at the bottom right says' },
    escape: { key: 'Esc', does: 'One step back; never empties a cart' },
    typing: { key: 'A–Z', does: 'Search, without pressing anything first' },
    digits: { key: '0–9', does: 'An amount, once cash is being typed' },
    tab: { key: 'Tab', does: 'To the next thing that can be pressed' },
    question: { key: '?', does: 'Show all keys' },
  },
  change: 'Change',
  changeKey: (name: string) => `Change the key for: ${name}`,
  keep: 'Keep it',
  press: 'Press the new key. Esc keeps the old one.',
  notPossible: (key: string) =>
    `${key} can’t be used here: it is typing, or has a task of its own. Press another key.`,
  taken: (key: string, other: string) =>
    `${key} has a task already: ${other}. Press another key, or swap the two.`,
  swap: 'Swap',
  reset: 'Reset all',
  print: 'Print the card',
  cardTitle: 'Keys of this till',
};
