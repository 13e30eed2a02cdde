import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createElectronDouble } from '../../tests/support/electron-double/index.ts';
import { ROOT } from '../../tests/support/process.ts';
import { createCompanions } from '../companions/index.ts';
import { runAsUtility } from './run-companion.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-companions-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('the training companions in Electron', () => {
  it(
    'start as utility processes, answer, keep their store over a restart, and stop',
    { timeout: 90_000 },
    async () => {
      const double = createElectronDouble();
      await double.electron.app.whenReady();
      const companions = createCompanions({
        sandbox: join(ROOT, 'sandbox/server.ts'),
        relay: join(ROOT, 'relay/server.ts'),
        relayAdmin: join(ROOT, 'relay/admin/cli.ts'),
        run: runAsUtility(double.electron),
      });
      const first = await companions.start(directory);
      expect((await fetch(`${first.relay.url}/healthz`)).status).toBe(200);
      expect(first.sandbox.secretKey).toMatch(/^sk_test_/u);
      const again = await companions.start(directory);
      expect(again.relay.storeId).toBe(first.relay.storeId);
      expect(again.relay.pairingCode).not.toBe(first.relay.pairingCode);
      await companions.stop();
      await expect(fetch(`${again.relay.url}/healthz`)).rejects.toThrow();
      expect(double.called('utilityProcess.fork').length).toBeGreaterThanOrEqual(4);
    },
  );

  it('say which of them did not come up', async () => {
    const double = createElectronDouble();
    await double.electron.app.whenReady();
    const companions = createCompanions({
      sandbox: join(ROOT, 'no-such-file.ts'),
      relay: join(ROOT, 'relay/server.ts'),
      relayAdmin: join(ROOT, 'relay/admin/cli.ts'),
      run: runAsUtility(double.electron),
    });
    await expect(companions.start(directory)).rejects.toThrow(/no-such-file\.ts ended with 1/u);
    await companions.stop();
  });
});
