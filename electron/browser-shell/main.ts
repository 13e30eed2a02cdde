import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createCompanions, readGivenCompanions, runWithNode } from '../companions/index.ts';
import { createFileLog } from '../services/diagnostics/index.ts';
import { createTill, type TillOptions } from '../services/index.ts';
import { openWithConf } from '../services/settings/index.ts';
import {
  createIds,
  startReadThreadFrom,
  systemClock,
  systemPorts,
  systemTimers,
} from '../services/system/index.ts';
import { createKeyringVault, loadKeyring } from '../services/vault/index.ts';
import { readProfileId } from './profile-id.ts';
import { openBrowserShell } from './shell.ts';

export type RunOptions = {
  readonly root: string;
  readonly profile: string;
  readonly port: number;
  readonly training: boolean;
  readonly open: boolean;
  readonly version: string;
};

/** The exit code for a profile that can't be opened, and for a disk that can't be trusted any more. */
const EXIT_PROFILE = 78;
const EXIT_FATAL = 74;

/** Runs a till in the browser shell until it is told to stop; prints READY once it is usable. */
export async function runBrowserShell(run: RunOptions): Promise<void> {
  const log = createFileLog(join(run.profile, 'logs'), systemClock);
  const fatal = (reason: string): void => {
    log.error('app.fatal', { reason });
    process.exit(EXIT_FATAL);
  };
  const ports = systemPorts({
    log,
    fatal,
    vault: await openVault(run.profile),
    companions: readGivenCompanions(process.env['FLEXOTIUM_COMPANIONS']) ?? ownCompanions(run.root),
  });
  const options: TillOptions = {
    profileDirectory: run.profile,
    shell: 'browser',
    version: run.version,
    startInTraining: run.training,
    stripeBaseUrl: process.env['FLEXOTIUM_STRIPE_URL'] ?? null,
  };
  const created = await createTill(options, {
    ...ports,
    openSettings: openWithConf,
    startReadThread: startReadThreadFrom(join(run.root, 'electron', 'services', 'long-reads', 'worker.ts')),
  });
  if (!created.ok) {
    console.error(
      `This profile can't be opened: ${created.error.code}. Nothing in it was overwritten. What to do: docs/errors.md.`,
    );
    process.exitCode = EXIT_PROFILE;
    return;
  }
  const till = created.value;
  const shell = await openBrowserShell({
    till,
    port: run.port,
    pages: join(run.root, 'dist', 'renderer'),
    random: ports.random,
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void shell
      .stop()
      .then(till.stop)
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`READY ${JSON.stringify({ url: shell.url, shell: 'browser', profile: run.profile })}`);
  if (run.open) openInBrowser(shell.url);
}

async function openVault(profile: string) {
  return createKeyringVault({
    profileId: readProfileId(profile, createIds(systemClock)),
    openEntry: await loadKeyring(),
    timers: systemTimers,
  });
}

function ownCompanions(root: string) {
  return createCompanions({
    sandbox: join(root, 'sandbox', 'server.ts'),
    relay: join(root, 'relay', 'server.ts'),
    relayAdmin: join(root, 'relay', 'admin', 'cli.ts'),
    run: runWithNode,
  });
}

/** Best effort: where no browser can be opened, the printed address is enough. */
function openInBrowser(url: string): void {
  const [program, ...list] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : process.platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url];
  if (program === undefined) return;
  spawn(program, list, { stdio: 'ignore', detached: true })
    .on('error', () => {
      console.log('Open the address above in a browser of this computer.');
    })
    .unref();
}
