import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { VAULT_KEYS, type Vault } from '../ports.ts';
import { systemTimers } from '../system/index.ts';
import { createKeyringVault, loadKeyring } from './index.ts';

/*
 * Goal: secrets rest in the operating system's own keyring. Method: the real Secret Service, under a session bus of
 * its own with an unlocked keyring, which the runner of the tests arranges:
 *   dbus-run-session -- sh -c 'echo -n pw | gnome-keyring-daemon --unlock --components=secrets && vitest run <this>'
 */
const hasService =
  process.env['DBUS_SESSION_BUS_ADDRESS'] !== undefined &&
  spawnSync('dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.GetNameOwner',
    'string:org.freedesktop.secrets',
  ]).status === 0;
if (!hasService)
  process.stderr.write('SKIPPED: the real keyring; no Secret Service on a session bus here.\n');

async function openVault(profileId: string): Promise<Vault> {
  return createKeyringVault({ profileId, openEntry: await loadKeyring(), timers: systemTimers });
}

describe.skipIf(!hasService)('the Secret Service', () => {
  it('keeps each secret beyond the vault that set it, and forgets it when told', async () => {
    const profileId = randomUUID();
    const vault = await openVault(profileId);
    for (const key of VAULT_KEYS) {
      expect(await vault.get(key)).toEqual({ ok: true, value: null });
      expect(await vault.set(key, `secret ü of ${key}`)).toEqual({ ok: true, value: null });
    }
    const later = await openVault(profileId);
    for (const key of VAULT_KEYS) {
      expect(await later.get(key)).toEqual({ ok: true, value: `secret ü of ${key}` });
      expect(await later.remove(key)).toEqual({ ok: true, value: null });
      expect(await vault.get(key)).toEqual({ ok: true, value: null });
    }
  });

  it('replaces a secret, and keeps profiles apart', async () => {
    const [one, two] = [await openVault(randomUUID()), await openVault(randomUUID())];
    await one.set('relay-token', 'first');
    await one.set('relay-token', 'second');
    expect(await one.get('relay-token')).toEqual({ ok: true, value: 'second' });
    expect(await two.get('relay-token')).toEqual({ ok: true, value: null });
    await one.remove('relay-token');
  });

  it('forgets without complaint what was never kept', async () => {
    expect(await (await openVault(randomUUID())).remove('audit-key')).toEqual({ ok: true, value: null });
  });
});

describe.skipIf(process.platform !== 'linux')('a computer without a keyring service', () => {
  it('answers that the vault is unavailable, and keeps nothing anywhere', () => {
    const index = fileURLToPath(new URL('index.ts', import.meta.url));
    const timers = fileURLToPath(new URL('../system/index.ts', import.meta.url));
    const script = `import { createKeyringVault, loadKeyring } from ${JSON.stringify(index)};
import { systemTimers } from ${JSON.stringify(timers)};
const vault = createKeyringVault({ profileId: 'none', openEntry: await loadKeyring(), timers: systemTimers });
console.log(JSON.stringify([await vault.set('relay-token', 'pst_1'), await vault.get('relay-token')]));
process.exit(0);`;
    const environment = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/at/all' };
    const child = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      encoding: 'utf8',
      env: environment,
    });
    expect(JSON.parse(child.stdout)).toEqual([
      { ok: false, code: 'VAULT_UNAVAILABLE' },
      { ok: false, code: 'VAULT_UNAVAILABLE' },
    ]);
  });
});
