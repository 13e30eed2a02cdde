import { spawn } from 'node:child_process';
import type { Electron } from '../../../electron/shell/index.ts';
import { createSessionDouble, type SessionDouble } from './session.ts';
import { createEvents, knownKeys, preventable, strict } from './strict.ts';
import { createWindowDouble, type ContentsDouble, type WindowDouble, type WindowOptions } from './window.ts';

const APP_EVENTS = ['activate', 'before-quit', 'second-instance', 'web-contents-created'];

export type DoubleOptions = {
  readonly isPackaged?: boolean;
  readonly userData?: string;
  readonly hasLock?: boolean;
  readonly storageBackend?: string;
  readonly encryptionAvailable?: boolean;
};

type Handler = (event: unknown, ...sent: readonly unknown[]) => unknown;

/**
 * Electron's main process as far as the shell uses it: it records what the shell did, keeps Electron's rules about
 * before and after `ready`, and throws on anything that it does not model. It runs nothing: no page, no script.
 */
export function createElectronDouble(options: DoubleOptions = {}) {
  const events = createEvents('app', APP_EVENTS);
  const calls: { readonly api: string; readonly given: readonly unknown[] }[] = [];
  const windows: WindowDouble[] = [];
  const sessions = new Map<string, SessionDouble>();
  const handlers = new Map<string, Handler>();
  const heard = new Set<string>();
  let ready = false;
  const record: Recorder =
    (api, when = 'any') =>
    (...given: readonly unknown[]): void => {
      if (when === 'before-ready' && ready) throw new Error(`${api} has to be called before app is ready`);
      if (when === 'after-ready' && !ready) throw new Error(`${api} can't be used before app is ready`);
      calls.push({ api, given });
    };
  const announce = (contents: ContentsDouble): void => {
    events.emit('web-contents-created', preventable({}), contents.members);
  };

  const becomeReady = (): void => {
    ready = true;
  };
  const app = createApp(options, events, record, becomeReady);
  function BrowserWindow(given: WindowOptions): WindowDouble['members'] {
    record('BrowserWindow', 'after-ready')(given);
    const find = (members: unknown): SessionDouble | undefined =>
      [...sessions.values()].find((session) => session.members === members);
    const window = createWindowDouble(given, find, announce);
    windows.push(window);
    return window.members;
  }
  const screen = createScreen();
  const electron = strict('electron', {
    app,
    BrowserWindow,
    Menu: strict('Menu', {
      setApplicationMenu: record('Menu.setApplicationMenu'),
      buildFromTemplate: (template: unknown) => template,
    }),
    dialog: strict('dialog', { showErrorBox: record('dialog.showErrorBox') }),
    shell: strict('shell', {
      openExternal: (url: string): Promise<void> => {
        record('shell.openExternal')(url);
        return Promise.resolve();
      },
    }),
    protocol: strict('protocol', {
      registerSchemesAsPrivileged: record('protocol.registerSchemesAsPrivileged', 'before-ready'),
    }),
    session: strict('session', {
      fromPartition: (partition: string) => {
        record('session.fromPartition', 'after-ready')(partition);
        const session = sessions.get(partition) ?? createSessionDouble(partition);
        sessions.set(partition, session);
        return session.members;
      },
    }),
    utilityProcess: createUtilityProcess(record),
    ipcMain: createIpcMain(handlers, heard),
    safeStorage: createSafeStorage(options, () => ready),
    screen: screen.members,
  });
  return {
    electron: electron as unknown as Electron, // Everything that the shell uses; the rest throws.
    calls,
    windows,
    handlers,
    /** Channels on which somebody hears plain messages. */
    heard,
    sessions,
    announce,
    screen,
    emit: (name: string, ...rest: readonly unknown[]): void => {
      events.emit(name, preventable({}), ...rest);
    },
    called: (api: string): readonly (readonly unknown[])[] =>
      calls.filter((call) => call.api === api).map((call) => call.given),
  };
}

/** Writes a call down, and throws when Electron would not take it at this moment. */
type Recorder = (
  api: string,
  when?: 'before-ready' | 'after-ready' | 'any',
) => (...given: readonly unknown[]) => void;

