import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import type { ChannelName, RequestOf } from '../../shared/contract/index.ts';
import { END_BELONGS_MS } from '../../renderer/till/keyboard/scanner.ts';
import { launchBrowser } from '../support/browser.ts';
import { startCompanionsForTest, type TestCompanions } from '../support/companions.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';

export type OpenTill = {
  readonly page: Page;
  readonly companions: TestCompanions;
  readonly process: RunningProcess;
  readonly profile: string;
  /** Everything that the page reported as an error, with what its policy refused. */
  readonly complaints: readonly string[];
  readonly button: (name: string | RegExp) => ReturnType<Page['getByRole']>;
  readonly see: (text: string | RegExp) => Promise<void>;
  /** Asks main as the page itself does, without a button. Fails where main refuses. */
  readonly ask: <Channel extends ChannelName>(channel: Channel, request: RequestOf<Channel>) => Promise<void>;
  /** Holds a card to the virtual reader by its panel. */
  readonly present: (last4: string, way: 'Tap' | 'Insert' | 'Swipe') => Promise<void>;
  /** Presses a button and, once `seen`, the same place again as the second half of a double press. */
  readonly pressTwice: (name: RegExp, seen: () => Promise<void>) => Promise<void>;
  /** Sends a code as a scanner does: faster than this test could press keys on a machine that is busy. */
  readonly scan: (code: string) => Promise<void>;
  /** Sets the manager's PIN in the settings, and stays there. */
  readonly setPin: (pin: string) => Promise<void>;
  /** Fails where an automatic check finds what people with assistive technology could not use. */
  readonly isAccessible: (part?: string) => Promise<void>;
  /** A picture of the page, for whoever asked for pictures. */
  readonly picture: (name: string) => Promise<void>;
  /** Pulls the till's plug and starts it again on the same profile; the page is opened anew. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Waits for what moves or changes its colour: a colour on its way to another one is neither. What turns for ever is left. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/**
 * A till in training, in a real browser, with companions that a test can look into. `training: false`: it has no shop yet
 * and asks how to begin.
 */
export async function openTill({ training = true } = {}): Promise<OpenTill> {
  const directory = mkdtempSync(join(tmpdir(), 'flexotium-browser-'));
  const profile = join(directory, 'profile');
  const companions = await startCompanionsForTest(directory);
  const start = (): Promise<RunningProcess> =>
    startProcess('build/scripts/start.ts', {
      arguments: [
        '--shell=browser',
        ...(training ? ['--training'] : []),
        `--profile=${profile}`,
        '--no-open',
      ],
      environment: { FLEXOTIUM_COMPANIONS: JSON.stringify(companions.addresses) },
    });
  let running = await start();
  const browser: Browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // What moves for ever costs a core here, and shows no test anything.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(String(running.ready['url']));
  const see = async (text: string | RegExp): Promise<void> => {
    await page.getByText(text).first().waitFor({ state: 'visible' });
  };
  const button: OpenTill['button'] = (name) => page.getByRole('button', { name }).first();
  if (training) await see('Virtual reader · Ready');
  return {
    page,
    companions,
    process: running,
    profile,
    complaints,
    button,
    see,
    ask: async (channel, request) => {
      const answer = await page.evaluate(
        async ([name, body]) => {
          const response = await fetch(`/contract/${name}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          });
          return response.text();
        },
        [channel, JSON.stringify({ request })] as const,
      );
      if (!answer.startsWith('{"ok":true')) throw new Error(`${channel}: ${answer}`);
    },
    present: async (last4, way) => {
      await see('Ask for tap, insert or swipe');
      await page.getByRole('combobox', { name: /card/iu }).click();
      await page
        .getByRole('option', { name: new RegExp(last4, 'u') })
        .first()
        .click();
      await page.getByRole('button', { name: way, exact: true }).click();
    },
    pressTwice: async (name, seen) => {
      const box = await page.getByRole('button', { name }).last().boundingBox();
      if (box === null) throw new Error(`There is no button ${String(name)}`);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.up();
      await seen();
      await page.mouse.down({ clickCount: 2 });
      await page.mouse.up({ clickCount: 2 });
    },
    scan: async (code) => {
      await page.evaluate((keys) => {
        for (const key of keys)
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }, code.split('').concat('Enter'));
      // Nobody's Enter comes sooner after a scan, and the till takes one that does for the scanner's second.
      await page.waitForTimeout(END_BELONGS_MS + 50);
    },
    setPin: async (pin) => {
      await button('Settings').click();
      await button(/PIN and lock/u).click();
      await page.getByLabel('New PIN').fill(pin);
      await button('Set PIN').click();
      await see('The PIN is set');
    },
    isAccessible: async (part = 'body') => {
      await settle(page);
      const { violations } = await new AxeBuilder({ page }).include(part).exclude('iframe').analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      if (found.length > 0) throw new Error(found.join('\n'));
    },
    picture: async (name) => {
      const folder = process.env['FLEXOTIUM_SCREENSHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
    },
    restart: async () => {
      await running.kill();
      running = await start();
      await page.goto(String(running.ready['url']));
      await see('Virtual reader · Ready');
    },
    close: async () => {
      await browser.close();
      await running.stop();
      await companions.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
