import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { openSettings, openWithConf, type SettingsStore } from './index.ts';

let directory: string;
let file: string;
let logged: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-settings-'));
  file = join(directory, 'settings.json');
  logged = [];
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function tryOpen(profileId = 'profile-1'): ReturnType<typeof openSettings> {
  const note = (event: string): void => void logged.push(event);
  const log: Log = { info: note, warn: note, error: note };
  return openSettings({ directory, open: openWithConf, profileId, log });
}

function mustOpen(): SettingsStore {
  const opened = tryOpen();
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe('the settings of a profile', () => {
  it('begin as a till that is not set up, in no mode', () => {
    expect(mustOpen().get()).toMatchObject({ version: 1, profileId: 'profile-1', setUp: false, mode: null });
  });

  it('are there again at the next start, and keep the profile that they were made for', () => {
    mustOpen().change({ storeName: 'Kade 12 ☕', mode: 'test', setUp: true });
    const opened = tryOpen('another-profile');
    expect(opened).toMatchObject({ ok: true });
    expect(mustOpen().get()).toMatchObject({
      profileId: 'profile-1',
      storeName: 'Kade 12 ☕',
      mode: 'test',
      setUp: true,
    });
  });

  it('are one plain JSON object and nothing of the library’s own, so that either shell reads the other’s file', () => {
    const settings = mustOpen();
    settings.change({ register: 'Till 1' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(settings.get());
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('are read however the file is laid out', () => {
    const kept = { ...mustOpen().get(), register: 'Till 7' };
    for (const text of [
      JSON.stringify(kept),
      JSON.stringify(kept, null, '\t'),
      JSON.stringify(kept, null, 2),
    ]) {
      writeFileSync(file, text);
      expect(mustOpen().get()).toEqual(kept);
    }
  });

  it('refuse a value that is none, and stay as they were', () => {
    const settings = mustOpen();
    expect(() => {
      settings.change({ mode: 'surprise' as 'test' }); // Not in the type, on purpose.
    }).toThrow();
    expect(settings.get().mode).toBeNull();
    expect(mustOpen().get().mode).toBeNull();
  });
});

describe('a settings file that is damaged', () => {
  const damages: readonly (readonly [string, (text: string) => string])[] = [
    ['cut', (text) => text.slice(0, 40)],
    ['no JSON', () => 'not json at all'],
    ['another object', () => '{"surprise":1}'],
    ['empty, as after a power cut', () => ''],
    ['zeros, as after a power cut', (text) => '\0'.repeat(text.length)],
    [
      'from a newer version',
      (text) => text.replace('"version": 1', '"version": 2').replace('"version":1', '"version":2'),
    ],
    ['richer by a key', (text) => text.replace('{', '{"surprise":1,')],
    [
      'wrong in one value',
      (text) => text.replace('"setUp": false', '"setUp": "no"').replace('"setUp":false', '"setUp":"no"'),
    ],
  ];
  it.each(damages)(
    '(%s) is set aside whole, told as such, and replaced only at the next start',
    (_how, damage) => {
      mustOpen();
      const damaged = damage(readFileSync(file, 'utf8'));
      writeFileSync(file, damaged);
      expect(tryOpen()).toEqual({ ok: false, error: { code: 'SETTINGS_FILE_DAMAGED' } });
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(damaged);
      expect(existsSync(file)).toBe(false);
      expect(logged).toContain('settings.damaged');
      expect(mustOpen().get()).toMatchObject({ setUp: false });
    },
  );
});