function createApp(
  options: DoubleOptions,
  events: ReturnType<typeof createEvents>,
  record: Recorder,
  becomeReady: () => void,
) {
  const paths = new Map([['userData', options.userData ?? '/nowhere/userData']]);
  return strict('app', {
    ...events.members,
    isPackaged: options.isPackaged ?? true,
    enableSandbox: record('app.enableSandbox', 'before-ready'),
    requestSingleInstanceLock: (): boolean => {
      record('app.requestSingleInstanceLock')();
      return options.hasLock ?? true;
    },
    whenReady: (): Promise<void> => {
      becomeReady();
      return Promise.resolve();
    },
    getVersion: () => '0.1.0',
    getPath: (name: string): string => {
      const path = paths.get(name);
      if (path === undefined) throw new Error(`The Electron double does not model app.getPath('${name}')`);
      return path;
    },
    setPath: (name: string, path: string): void => {
      record('app.setPath', 'before-ready')(name, path);
      paths.set(name, path);
    },
    exit: record('app.exit'),
    quit: (): void => {
      const event = preventable({});
      events.emit('before-quit', event);
      record('app.quit')(event.defaultPrevented ? 'prevented' : 'quits');
    },
  });
}

export type DisplayDouble = {
  readonly id: number;
  readonly label: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
};

/** The screens of a computer: one until a test plugs in another. The first is the primary one. */
function createScreen() {
  const events = createEvents('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  const displayOf = (id: number, x: number): DisplayDouble => ({
    id,
    label: `Screen ${String(id)}`,
    size: { width: 1280, height: 800 },
    bounds: { x, y: 0, width: 1280, height: 800 },
  });
  let displays: readonly DisplayDouble[] = [displayOf(1, 0)];
  return {
    members: strict('screen', {
      on: events.members.on,
      getPrimaryDisplay: () => displays[0],
      getAllDisplays: () => displays,
    }),
    plugIn: (id: number): void => {
      displays = [...displays, displayOf(id, displays.length * 1280)];
      events.emit('display-added');
    },
    pullOut: (id: number): void => {
      displays = displays.filter((display) => display.id !== id);
      events.emit('display-removed');
    },
  };
}

function createIpcMain(handlers: Map<string, Handler>, heard: Set<string>) {
  return strict('ipcMain', {
    handle: (channel: string, handler: Handler): void => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, handler);
    },
    removeHandler: (channel: string): void => {
      handlers.delete(channel);
    },
    on: (channel: string): void => {
      heard.add(channel);
    },
    removeAllListeners: (channel: string): void => {
      heard.delete(channel);
    },
  });
}

function createSafeStorage(options: DoubleOptions, isReady: () => boolean) {
  return strict('safeStorage', {
    getSelectedStorageBackend: (): string =>
      isReady() ? (options.storageBackend ?? 'gnome_libsecret') : 'unknown',
    isEncryptionAvailable: (): boolean => isReady() && (options.encryptionAvailable ?? true),
    // Not encryption, only different from the text: what is kept has to have come through here.
    encryptString: (text: string): Buffer => Buffer.from(`sealed:${btoa(text)}`),
    decryptString: (bytes: Buffer): string => atob(bytes.toString('utf8').slice('sealed:'.length)),
  });
}

export type ElectronDouble = ReturnType<typeof createElectronDouble>;

type ForkOptions = { readonly env: NodeJS.ProcessEnv; readonly stdio: string; readonly serviceName: string };

/** Utility processes are real here: Electron runs such a file with its own Node, and this Node stands for that one. */
function createUtilityProcess(record: Recorder) {
  return strict('utilityProcess', {
    fork: (file: string, list: readonly string[], options: ForkOptions) => {
      record('utilityProcess.fork', 'after-ready')(file, list, options);
      knownKeys('utilityProcess.fork options', options, ['env', 'stdio', 'serviceName']);
      const child = spawn(process.execPath, [file, ...list], {
        env: options.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return strict('UtilityProcess', {
        stdout: child.stdout,
        stderr: child.stderr,
        once: (event: string, listener: (code: number | null) => void): void => {
          if (event !== 'exit')
            throw new Error(`The Electron double does not model UtilityProcess.once('${event}')`);
          child.once('exit', listener);
        },
        kill: (): boolean => child.kill('SIGTERM'),
      });
    },
  });
}
