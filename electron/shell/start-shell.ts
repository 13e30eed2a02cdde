import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ComputerScreen, Result } from '../../shared/contract/index.ts';
import { createFileLog } from '../services/diagnostics/index.ts';
import type { Clock, Companions, Log, TillPorts } from '../services/ports.ts';
import type { StartReadThread } from '../services/long-reads/index.ts';
import type { OpenKeyedFile } from '../services/settings/index.ts';
import type { Till, TillOptions } from '../services/till.ts';
import { createEncryptedFileVault } from '../services/vault/index.ts';
import { readArguments } from './arguments.ts';
import { bindContract } from './bind-contract.ts';
import type { Electron } from './electron.ts';
import { followCustomerDisplay, listScreens } from './customer-window.ts';
import { createKeychainCipher } from './keychain-cipher.ts';
import { openPages, type PageFiles } from './open-pages.ts';
import { stopBeforeQuit } from './quitting.ts';
import { registerScheme } from './serve-page.ts';

/**
 * electron-store answers this message with folder and version to every sender (its source, version 12), for pages that
 * use it. Ours don't, and no request may be answered without a check of its sender.
 */
const CHANNEL_OF_ELECTRON_STORE = 'electron-store-get-data';

export type ShellOptions = {
  readonly electron: Electron;
  readonly platform: NodeJS.Platform;
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly files: PageFiles;
  readonly startReadThread: StartReadThread;
  readonly clock: Clock;
  readonly companions: Companions;
  /** See TillOptions; null in an installed app. */
  readonly stripeBaseUrl: string | null;
  readonly systemPorts: (shell: Pick<TillPorts, 'log' | 'vault' | 'companions' | 'fatal'>) => TillPorts;
  readonly loadSettings: () => Promise<OpenKeyedFile>;
  readonly createTill: (
    options: TillOptions,
    ports: TillPorts & {
      readonly openSettings: OpenKeyedFile;
      readonly screens: () => readonly ComputerScreen[];
      readonly startReadThread: StartReadThread;
    },
  ) => Promise<Result<Till>>;
};

export type ShellOutcome =
  | { readonly kind: 'started'; readonly till: Till }
  /** This profile is open already; that window was brought to the front and this process ends. */
  | { readonly kind: 'open-already' }
  /** The profile can't be trusted; the person was told and this process ends. */
  | { readonly kind: 'refused'; readonly code: string };

/** The exit codes of both shells: a profile that can't be opened, and a disk that can't be trusted any more. */
const EXIT_PROFILE = 78;
const EXIT_FATAL = 74;

/**
 * Starts the till in Electron: first what has to be said before Electron is ready, then the profile, then the pages.
 * Not to be awaited at the top level of the entry file, because Electron is ready only after that file has run.
 */
export async function startShell(options: ShellOptions): Promise<ShellOutcome> {
  const { electron } = options;
  const { app } = electron;
  const { profileDirectory, startInTraining } = prepare(options);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return { kind: 'open-already' };
  }
  await app.whenReady();
  setMenu(electron, options.platform);

  const log = createFileLog(join(profileDirectory, 'logs'), options.clock);
  const cipher = createKeychainCipher(electron, options.platform);
  const ports = options.systemPorts({
    log,
    vault: createEncryptedFileVault({ file: join(profileDirectory, 'secrets.json'), cipher }),
    companions: options.companions,
    fatal: (reason) => {
      log.error('shell.fatal', { reason });
      app.exit(EXIT_FATAL);
    },
  });
  let till: Till | null = null;
  const pages = openPages(electron, {
    files: options.files,
    ports,
    readerPageOrigins: () => till?.readerPageOrigins() ?? [],
  });
  app.on('second-instance', pages.focus);
  app.on('activate', pages.focus);

  const created = await createTillOrSay(options, log, () =>
    options.loadSettings().then((openSettings) =>
      options.createTill(
        {
          profileDirectory,
          startInTraining,
          shell: 'electron',
          version: app.getVersion(),
          stripeBaseUrl: options.stripeBaseUrl,
        },
        {
          ...ports,
          openSettings,
          screens: () => listScreens(electron),
          startReadThread: options.startReadThread,
        },
      ),
    ),
  );
  if (!created.ok) return { kind: 'refused', code: created.error.code };
  till = created.value;
  // Heard since the settings were opened, by whoever sends it; no page has been loaded yet.
  electron.ipcMain.removeAllListeners(CHANNEL_OF_ELECTRON_STORE);
  stopBeforeQuit(electron, till, ports);
  bindContract(electron, till, pages, log);
  followCustomerDisplay(electron, till, pages.openCustomer);
  await pages.load();
  return { kind: 'started', till };
}

/** What Electron has to know before it is ready. */
function prepare({ electron, argv, workingDirectory }: ShellOptions): {
  readonly profileDirectory: string;
  readonly startInTraining: boolean;
} {
  const { app } = electron;
  app.enableSandbox();
  registerScheme(electron);
  const given = readArguments(argv, workingDirectory);
  if (given.profileDirectory !== null) {
    // Chromium's own files follow the profile, and so does the single-instance lock: one process for each profile.
    const own = join(given.profileDirectory, 'electron');
    mkdirSync(own, { recursive: true });
    app.setPath('userData', own);
  }
  return {
    profileDirectory: given.profileDirectory ?? join(app.getPath('userData'), 'profile'),
    startInTraining: given.startInTraining,
  };
}

/** A profile that can't be opened ends the app, but not before the person has read why. */
async function createTillOrSay(
  { electron }: ShellOptions,
  log: Log,
  create: () => Promise<Result<Till>>,
): Promise<Result<Till>> {
  let created: Result<Till>;
  try {
    created = await create();
  } catch (error) {
    log.error('shell.till-not-created', {
      name: error instanceof Error ? `${error.name}: ${error.message}` : '',
    });
    created = { ok: false, error: { code: 'APP_UNEXPECTED' } };
  }
  if (created.ok) return created;
  log.error('shell.profile-refused', { code: created.error.code });
  electron.dialog.showErrorBox(
    'FlexotiumPOS Terminal cannot open this till',
    `The saved data of this till was not opened (${created.error.code}). ` +
      'Nothing was changed and no money moved. Restart the app; if this message returns, call support with the code.',
  );
  electron.app.exit(EXIT_PROFILE);
  return created;
}

/** No menu: none of its commands belongs at a counter. macOS needs one for copy, paste and quit to work at all. */
function setMenu({ Menu }: Electron, platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  );
}
