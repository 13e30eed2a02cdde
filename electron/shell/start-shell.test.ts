import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../shared/contract/index.ts';
import type { TillOptions } from '../services/index.ts';
import { startUnderDouble } from '../../tests/support/electron-double/index.ts';
import { startShell } from './start-shell.ts';

const SNAPSHOT = { name: 'transactions.changed', value: { saleId: 'sale-1' } } as const;
const COMMAND = { type: 'disconnect', commandId: 'command-1' } as const;

describe('starting the Electron shell', () => {
  it('says everything that Electron needs early before Electron is ready, and opens pages only with a till behind them', async () => {
    const { double, outcome, tillWindow, readerWindow } = await startUnderDouble(startShell);
    expect(outcome.kind).toBe('started');
    expect(double.calls.map(({ api }) => api)).toEqual([
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
      'Menu.setApplicationMenu',
      'session.fromPartition',
      'BrowserWindow',
      'session.fromPartition',
      'BrowserWindow',
    ]);
    expect(tillWindow?.seen).toMatchObject({ loaded: ['app://till/index.html'], shown: 1 });
    expect(readerWindow?.seen).toMatchObject({ loaded: ['app://reader/index.html'], shown: 0 });
    expect(tillWindow?.session).not.toBe(readerWindow?.session);
  });

  it('keeps the profile and Chromium’s own files in the folder of --profile', async () => {
    const seen: TillOptions[] = [];
    const { directory, double } = await startUnderDouble(startShell, {
      argv: ['electron', '.', '--profile=shop', '--training'],
      createTill: (options) => {
        seen.push(options);
        return Promise.resolve(refuse('DB_DAMAGED'));
      },
    });
    expect(seen).toEqual([
      {
        profileDirectory: join(directory, 'shop'),
        startInTraining: true,
        shell: 'electron',
        version: '0.1.0',
        stripeBaseUrl: null,
      },
    ]);
    expect(double.called('app.setPath')).toEqual([['userData', join(directory, 'shop', 'electron')]]);
  });

  it('leaves a profile that is open already to its own process', async () => {
    const { double, outcome } = await startUnderDouble(startShell, { hasLock: false });
    expect(outcome).toEqual({ kind: 'open-already' });
    expect(double.called('app.quit')).toHaveLength(1);
    expect(double.windows).toEqual([]);
  });

  it('brings the till to the front when it is started a second time', async () => {
    const { double, tillWindow } = await startUnderDouble(startShell);
    double.emit('second-instance');
    expect(tillWindow?.seen.focused).toBe(1);
  });

  it.each([
    ['refuses', () => Promise.resolve(refuse('DB_DAMAGED')), 'DB_DAMAGED'],
    ['fails', () => Promise.reject(new Error('a bug')), 'APP_UNEXPECTED'],
  ] as const)('says the code and ends when the till %s', async (_, createTill, code) => {
    const { double, outcome, tillWindow } = await startUnderDouble(startShell, { createTill });
    expect(outcome).toEqual({ kind: 'refused', code });
    expect(double.called('dialog.showErrorBox')[0]?.[1]).toContain(code);
    expect(double.called('app.exit')).toEqual([[78]]);
    expect(tillWindow?.seen.loaded).toEqual([]);
    expect(double.handlers.size).toBe(0);
  });

  it('has no menu, except the one that copying and pasting needs on macOS', async () => {
    const here = await startUnderDouble(startShell);
    expect(here.double.called('Menu.setApplicationMenu')).toEqual([[null]]);
    const mac = await startUnderDouble(startShell, { platform: 'darwin' });
    expect(mac.double.called('Menu.setApplicationMenu')).toEqual([
      [[{ role: 'appMenu' }, { role: 'editMenu' }]],
    ]);
  });

  it.each([
    [true, false],
    [false, true],
  ])('packaged: %s, developer tools: %s', async (isPackaged, devTools) => {
    const { double } = await startUnderDouble(startShell, { isPackaged });
    expect(double.windows.map(({ options }) => options.webPreferences['devTools'])).toEqual([
      devTools,
      devTools,
    ]);
  });

  it('slows the hidden reader page down never, and fetches no dictionary', async () => {
    const { readerWindow } = await startUnderDouble(startShell);
    expect(readerWindow?.options).toMatchObject({
      show: false,
      webPreferences: { backgroundThrottling: false, spellcheck: false },
    });
  });
});

describe('what main tells the pages', () => {
  it('goes to the till page’s main frame, and reader commands to the reader page’s', async () => {
    const { till, tillWindow, readerWindow } = await startUnderDouble(startShell);
    till.push(SNAPSHOT);
    till.command(COMMAND);
    expect(tillWindow?.contents.frame.sent).toEqual([{ channel: SNAPSHOT.name, value: SNAPSHOT.value }]);
    expect(readerWindow?.contents.frame.sent).toEqual([{ channel: 'readerPage.command', value: COMMAND }]);
  });

  it('is told to nobody when another document stands in the frame, or the page is gone', async () => {
    const { till, tillWindow, readerWindow } = await startUnderDouble(startShell);
    if (tillWindow !== undefined) tillWindow.contents.frame.state.origin = 'https://example.com';
    if (readerWindow !== undefined) readerWindow.contents.state.destroyed = true;
    till.push(SNAPSHOT);
    till.command(COMMAND);
    expect(tillWindow?.contents.frame.sent).toEqual([]);
    expect(readerWindow?.contents.frame.sent).toEqual([]);
  });
});

describe('the end of the Electron shell', () => {
  it('stops the till once before the app quits, however often it is asked', async () => {
    const { double, till } = await startUnderDouble(startShell);
    double.electron.app.quit();
    double.electron.app.quit();
    await expect.poll(() => double.called('app.quit')).toEqual([['prevented'], ['prevented'], ['quits']]);
    expect(till.state.stops).toBe(1);
  });

  it('does not wait for ever for a till that does not stop', async () => {
    const { double, till, delays } = await startUnderDouble(startShell);
    till.state.stopsInTime = false;
    double.electron.app.quit();
    delays.find(({ delayMs }) => delayMs === 10_000)?.call();
    expect(double.called('app.quit')).toEqual([['prevented'], ['quits']]);
  });

  it('quits when the till’s window is closed, though the hidden one is still there', async () => {
    const { double, tillWindow } = await startUnderDouble(startShell);
    tillWindow?.close();
    expect(double.called('app.quit')).toEqual([['prevented']]);
  });

  it('loads a page anew after its process has ended, later each time', async () => {
    const { delays, tillWindow, readerWindow, directory } = await startUnderDouble(startShell);
    for (const window of [tillWindow, readerWindow]) {
      const before = delays.length;
      for (let crash = 0; crash < 8; crash += 1) {
        window?.contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
        delays.at(-1)?.call();
      }
      expect(window?.contents.state.reloads).toBe(8);
      expect(delays.slice(before).map(({ delayMs }) => delayMs)).toEqual([
        500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
      ]);
      window?.contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
      expect(delays).toHaveLength(before + 8);
    }
    const log = join(directory, 'userData', 'profile', 'logs', 'till.log');
    expect(existsSync(log)).toBe(true);
    expect(readFileSync(log, 'utf8')).toContain('"event":"shell.page-gone"');
  });
});
