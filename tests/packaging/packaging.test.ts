import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildAll } from '../../build/scripts/build-all.ts';
import { packageApp } from '../../build/scripts/package-app.ts';
import { FUSES } from '../../electron/shell/fuses.ts';
import { ROOT, startProcess } from '../support/process.ts';
import { findArchiveFaults } from './archive-check.ts';
import { makeStandInRuntime } from './stand-in-runtime.ts';

const fuses = z.enum(FuseV1Options);
const WITHIN_MS = 300_000;
const work = mkdtempSync(join(tmpdir(), 'flexotium-package-'));
const runtime = join(work, 'electron');
const { version: electronVersion } = z
  .object({ version: z.string() })
  .parse(createRequire(import.meta.url)('electron/package.json'));

async function packageInto(name: string, over: Configuration = {}): Promise<string> {
  const output = join(work, name);
  await packageApp(ROOT, {
    folderOnly: true,
    over: { electronDist: runtime, directories: { output }, ...over },
  });
  return join(output, 'linux-unpacked');
}

/** Files alone, without their folders, with forward slashes. */
function listArchive(app: string): readonly string[] {
  const archive = join(app, 'resources', 'app.asar');
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//u, ''))
    .filter((path) => !('files' in statFile(archive, path)));
}

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux')('the packaged app', () => {
  let app = '';
  const extracted = join(work, 'extracted');
  beforeAll(async () => {
    await makeStandInRuntime(runtime, electronVersion);
    await buildAll(ROOT);
    app = await packageInto('clean');
    extractAll(join(app, 'resources', 'app.asar'), extracted);
  }, WITHIN_MS);

  it('holds what it needs and nothing else', () => {
    expect(findArchiveFaults(listArchive(app))).toStrictEqual([]);
  });

  it('keeps nothing outside of the checked archive but native code', () => {
    const unpacked = join(app, 'resources', 'app.asar.unpacked');
    const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toStrictEqual([`linux-${process.arch}.node`]);
  });

  it('has the fuses of its binary set as the shell states them', async () => {
    const wire = await getCurrentFuseWire(join(app, 'flexotiumpos-terminal'));
    const delivered = await getCurrentFuseWire(join(runtime, 'electron'));
    for (const [name, wanted] of Object.entries(FUSES)) {
      const fuse = fuses.parse(
        Reflect.get(FuseV1Options, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`),
      );
      expect({ name, state: wire[fuse] }).toStrictEqual({
        name,
        state: wanted ? FuseState.ENABLE : FuseState.DISABLE,
      });
    }
    // It was this test's runtime that was changed, and only in its copy.
    expect(delivered[FuseV1Options.RunAsNode]).toBe(FuseState.ENABLE);
  });

  it('names its main file and no build tool in its manifest', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(extracted, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'flexotiumpos-terminal', main: 'dist/electron/main.mjs' });
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });

  it('runs its training companions with nothing but what was packed', async () => {
    const sandbox = await startProcess(join(extracted, 'dist/sandbox/server.mjs'), {
      environment: { SANDBOX_PORT: '0' },
    });
    const environment = { RELAY_DATA_DIR: join(work, 'relay'), RELAY_PORT: '0' };
    const relay = await startProcess(join(extracted, 'dist/relay/server.mjs'), { environment });
    try {
      const { baseUrl } = z.object({ baseUrl: z.string() }).parse(sandbox.ready);
      const script = await (await fetch(`${baseUrl}/terminal/v1`)).text();
      expect(loadStandIn(script, baseUrl)).toBe('function');
      const answer = execFileSync(
        process.execPath,
        [join(extracted, 'dist/relay/admin.mjs'), 'create-store', '--name', 'A', '--mode', 'test', '--json'],
        { env: { ...process.env, ...environment }, encoding: 'utf8' },
      );
      expect(JSON.parse(answer)).toMatchObject({ name: 'A', mode: 'test' });
    } finally {
      await Promise.all([sandbox.stop(), relay.stop()]);
    }
  });

  it('adds less than twenty megabytes to its runtime', () => {
    const resources = join(app, 'resources');
    const bytes = readdirSync(resources, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThan(20 * 1024 * 1024);
  });
});

/** Runs the stand-in as a page's script would run, not as a module, and says what it left on the window. */
function loadStandIn(script: string, baseUrl: string): string {
  expect(script).not.toMatch(/^\s*(?:import|export)\b/mu);
  expect(script).not.toContain('{ createStripeTerminalStandIn }');
  const window: { StripeTerminal?: { create?: unknown }; fetch: typeof fetch } = { fetch };
  runInNewContext(script, { window, document: { currentScript: { src: `${baseUrl}/terminal/v1` } }, URL });
  return typeof window.StripeTerminal?.create;
}

describe.skipIf(process.platform !== 'linux')('the check of the archive', () => {
  it(
    'names the tests that a careless list of files would pack',
    async () => {
      await makeStandInRuntime(runtime, electronVersion);
      const app = await packageInto('careless', { files: ['package.json', 'dist/**', 'tests/**'] });
      const faults = findArchiveFaults(listArchive(app));
      expect(faults).toContain('tests/packaging/packaging.test.ts does not belong into the app');
    },
    WITHIN_MS,
  );

  it('names a page that was not built and a package that crept in', () => {
    expect(findArchiveFaults(['node_modules/zod/index.js'])).toEqual(
      expect.arrayContaining([
        'dist/renderer/till/index.html is missing',
        'node_modules/zod/index.js does not belong into the app',
      ]),
    );
  });
});
