import { expect } from 'vitest';
import { CHANNELS, PUSH_NAMES, READER_PAGE_CHANNELS } from '../../shared/contract/index.ts';
import {
  createContentsDouble,
  createFrameDouble,
  createPreloadDouble,
  startUnderDouble,
  type ShellRun,
  type ShellSources,
} from '../support/electron-double/index.ts';

/** Every permission that Electron 45 can ask about; a page that needs none is asked for all of them. */
const PERMISSIONS = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'unknown',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
];
const LOCAL_NETWORK = ['local-network', 'local-network-access', 'loopback-network'];
const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'data:text/html,hello',
  'javascript:alert(1)',
  'app://reader.example/index.html',
  'about:blank',
];

export type Check = (sources: ShellSources) => Promise<void> | void;

/** Each page of a shell that runs under the double. */
export function pagesOf(run: ShellRun) {
  const { tillWindow, readerWindow } = run;
  if (tillWindow?.session === undefined || readerWindow?.session === undefined) {
    throw new Error('The shell made no two windows with sessions of their own');
  }
  return [
    { name: 'till', origin: 'app://till', window: tillWindow, session: tillWindow.session },
    { name: 'reader', origin: 'app://reader', window: readerWindow, session: readerWindow.session },
  ] as const;
}

async function running(sources: ShellSources) {
  const run = await startUnderDouble(sources.startShell);
  return { run, pages: pagesOf(run) };
}

/** A check that every window's preferences say this about one switch. */
function preference(name: string, wanted: unknown): Check {
  return async (sources) => {
    const { run, pages } = await running(sources);
    expect(run.double.windows).toHaveLength(2);
    for (const { window } of pages) expect(window.options.webPreferences[name]).toBe(wanted);
  };
}

export function allOf(...checks: readonly Check[]): Check {
  return async (sources) => {
    for (const check of checks) await check(sources);
  };
}

export const onlySecureContent: Check = async (sources) => {
  const { run, pages } = await running(sources);
  const [till, reader] = pages;
  for (const { window, origin } of pages) expect(window.seen.loaded).toEqual([`${origin}/index.html`]);
  for (const plain of [
    'http://js.stripe.com/',
    'http://192.168.1.7:4443/',
    'ws://api.stripe.com/',
    'ftp://a/',
  ]) {
    for (const { session } of pages) expect([plain, session.mayLoad(plain)]).toEqual([plain, false]);
  }
  expect(reader.session.mayLoad('https://api.stripe.com/v1/')).toBe(true);
  expect(reader.session.mayLoad('http://127.0.0.1:4000/terminal/v1')).toBe(false);
  for (const address of ['https://api.stripe.com/', 'wss://example.com/', 'app://reader/index.html']) {
    expect([address, till.session.mayLoad(address)]).toEqual([address, false]);
  }
  // In training the sandbox of this computer, and no other plain address.
  run.till.state.origins = ['http://127.0.0.1:4000', 'http://192.168.1.7:4000'];
  expect(reader.session.mayLoad('http://127.0.0.1:4000/terminal/v1')).toBe(true);
  expect(reader.session.mayLoad('http://192.168.1.7:4000/')).toBe(false);
};

export const noNodeInPages = allOf(
  preference('nodeIntegration', false),
  preference('nodeIntegrationInWorker', false),
  preference('nodeIntegrationInSubFrames', false),
);
export const contextIsolated = preference('contextIsolation', true);
export const sandboxed = allOf(preference('sandbox', true), async (sources) => {
  const { run } = await running(sources);
  expect(run.double.called('app.enableSandbox')).toHaveLength(1);
});

export const permissionsRefused: Check = async (sources) => {
  const { pages } = await running(sources);
  for (const { name, session, origin } of pages) {
    for (const permission of PERMISSIONS) {
      const granted = name === 'reader' && LOCAL_NETWORK.includes(permission);
      const asked = (from: string, isMainFrame: boolean) => ({
        permission,
        from,
        isMainFrame,
        ...session.permission(permission, from, isMainFrame),
      });
      const answer = (value: boolean) => ({ checked: value, asked: value });
      expect(asked(origin, true)).toMatchObject(answer(granted));
      expect(asked(origin, false)).toMatchObject(answer(false));
      expect(asked('https://js.stripe.com', true)).toMatchObject(answer(false));
      expect(asked('https://js.stripe.com', false)).toMatchObject(answer(false));
    }
    expect(session.devices()).toEqual([]);
    // What the till page made itself, such as an export, and nothing else.
    expect(session.downloads(`blob:${origin}/1`)).toBe(name === 'till');
    expect(session.downloads(`${origin}/index.html`)).toBe(false);
  }
};

export const webSecurityOn = preference('webSecurity', true);

