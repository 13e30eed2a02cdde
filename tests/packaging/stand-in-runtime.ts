import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseState, FuseV1Options } from '@electron/fuses';

/** How Electron marks the place of its fuses: @electron/fuses looks for these characters. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_VERSION = 1;

/** As Electron is delivered: everything that opens a door is open. */
const DELIVERED: Readonly<Record<number, FuseState>> = {
  [FuseV1Options.RunAsNode]: FuseState.ENABLE,
  [FuseV1Options.EnableCookieEncryption]: FuseState.DISABLE,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.ENABLE,
  [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.ENABLE,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.DISABLE,
  [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.DISABLE,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.ENABLE,
  [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
};

/**
 * Lays out a folder that looks to electron-builder like Electron for Linux: a binary that can't run, but has fuses to
 * flip. So packaging is tested without a download; whether the packaged app starts is another test's question.
 */
export async function makeStandInRuntime(directory: string, version: string): Promise<void> {
  const defaultApp = join(directory, '..', 'default-app');
  for (const folder of [defaultApp, join(directory, 'resources'), join(directory, 'locales')]) {
    mkdirSync(folder, { recursive: true });
  }
  const wire = Object.values(DELIVERED);
  const binary = Buffer.concat([
    Buffer.from('\u007fELF'),
    Buffer.alloc(4096),
    Buffer.from(SENTINEL),
    Buffer.from([FUSES_VERSION, wire.length, ...wire]),
    Buffer.alloc(4096),
  ]);
  writeFileSync(join(directory, 'electron'), binary, { mode: 0o755 });
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(directory, name), '', { mode: 0o755 });
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'resources.pak', 'icudtl.dat']) {
    writeFileSync(join(directory, name), name);
  }
  for (const locale of ['en-US', 'de', 'zh-CN']) {
    writeFileSync(join(directory, 'locales', `${locale}.pak`), locale);
  }
  writeFileSync(join(directory, 'version'), version);
  writeFileSync(join(defaultApp, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.js' }));
  writeFileSync(join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, join(directory, 'resources', 'default_app.asar'));
}
