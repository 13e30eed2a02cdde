import type { SessionDouble } from './session.ts';
import { createEvents, knownKeys, preventable, strict } from './strict.ts';

const WINDOW_EVENTS = ['ready-to-show', 'closed'];
const CONTENTS_EVENTS = [
  'did-finish-load',
  'render-process-gone',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
];
const WINDOW_OPTIONS = [
  'backgroundColor',
  'focusable',
  'frame',
  'fullscreen',
  'height',
  'minHeight',
  'minWidth',
  'show',
  'skipTaskbar',
  'title',
  'webPreferences',
  'width',
  'x',
  'y',
];
const WEB_PREFERENCES = [
  'allowRunningInsecureContent',
  'backgroundThrottling',
  'contextIsolation',
  'devTools',
  'enableBlinkFeatures',
  'experimentalFeatures',
  'navigateOnDragDrop',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'preload',
  'safeDialogs',
  'sandbox',
  'session',
  'spellcheck',
  'webSecurity',
  'webviewTag',
];

export type WindowOptions = Readonly<Record<string, unknown>> & {
  readonly webPreferences: Readonly<Record<string, unknown>>;
};
type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** A frame of a page, as Electron shows it to main. */
export function createFrameDouble(origin: string, url: string, parent: object | null = null) {
  const sent: { readonly channel: string; readonly value: unknown }[] = [];
  const state = { origin, url, destroyed: false };
  const members = strict('frame', {
    parent,
    get origin() {
      return state.origin;
    },
    get url() {
      return state.url;
    },
    isDestroyed: () => state.destroyed,
    send: (channel: string, value: unknown) => {
      sent.push({ channel, value });
    },
  });
  return { members, state, sent };
}

/** The web contents of one window. `emit` answers whether the app prevented what the event announces. */
export function createContentsDouble() {
  const events = createEvents('webContents', CONTENTS_EVENTS);
  const frame = createFrameDouble('null', '');
  const state = { destroyed: false, reloads: 0 };
  let openHandler: OpenHandler | null = null;
  const members = strict('webContents', {
    ...events.members,
    mainFrame: frame.members,
    isDestroyed: () => state.destroyed,
    reload: () => {
      state.reloads += 1;
    },
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  });
  return {
    members,
    frame,
    state,
    emit: (name: string, fields: object = {}, ...rest: readonly unknown[]): boolean => {
      const event = preventable(fields);
      events.emit(name, event, ...rest);
      return event.defaultPrevented;
    },
    /** What becomes of `window.open`; Electron opens a window where nobody set a handler. */
    open: (url: string): string => openHandler?.({ url }).action ?? 'allow',
  };
}

export type ContentsDouble = ReturnType<typeof createContentsDouble>;

export function createWindowDouble(
  options: WindowOptions,
  sessionOf: (members: unknown) => SessionDouble | undefined,
  made: (contents: ContentsDouble) => void,
) {
  knownKeys('BrowserWindow options', options, WINDOW_OPTIONS);
  knownKeys('webPreferences', options.webPreferences, WEB_PREFERENCES);
  const session = sessionOf(options.webPreferences['session']);
  const contents = createContentsDouble();
  const events = createEvents('BrowserWindow', WINDOW_EVENTS);
  const seen: { loaded: string[]; shown: number; shownInactive: number; focused: number } = {
    loaded: [],
    shown: 0,
    shownInactive: 0,
    focused: 0,
  };
  const state = { destroyed: false };
  // Electron announces the contents while the window is being made, before the app has its hands on it.
  made(contents);
  const members = strict('BrowserWindow', {
    ...events.members,
    webContents: contents.members,
    isDestroyed: () => state.destroyed,
    isMinimized: () => false,
    restore: () => undefined,
    focus: () => {
      seen.focused += 1;
    },
    show: () => {
      seen.shown += 1;
    },
    showInactive: () => {
      seen.shownInactive += 1;
    },
    destroy: () => {
      state.destroyed = true;
      contents.state.destroyed = true;
      events.emit('closed');
    },
    loadURL: async (url: string): Promise<void> => {
      seen.loaded.push(url);
      const response = url.startsWith('app:') ? await session?.fetch(url) : null;
      if (response?.status !== 200) throw new Error(`ERR_FAILED loading ${url}`);
      const { protocol, host } = new URL(url);
      contents.frame.state.origin = `${protocol}//${host}`;
      contents.frame.state.url = url;
      contents.emit('did-finish-load');
      events.emit('ready-to-show');
    },
  });
  return {
    options,
    session,
    contents,
    members,
    seen,
    close: () => {
      state.destroyed = true;
      contents.state.destroyed = true;
      events.emit('closed');
    },
  };
}

export type WindowDouble = ReturnType<typeof createWindowDouble>;