export const policyOnEveryAnswer: Check = async (sources) => {
  const { pages } = await running(sources);
  for (const { session, origin } of pages) {
    for (const path of ['/index.html', '/assets/index.js', '/missing.js', '/../secret.js']) {
      const policy = (await session.fetch(`${origin}${path}`))?.headers.get('content-security-policy') ?? '';
      const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0] ?? '', each]));
      expect(directives.get('default-src')).toBe("default-src 'none'");
      for (const nothing of ['object-src', 'base-uri', 'form-action', 'frame-ancestors']) {
        expect(directives.get(nothing)).toBe(`${nothing} 'none'`);
      }
      expect(policy).not.toMatch(/unsafe|\*(?!\.device\.)(?!;|$| )|http:(?!\/\/127)/u);
    }
  }
};

export const noInsecureContent = preference('allowRunningInsecureContent', false);
export const noExperiments = preference('experimentalFeatures', false);
export const noBlinkFeatures = preference('enableBlinkFeatures', undefined);
export const noWebviewTag = preference('webviewTag', false);

export const webviewsRefused: Check = async (sources) => {
  const { run, pages } = await running(sources);
  for (const { window } of pages) expect(window.contents.emit('will-attach-webview')).toBe(true);
  expect(unexpectedContents(run).emit('will-attach-webview')).toBe(true);
};

export const navigationRefused: Check = async (sources) => {
  const { run, pages } = await running(sources);
  const [till, reader] = pages;
  for (const { window, origin } of pages) {
    const { contents } = window;
    const own = `${origin}/index.html`;
    expect(contents.emit('will-navigate', { url: own })).toBe(false);
    expect(contents.emit('will-frame-navigate', { url: own, isMainFrame: true })).toBe(false);
    const refused = [
      ...ELSEWHERE,
      `${origin}/assets/index.js`,
      `${origin}/index.html?x=1`,
      'https://js.stripe.com/',
    ];
    for (const url of refused) {
      expect([url, contents.emit('will-navigate', { url })]).toEqual([url, true]);
      expect([url, contents.emit('will-redirect', { url, isMainFrame: true })]).toEqual([url, true]);
      expect([url, contents.emit('will-frame-navigate', { url, isMainFrame: true })]).toEqual([url, true]);
    }
    for (const url of ELSEWHERE) {
      expect([url, contents.emit('will-frame-navigate', { url, isMainFrame: false })]).toEqual([url, true]);
    }
  }
  const frame = { url: 'https://js.stripe.com/v3/frame.html', isMainFrame: false };
  expect(reader.window.contents.emit('will-frame-navigate', frame)).toBe(false);
  expect(till.window.contents.emit('will-frame-navigate', frame)).toBe(true);
  expect(unexpectedContents(run).emit('will-navigate', { url: 'app://till/index.html' })).toBe(true);
};

export const windowsRefused: Check = async (sources) => {
  const { run, pages } = await running(sources);
  for (const url of [...ELSEWHERE, 'app://till/index.html', 'https://dashboard.stripe.com/test/payments']) {
    for (const { window } of pages) expect([url, window.contents.open(url)]).toEqual([url, 'deny']);
    expect(unexpectedContents(run).open(url)).toBe('deny');
  }
};

export const onlyDashboardOpens: Check = async (sources) => {
  const { run, pages } = await running(sources);
  const [till, reader] = pages;
  const wanted = 'https://dashboard.stripe.com/test/payments/pi_1';
  till.window.contents.open(wanted);
  for (const url of [
    ...ELSEWHERE,
    'http://dashboard.stripe.com/',
    'https://dashboard.stripe.com.example.com/',
    'https://dashboard.stripe.com@example.com/',
    'https://example.com@dashboard.stripe.com/',
    'https://dashboard.stripe.com:8443/',
    'smb://dashboard.stripe.com/share',
  ]) {
    till.window.contents.open(url);
  }
  reader.window.contents.open(wanted);
  expect(run.double.called('shell.openExternal')).toEqual([[wanted]]);
};

/** Electron's supported versions are the newest three: 45, 44 and 43 in November 2026 (Electron's release page). */
const OLDEST_SUPPORTED_MAJOR = 43;
export const electronSupported: Check = ({ electronVersion }) => {
  expect(electronVersion).toMatch(/^\d+\.\d+\.\d+$/u);
  expect(Number.parseInt(electronVersion, 10)).toBeGreaterThanOrEqual(OLDEST_SUPPORTED_MAJOR);
};

