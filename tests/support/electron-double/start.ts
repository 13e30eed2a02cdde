import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Envelope, ReaderCommand } from '../../../shared/contract/index.ts';
import type { Push, Till } from '../../../electron/services/index.ts';
import { openWithConf } from '../../../electron/services/settings/index.ts';
import { startReadThreadFrom, systemClock, systemPorts } from '../../../electron/services/system/index.ts';
import type { ShellOptions, startShell } from '../../../electron/shell/index.ts';
import { createElectronDouble, type DoubleOptions } from './main-process.ts';

export type StartShell = typeof startShell;
export type ShellRun = Awaited<ReturnType<typeof startUnderDouble>>;

/**
 * Runs a shell under the double with a till that only records, on a folder of its own that holds both pages and, next
 * to them, a file that no page may ever get.
 */
export async function startUnderDouble(
  start: StartShell,
  given: DoubleOptions & Partial<Pick<ShellOptions, 'argv' | 'platform' | 'createTill' | 'files'>> = {},
) {
  const directory = mkdtempSync(join(tmpdir(), 'shell-'));
  const double = createElectronDouble({ userData: join(directory, 'userData'), ...given });
  const till = createTillDouble();
  const delays: { readonly delayMs: number; readonly call: () => void }[] = [];
  const outcome = await start({
    electron: double.electron,
    platform: given.platform ?? 'linux',
    argv: given.argv ?? ['electron', '.'],
    workingDirectory: directory,
    files: given.files ?? writePages(directory),
    startReadThread: startReadThreadFrom(join(directory, 'no-such-thread.mjs')),
    clock: systemClock,
    companions: { start: () => Promise.reject(new Error('not in this test')), stop: () => Promise.resolve() },
    stripeBaseUrl: null,
    systemPorts: (shell) => ({
      ...systemPorts(shell),
      timers: {
        after: (delayMs, call) => {
          delays.push({ delayMs, call });
          return () => undefined;
        },
        sleep: () => Promise.resolve(),
      },
    }),
    loadSettings: () => Promise.resolve(openWithConf),
    createTill:
      given.createTill ??
      (() => {
        // What electron-store does when it opens the settings (its source, version 12).
        double.electron.ipcMain.on('electron-store-get-data', () => undefined);
        return Promise.resolve({ ok: true, value: till.till });
      }),
  });
  onTestFinished(async () => {
    // A till that the test brought itself holds a database open; ours holds nothing.
    if (given.createTill !== undefined && outcome.kind === 'started') await outcome.till.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const [tillWindow, readerWindow] = double.windows;
  return { directory, double, till, delays, outcome, tillWindow, readerWindow };
}

function writePages(directory: string): ShellOptions['files'] {
  writeFileSync(join(directory, 'secret.js'), 'the till’s secret');
  for (const page of ['till', 'reader', 'customer', 'till-beside']) {
    mkdirSync(join(directory, page, 'assets'), { recursive: true });
    writeFileSync(join(directory, page, 'index.html'), `<!doctype html><title>${page}</title>`);
    writeFileSync(join(directory, page, 'assets', 'index.js'), `// ${page}`);
    writeFileSync(join(directory, page, 'assets', 'notes.txt'), 'not a part of a page');
    symlinkSync(join(directory, 'secret.js'), join(directory, page, 'assets', 'linked.js'));
  }
  return {
    tillPreload: join(directory, 'preload.cjs'),
    readerPreload: join(directory, 'reader-preload.cjs'),
    customerPreload: join(directory, 'customer-preload.cjs'),
    customerFolder: join(directory, 'customer'),
    tillFolder: join(directory, 'till'),
    readerFolder: join(directory, 'reader'),
  };
}

type CustomerFeed = Parameters<Parameters<Till['onCustomerDisplay']>[0]>[0];

const NO_CUSTOMER: CustomerFeed = {
  settings: { on: false, screenId: null },
  display: { locale: 'en', theme: 'light', storeName: 'Kade 12', mode: 'test', now: { screen: 'idle' } },
};

/** A till that answers every request with an empty value and remembers what reached it. */
function createTillDouble() {
  const dispatched: (readonly [string, unknown])[] = [];
  const dispatchedToReader: (readonly [string, unknown])[] = [];
  const pushListeners = new Set<(push: Push) => void>();
  const feedListeners = new Set<(feed: CustomerFeed) => void>();
  const commandListeners = new Set<(command: ReaderCommand) => void>();
  const state = { stops: 0, stopsInTime: true, origins: [] as readonly string[], feed: NO_CUSTOMER };
  const answer = (): Promise<Envelope<unknown>> => Promise.resolve({ ok: true, value: {} });
  const subscribe =
    <Value>(listeners: Set<(value: Value) => void>) =>
    (listener: (value: Value) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    };
  const till: Till = {
    dispatch: (channel, request) => {
      dispatched.push([channel, request]);
      return answer();
    },
    dispatchReaderPage: (channel, request) => {
      dispatchedToReader.push([channel, request]);
      return answer();
    },
    onPush: subscribe(pushListeners),
    onReaderCommand: subscribe(commandListeners),
    onCustomerDisplay: (listener) => {
      listener(state.feed);
      return subscribe(feedListeners)(listener);
    },
    readerPageOrigins: () => state.origins,
    snapshot: () => {
      throw new Error('A shell has no use for the snapshot');
    },
    stop: () => {
      state.stops += 1;
      return state.stopsInTime ? Promise.resolve() : new Promise<never>(() => undefined);
    },
  };
  return {
    till,
    state,
    dispatched,
    dispatchedToReader,
    /** What the till tells whoever shows the customer's screen. */
    feed: (feed: CustomerFeed): void => {
      state.feed = feed;
      for (const listener of feedListeners) listener(feed);
    },
    push: (push: Push): void => {
      for (const listener of pushListeners) listener(push);
    },
    command: (command: ReaderCommand): void => {
      for (const listener of commandListeners) listener(command);
    },
  };
}
