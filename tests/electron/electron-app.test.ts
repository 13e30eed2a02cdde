import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/process.ts';

/**
 * The built app in Electron itself. Its runtime is downloaded by the electron package's own script; where that was not
 * possible this suite is skipped and named, and `REQUIRE_ELECTRON=1` makes that a failure.
 */
const runtime = findRuntime();
const required = process.env['REQUIRE_ELECTRON'] === '1';
const TIMEOUT_MS = 120_000;

describe.skipIf(runtime === null && !required)(
  'the app in Electron (needs Electron’s runtime)',
  { timeout: TIMEOUT_MS },
  () => {
    let profile: string;
    let app: ElectronApplication;
    let page: Page;

    beforeAll(async () => {
      if (runtime === null)
        throw new Error('Electron’s runtime is not installed; run `npm rebuild electron`.');
      profile = mkdtempSync(join(tmpdir(), 'flexotium-electron-'));
      app = await electron.launch({
        executablePath: runtime,
        args: [
          ROOT,
          `--profile=${profile}`,
          '--training',
          ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
        ],
      });
      page = await tillPage(app);
    }, TIMEOUT_MS);

    afterAll(async () => {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    });

    it('sells for cash', async () => {
      await page.getByRole('button', { name: /^Cappuccino/u }).click({ timeout: 60_000 });
      await page.getByRole('button', { name: /^Charge/u }).click();
      await page
        .getByRole('button', { name: /^Exact/u })
        .first()
        .click();
      await page.getByRole('button', { name: /^New sale/u }).waitFor();
    });

    it('takes a card at the virtual reader, through the reader page in its own window', async () => {
      await page.getByRole('button', { name: /^New sale/u }).click();
      await page.getByRole('button', { name: /^Flat White/u }).click();
      await page.getByRole('button', { name: /^Charge/u }).click();
      await page.getByRole('radio', { name: /^Card/u }).click();
      await page.getByText('Ask for tap, insert or swipe').waitFor();
      await page.getByRole('button', { name: 'Tap', exact: true }).click();
      await page.getByText('Paid by card').waitFor();
    });

    it('gives the page no Node and no network', async () => {
      const seen = await page.evaluate(async () => ({
        node: typeof Reflect.get(window, 'require') + typeof Reflect.get(window, 'process'),
        fetched: await fetch('https://example.com').then(
          () => 'fetched',
          () => 'blocked',
        ),
      }));
      expect(seen).toEqual({ node: 'undefinedundefined', fetched: 'blocked' });
    });
  },
);

function findRuntime(): string | null {
  const folder = join(ROOT, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const program: unknown = createRequire(import.meta.url)('electron');
  return typeof program === 'string' && existsSync(program) ? program : null;
}

/** The window that shows the till; the hidden one beside it is the reader page. */
async function tillPage(app: ElectronApplication): Promise<Page> {
  for (;;) {
    const found = app.windows().find((window) => window.url().startsWith('app://till'));
    if (found !== undefined) return found;
    await app.waitForEvent('window');
  }
}
