import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CompanionAddresses, Companions } from '../services/ports.ts';

/** The entry files of the companions: sources in development, bundles in the installed app. */
export type CompanionEntries = {
  readonly sandbox: string;
  readonly relay: string;
  readonly relayAdmin: string;
  /** Program and leading arguments that run such a file; Electron runs them with its own binary as Node. */
  readonly node: { readonly program: string; readonly environment: Readonly<Record<string, string>> };
};

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

const sandboxReady = z.object({
  baseUrl: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  controlKey: z.string(),
});
const relayReady = z.object({ url: z.string() });
const storeSchema = z.object({ storeId: z.string() });
const codeSchema = z.object({ pairingCode: z.string() });

/**
 * Starts a sandbox and a relay of this profile as processes of their own, as a shop would have them elsewhere. Both
 * end with this process, even when it is killed: they watch the pipe that it holds.
 */
export function createCompanions(entries: CompanionEntries): Companions {
  let children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    const ending = children.map(endChild);
    children = [];
    await Promise.all(ending);
  };
  return {
    stop,
    start: async (profileDirectory) => {
      await stop();
      const directory = join(profileDirectory, 'training');
      mkdirSync(directory, { recursive: true });
      const relayDirectory = join(directory, 'relay');
      const relayEnvironment = {
        RELAY_DATA_DIR: relayDirectory,
        RELAY_PORT: '0',
        RELAY_EXIT_WITH_PARENT: '1',
      };
      const [sandbox, relay] = await Promise.all([
        startChild(entries, children, join(directory, 'sandbox.log'), entries.sandbox, {
          SANDBOX_PORT: '0',
          SANDBOX_STATE_FILE: join(directory, 'sandbox.json'),
          SANDBOX_EXIT_WITH_PARENT: '1',
        }),
        startChild(entries, children, join(directory, 'relay.log'), entries.relay, relayEnvironment),
      ]);
      const storeId = await findStore(entries, join(directory, 'store.json'), relayEnvironment);
      const { pairingCode } = codeSchema.parse(
        await runAdmin(entries, ['pairing-code', '--store', storeId], relayEnvironment),
      );
      const addresses: CompanionAddresses = {
        sandbox: sandboxReady.parse(sandbox),
        relay: { url: relayReady.parse(relay).url, pairingCode, storeId },
      };
      return addresses;
    },
  };
}

/** The training store keeps its id over restarts, so that the till goes on reading one stream. */
async function findStore(
  entries: CompanionEntries,
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    return storeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).storeId;
  } catch {
    // The first start, or a file that somebody removed: a new store costs nothing but a new stream.
    const made = await runAdmin(
      entries,
      ['create-store', '--name', 'Training', '--mode', 'test'],
      environment,
    );
    const store = storeSchema.parse(made);
    writeFileSync(file, JSON.stringify({ storeId: store.storeId }));
    return store.storeId;
  }
}

function spawnNode(
  entries: CompanionEntries,
  entry: string,
  list: readonly string[],
  environment: Readonly<Record<string, string>>,
  logFile: number | 'ignore' = 'ignore',
): ChildProcess {
  return spawn(entries.node.program, [entry, ...list], {
    env: { ...process.env, ...entries.node.environment, ...environment },
    stdio: ['pipe', 'pipe', logFile],
    windowsHide: true,
  });
}

async function startChild(
  entries: CompanionEntries,
  children: ChildProcess[],
  logFile: string,
  entry: string,
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  // Begun anew at each start: enough to see why a companion did not come up, and never large.
  const log = openSync(logFile, 'w', 0o600);
  const child = spawnNode(entries, entry, [], environment, log);
  closeSync(log);
  children.push(child);
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      reject(new Error(`${entry} was not ready in time`));
    }, READY_WITHIN_MS);
    const settle = (done: () => void): void => {
      clearTimeout(tooLate);
      done();
    };
    child.once('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
    child.once('exit', (code) => {
      settle(() => {
        reject(new Error(`${entry} ended with ${String(code)}`));
      });
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('READY ')) return;
      settle(() => {
        resolve(JSON.parse(line.slice('READY '.length)));
      });
    });
  });
}

function runAdmin(
  entries: CompanionEntries,
  list: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  const child = spawnNode(entries, entries.relayAdmin, [...list, '--json'], environment);
  child.stdin?.end();
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`The relay's admin command ended with ${String(code)}`));
    });
  });
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(forced);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
