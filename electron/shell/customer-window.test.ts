import { describe, expect, it } from 'vitest';
import { startUnderDouble, type ShellRun } from '../../tests/support/electron-double/index.ts';
import { startShell } from './start-shell.ts';

/** The second screen under the double of Electron: where the page goes, what it is told, and when it goes away. */
const DISPLAY = {
  locale: 'en',
  theme: 'light',
  storeName: 'Kade 12',
  mode: 'test',
  now: { screen: 'idle' },
} as const;
const ON = { settings: { on: true, screenId: null }, display: DISPLAY };

const customerWindows = ({ double }: ShellRun) =>
  double.windows.filter(({ options }) => options['fullscreen'] === true && !isGone(options, double));
function isGone(options: object, double: ShellRun['double']): boolean {
  return double.windows.find((window) => window.options === options)?.contents.state.destroyed === true;
}
const told = (run: ShellRun) => customerWindows(run)[0]?.contents.frame.sent.map(({ value }) => value);

describe('the customer’s page', () => {
  it('is not there while it is not wanted, nor where there is one screen only', async () => {
    const run = await startUnderDouble(startShell);
    run.double.screen.plugIn(2);
    expect(customerWindows(run)).toEqual([]);
    run.double.screen.pullOut(2);
    run.till.feed(ON);
    expect(customerWindows(run)).toEqual([]);
  });

  it('covers the second screen without taking the keyboard, and is told what to show once it is loaded', async () => {
    const run = await startUnderDouble(startShell);
    run.double.screen.plugIn(2);
    run.till.feed(ON);
    const [window] = customerWindows(run);
    expect(window?.options).toMatchObject({ x: 1280, y: 0, width: 1280, frame: false, focusable: false });
    await expect
      .poll(() => window?.seen)
      .toMatchObject({
        loaded: ['app://customer/index.html'],
        shownInactive: 1,
        shown: 0,
        focused: 0,
      });
    expect(told(run)).toEqual([DISPLAY]);
    const paid = { ...DISPLAY, now: { screen: 'paid', currency: 'EUR', totalMinor: 1, changeMinor: null } };
    run.till.feed({ ...ON, display: paid as never });
    expect(told(run)).toEqual([DISPLAY, paid]);
    expect(customerWindows(run)).toHaveLength(1);
  });

  it('is guarded like the till’s, in a session of its own', async () => {
    const run = await startUnderDouble(startShell);
    run.double.screen.plugIn(2);
    run.till.feed(ON);
    const [window] = customerWindows(run);
    const own = ['session', 'preload'];
    const switches = (options: Readonly<Record<string, unknown>> | undefined) =>
      Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => !own.includes(name)));
    expect(switches(window?.options.webPreferences)).toEqual(
      switches(run.tillWindow?.options.webPreferences),
    );
    expect(window?.session).not.toBe(run.tillWindow?.session);
    expect(window?.session).not.toBe(run.readerWindow?.session);
    expect(window?.contents.open('https://example.com/')).toBe('deny');
    expect(window?.contents.emit('will-navigate', { url: 'app://till/index.html' })).toBe(true);
    const page = await window?.session?.fetch('app://customer/index.html');
    expect(page?.headers.get('content-security-policy')).toContain("connect-src 'none'");
    // Cancelled before it is answered: nothing of another page leaves this session.
    expect(await window?.session?.fetch('app://till/index.html')).toBeNull();
    // No request of it is heard: there is no handler that takes the customer page for a sender.
    const handler = run.double.handlers.get('app.getSnapshot');
    const sender = { sender: window?.contents.members, senderFrame: window?.contents.frame.members };
    expect(handler?.(sender, {})).toMatchObject({ ok: false, error: { code: 'CONTRACT_SENDER_REFUSED' } });
    expect(run.till.dispatched).toEqual([]);
  });

  it('goes to the screen that was chosen, never to the till’s, and where that is gone to another one', async () => {
    const run = await startUnderDouble(startShell);
    run.double.screen.plugIn(2);
    run.double.screen.plugIn(3);
    run.till.feed({ ...ON, settings: { on: true, screenId: '3' } });
    expect(customerWindows(run).map(({ options }) => options['x'])).toEqual([2560]);
    run.double.screen.pullOut(3);
    expect(customerWindows(run).map(({ options }) => options['x'])).toEqual([1280]);
    run.till.feed({ ...ON, settings: { on: true, screenId: '1' } });
    expect(customerWindows(run).map(({ options }) => options['x'])).toEqual([1280]);
    run.double.screen.pullOut(2);
    expect(customerWindows(run)).toEqual([]);
    run.double.screen.plugIn(4);
    expect(customerWindows(run)).toHaveLength(1);
    run.till.feed({ ...ON, settings: { on: false, screenId: null } });
    expect(customerWindows(run)).toEqual([]);
  });
});
