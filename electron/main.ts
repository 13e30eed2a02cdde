import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { createCompanions, readGivenCompanions } from './companions/index.ts';
import { createTill } from './services/index.ts';
import { loadElectronStore } from './services/settings/index.ts';
import { startReadThreadFrom, systemClock, systemPorts } from './services/system/index.ts';
import { runAsUtility } from './shell/run-companion.ts';
import { startShell } from './shell/start-shell.ts';

/** The entry of the app: joins Electron, the services and the environment. Runs from `dist/electron/main.mjs`. */
const dist = fileURLToPath(new URL('..', import.meta.url));
const companions = createCompanions({
  sandbox: join(dist, 'sandbox', 'server.mjs'),
  relay: join(dist, 'relay', 'server.mjs'),
  relayAdmin: join(dist, 'relay', 'admin.mjs'),
  run: runAsUtility({ utilityProcess }),
});
// An installed till takes no other Stripe and no other relay from its environment.
const given = app.isPackaged ? {} : process.env;

// Not awaited: Electron becomes ready only after this file has run to its end.
void startShell({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    protocol,
    safeStorage,
    screen,
    session,
    shell,
    utilityProcess,
  },
  platform: process.platform,
  argv: process.argv,
  workingDirectory: process.cwd(),
  files: {
    tillPreload: join(dist, 'electron', 'preload.cjs'),
    readerPreload: join(dist, 'electron', 'reader-preload.cjs'),
    tillFolder: join(dist, 'renderer', 'till'),
    readerFolder: join(dist, 'renderer', 'reader'),
    customerPreload: join(dist, 'electron', 'customer-preload.cjs'),
    customerFolder: join(dist, 'renderer', 'customer'),
  },
  startReadThread: startReadThreadFrom(join(dist, 'electron', 'long-reads.mjs')),
  clock: systemClock,
  companions: readGivenCompanions(given['FLEXOTIUM_COMPANIONS']) ?? companions,
  stripeBaseUrl: given['FLEXOTIUM_STRIPE_URL'] ?? null,
  systemPorts,
  loadSettings: loadElectronStore,
  createTill,
});