export const sendersChecked: Check = async (sources) => {
  const { run, pages } = await running(sources);
  const [till, reader] = pages;
  const channels = { till: Object.keys(CHANNELS), reader: Object.keys(READER_PAGE_CHANNELS) };
  expect([...run.double.handlers.keys()].toSorted()).toEqual(
    [...channels.till, ...channels.reader].toSorted(),
  );
  // No plain message is heard: there is nobody who would check its sender.
  expect([...run.double.heard]).toEqual([]);
  const refusal = { ok: false, error: { code: 'CONTRACT_SENDER_REFUSED' } };
  for (const page of pages) {
    const other = page === till ? reader : till;
    const sender = page.window.contents.members;
    const url = `${page.origin}/index.html`;
    const frame = createFrameDouble(page.origin, url).members;
    const wrong = [
      { sender, senderFrame: null },
      { sender, senderFrame: createFrameDouble(page.origin, url, frame).members },
      { sender, senderFrame: createFrameDouble('https://js.stripe.com', url).members },
      { sender, senderFrame: createFrameDouble(other.origin, `${other.origin}/index.html`).members },
      { sender, senderFrame: createFrameDouble(page.origin, `${page.origin}/assets/index.js`).members },
      { sender, senderFrame: createFrameDouble(page.origin, 'about:blank').members },
      { sender: other.window.contents.members, senderFrame: frame },
      { sender: unexpectedContents(run).members, senderFrame: frame },
    ];
    for (const channel of channels[page.name]) {
      const handler = run.double.handlers.get(channel);
      for (const event of wrong) expect(await handler?.(event, {})).toEqual(refusal);
      expect(await handler?.({ sender, senderFrame: frame }, {})).toEqual({ ok: true, value: {} });
      const extra = await handler?.({ sender, senderFrame: frame }, {}, 'more');
      expect(extra).toEqual({ ok: false, error: { code: 'CONTRACT_MALFORMED_REQUEST' } });
    }
  }
  // What was refused never reached a service: each channel was carried out once, for its own page.
  expect(run.till.dispatched.map(([channel]) => channel)).toEqual(channels.till);
  expect(run.till.dispatchedToReader.map(([channel]) => channel)).toEqual(channels.reader);
};

export const servedByOwnScheme: Check = async (sources) => {
  const { run, pages } = await running(sources);
  const [[schemes] = []] = run.double.called('protocol.registerSchemesAsPrivileged');
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  expect(schemes).toEqual([{ scheme: 'app', privileges }]);
  for (const { session, origin, name } of pages) {
    const get = async (path: string, method?: string) => session.fetch(`${origin}${path}`, method);
    const file = await get('/assets/index.js');
    expect([file?.status, file?.headers.get('content-type'), await file?.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      `// ${name}`,
    ]);
    for (const path of OUTSIDE) {
      const response = await get(path);
      expect([path, response?.status, await response?.text()]).toEqual([path, 404, '']);
    }
    expect((await get('/index.html', 'POST'))?.status).toBe(404);
    expect(session.mayLoad('file:///etc/passwd')).toBe(false);
  }
};

const OUTSIDE = [
  '/../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/assets/..%2f..%2fsecret.js',
  '/..%5csecret.js',
  '/%2e%2e%2ftill-beside/assets/index.js',
  '/assets/linked.js',
  '/assets/notes.txt',
  '/assets',
  '/%00index.html',
  '/%E0%A4%A',
  '/',
];

export const fusesSet: Check = ({ fuses }) => {
  expect(fuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
};

export const onlyTheContractExposed: Check = async (sources) => {
  const till = createPreloadDouble((channel) => Promise.resolve({ ok: true, value: channel }));
  sources.exposeTillBridge(till.electron);
  const reader = createPreloadDouble(() => Promise.reject(new Error('no handler')));
  sources.exposeReaderBridge(reader.electron);
  expect([...till.worlds.keys(), ...reader.worlds.keys()]).toEqual(['pos', 'posReader']);
  const named = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, expect.any(Function)]));
  expect(till.worlds.get('pos')).toStrictEqual({
    request: named(Object.keys(CHANNELS)),
    on: named(PUSH_NAMES),
  });
  expect(reader.worlds.get('posReader')).toStrictEqual({
    request: named(Object.keys(READER_PAGE_CHANNELS)),
    onCommand: expect.any(Function),
  });

  type Bridge = {
    readonly request: Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;
    readonly on: Readonly<Record<string, (listener: (...heard: unknown[]) => void) => () => void>>;
  };
  const pos = till.worlds.get('pos') as Bridge; // As just compared.
  const answer = await pos.request['app.lock']?.({}, 'app.unlock', { more: true });
  expect(answer).toEqual({ ok: true, value: 'app.lock' });
  expect(till.invoked).toEqual([['app.lock', {}]]);
  const heard: unknown[][] = [];
  const end = pos.on['app.snapshot']?.((...value) => heard.push(value));
  till.send('app.snapshot', { revision: 1 });
  till.send('transactions.changed', { saleId: 'other' });
  end?.();
  till.send('app.snapshot', { revision: 2 });
  expect(heard).toEqual([[{ revision: 1 }]]);
  const posReader = reader.worlds.get('posReader') as Bridge; // As above.
  expect(await posReader.request['readerPage.hello']?.({})).toEqual({
    ok: false,
    error: { code: 'CONTRACT_UNREACHABLE' },
  });
};

/** Web contents that the shell did not ask for, such as those of a window that a page managed to open. */
function unexpectedContents(run: ShellRun) {
  const contents = createContentsDouble();
  run.double.announce(contents);
  return contents;
}
