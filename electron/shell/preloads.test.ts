import { describe, expect, it, vi } from 'vitest';
import { createPreloadDouble } from '../../tests/support/electron-double/index.ts';

const double = createPreloadDouble((channel) => Promise.resolve({ ok: true, value: channel }));
vi.mock('electron', () => double.electron);

describe('the preload scripts', () => {
  it('expose one name each and touch nothing else of Electron', async () => {
    await import('../preload.ts');
    expect([...double.worlds.keys()]).toEqual(['pos']);
    await import('../reader-preload.ts');
    expect([...double.worlds.keys()]).toEqual(['pos', 'posReader']);
    await import('../customer-preload.ts');
    expect([...double.worlds.keys()]).toEqual(['pos', 'posReader', 'posCustomer']);
    expect(Object.keys(double.worlds.get('posCustomer') ?? {})).toEqual(['onDisplay']);
    expect(double.invoked).toEqual([]);
    expect(double.listeners.size).toBe(0);
  });
});
