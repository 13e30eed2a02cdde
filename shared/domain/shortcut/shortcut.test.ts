import { describe, expect, it } from 'vitest';
import { keysAreClear, keysFor, keysWith, SHORTCUT_IDS, shortcutInTheWay } from './index.ts';

describe('the keys of a till', () => {
  it('are clear as they come', () => {
    expect(keysAreClear(keysWith([]))).toBe(true);
  });

  it('are what was chosen, and else what comes with the till', () => {
    const keys = keysWith([{ shortcut: 'charge', key: 'F12' }]);
    expect(keys).toEqual({ ...keysWith([]), charge: 'F12' });
    expect(keysAreClear(keys)).toBe(true);
  });

  it.each([
    ['charge', 'F7', 'park'],
    ['charge', 'F4', 'cash-menu'],
    ['cash-menu', 'F9', 'charge'],
    ['receipt', 'F10', 'reprint'],
    ['pay-card', '1', 'pay-cash'],
  ] as const)('tell that %s can not have %s, because %s has it', (shortcut, key, other) => {
    expect(shortcutInTheWay(keysWith([]), shortcut, key)).toBe(other);
    expect(keysAreClear(keysWith([{ shortcut, key }]))).toBe(false);
  });

  it('may be the same in two places that are never on the screen together', () => {
    expect(shortcutInTheWay(keysWith([]), 'receipt', 'F8')).toBeNull();
    expect(shortcutInTheWay(keysWith([]), 'pay-card', 'F9')).toBeNull();
  });

  it('are never F5, nor a letter or digit where those are typing', () => {
    for (const id of SHORTCUT_IDS) expect(keysFor(id)).not.toContain('F5');
    expect(keysWith([{ shortcut: 'charge', key: 'F5' }]).charge).toBe('F9');
    expect(keysWith([{ shortcut: 'charge', key: '1' }]).charge).toBe('F9');
    expect(keysWith([{ shortcut: 'pay-cash', key: '7' }])['pay-cash']).toBe('7');
  });
});
