import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadKeyring } from '../../electron/services/vault/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { startCompanionsForTest, type TestCompanions } from '../support/companions.ts';
import { eventually, startProcess, type RunningProcess } from '../support/process.ts';

/**
 * A manager saves keys, signing secret and relay token in the real page of the real browser shell, whose vault is a
 * real Secret Service. Afterwards none of them may be found anywhere else: not in the profile, not in the page.
 */
const TIMEOUT_MS = 180_000;
const endpointSchema = z.object({ secret: z.string() });

let directory: string;
let profile: string;
let companions: TestCompanions;
let till: RunningProcess;
let browser: Browser;
let page: Page;
let secrets: Readonly<Record<'secret key' | 'signing secret' | 'relay token', string>>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-secrets-'));
  profile = join(directory, 'profile');
  companions = await startCompanionsForTest(directory);
  till = await startProcess('build/scripts/start.ts', {
    arguments: ['--shell=browser', `--profile=${profile}`, '--no-open'],
    environment: { FLEXOTIUM_STRIPE_URL: companions.addresses.sandbox.baseUrl },
  });
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(String(till.ready['url']));
  const signingSecret = await setUpAsManager();
  secrets = {
    'secret key': companions.addresses.sandbox.secretKey,
    'signing secret': signingSecret,
    'relay token': (await readKeyring('relay-token')) ?? '',
  };
}, TIMEOUT_MS);

afterAll(async () => {
  await browser.close();
  await till.stop();
  await companions.stop();
  rmSync(directory, { recursive: true, force: true });
}, TIMEOUT_MS);

describe('what a manager entrusts to the till', { timeout: TIMEOUT_MS }, () => {
  it('rests in the keyring of the operating system', async () => {
    expect(secrets['relay token'].length).toBeGreaterThan(16);
    expect(await readKeyring('stripe-secret-key')).toBe(secrets['secret key']);
    expect(await readKeyring('webhook-signing-secret')).toBe(secrets['signing secret']);
  });

  it('is nowhere in the profile folder: not in database, settings or logs', () => {
    const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['till.db', 'settings.json', 'till.log']),
    );
    const found = files.flatMap((file) => {
      const content = readFileSync(join(file.parentPath, file.name));
      return secretsIn(content).map((what) => `${what} in ${file.name}`);
    });
    expect(found).toEqual([]);
  });

  it('is not what the till prints', () => {
    expect(secretsIn(Buffer.from(till.output()))).toEqual([]);
  });

  it('has left the page’s memory once the form was saved and left', async () => {
    expect(secretsIn(Buffer.from(await heapSnapshot()))).toEqual([]);
  });

  it('would have been found: the same search finds it while it stands in the form', async () => {
    await openStripeSettings();
    await page.getByRole('button', { name: 'Replace' }).first().click();
    await page.locator('#secret-key').fill(secrets['secret key']);
    expect(secretsIn(Buffer.from(await heapSnapshot()))).toContain('secret key');
    const planted = join(profile, 'logs', 'planted.log');
    execFileSync('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', secrets['relay token'], planted]);
    expect(secretsIn(readFileSync(planted))).toEqual(['relay token']);
    rmSync(planted);
  });
});

function secretsIn(content: Buffer): readonly string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => content.includes(secret) || content.includes(secret, 0, 'utf16le'))
    .map(([what]) => what);
}

async function readKeyring(key: string): Promise<string | null> {
  const openEntry = await loadKeyring();
  const profileId = readFileSync(join(profile, 'profile-id'), 'utf8').trim();
  return (await openEntry(`FlexotiumPOS Terminal ${profileId}`, key).getPassword()) ?? null;
}

/** As the manual says: shop, keys, pairing code, the address at Stripe, Stripe's signing secret; then back to selling. */
async function setUpAsManager(): Promise<string> {
  const { sandbox, relay } = companions.addresses;
  await page.getByRole('button', { name: /^Connect Stripe/u }).click();
  await page.locator('#shop-name').fill('Corner shop');
  await page.getByRole('button', { name: 'Continue' }).click();
  await openStripeSettings();
  await page.locator('#publishable-key').fill(sandbox.publishableKey);
  await page.locator('#secret-key').fill(sandbox.secretKey);
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Both keys belong to one account').waitFor();
  await page.locator('#relay-url').fill(relay.url);
  await page.locator('#pairing-code').fill(relay.pairingCode);
  await page.getByRole('button', { name: 'Pair', exact: false }).last().click();
  const webhookUrl = await eventually('the relay is paired', () => {
    const { webhookUrl: url } = z
      .object({ webhookUrl: z.string().nullable() })
      .parse(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')));
    return url;
  });
  const response = await fetch(`${sandbox.baseUrl}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandbox.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ url: webhookUrl, 'enabled_events[]': '*' }),
  });
  const { secret } = endpointSchema.parse(await response.json());
  await page.locator('#signing-secret').fill(secret);
  await page
    .locator('form')
    .filter({ has: page.locator('#signing-secret') })
    .getByRole('button')
    .click();
  await page.getByText('Signatures fit').waitFor();
  await page.getByRole('button', { name: 'Sell' }).click();
  await page.getByRole('button', { name: 'Open the shift' }).click();
  await page.getByText('The cart is empty').waitFor();
  return secret;
}

async function openStripeSettings(): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page
    .getByRole('button', { name: /Stripe/u })
    .first()
    .click();
}

async function heapSnapshot(): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
