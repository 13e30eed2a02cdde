import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CompanionAddresses, Companions } from '../services/ports.ts';
import type { CompanionProcess, RunCompanion } from './process.ts';

/** The entry files of the companions: sources in development, bundles in the installed app. */
export type CompanionEntries = {
  readonly sandbox: string;
  readonly relay: string;
  readonly relayAdmin: string;
  readonly run: RunCompanion;
};

const READY_WITHIN_MS = 60_000;

const sandboxReady = z.object({
  baseUrl: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  controlKey: z.string(),
});
const relayReady = z.object({ url: z.string() });
const storeSchema = z.object({ storeId: z.string() });
const codeSchema = z.object({ pairingCode: z.string() });

/** Starts a sandbox and a relay of this profile as processes of their own, as a shop would have them elsewhere. */
export function createCompanions(entries: CompanionEntries): Companions {
  let children: CompanionProcess[] = [];
  const stop = async (): Promise<void> => {
    const ending = children.map((child) => child.stop());
    children = [];
    await Promise.all(ending);
  };
  const begin = (
    entry: string,
    environment: Readonly<Record<string, string>>,
    logFile: string,
  ): Promise<unknown> => {
    const child = entries.run(entry, { list: [], environment, logFile });
    children.push(child);
    return untilReady(child, entry);
  };
  return {
    stop,
    start: async (profileDirectory) => {
      await stop();
      const directory = join(profileDirectory, 'training');
      mkdirSync(directory, { recursive: true });
      const relayEnvironment = { RELAY_DATA_DIR: join(directory, 'relay'), RELAY_PORT: '0' };
      const sandboxEnvironment = { SANDBOX_PORT: '0', SANDBOX_STATE_FILE: join(directory, 'sandbox.json') };
      const [sandbox, relay] = await Promise.all([
        begin(entries.sandbox, sandboxEnvironment, join(directory, 'sandbox.log')),
        begin(entries.relay, relayEnvironment, join(directory, 'relay.log')),
      ]);
      const admin = (...list: readonly string[]): Promise<unknown> =>
        readAnswer(
          entries.run(entries.relayAdmin, {
            list: [...list, '--json'],
            environment: relayEnvironment,
            logFile: null,
          }),
        );
      const storeId = await findStore(join(directory, 'store.json'), admin);
      const { pairingCode } = codeSchema.parse(await admin('pairing-code', '--store', storeId));
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
  file: string,
  admin: (...list: readonly string[]) => Promise<unknown>,
): Promise<string> {
  try {
    return storeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).storeId;
  } catch {
    // The first start, or a file that somebody removed: a new store costs nothing but a new stream.
    const made = await admin('create-store', '--name', 'Training', '--mode', 'test');
    const { storeId } = storeSchema.parse(made);
    writeFileSync(file, JSON.stringify({ storeId }));
    return storeId;
  }
}

function untilReady(child: CompanionProcess, entry: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      reject(new Error(`${entry} was not ready in time`));
    }, READY_WITHIN_MS);
    child.onLine((line) => {
      if (!line.startsWith('READY ')) return;
      clearTimeout(tooLate);
      resolve(JSON.parse(line.slice('READY '.length)));
    });
    void child.ended.then((code) => {
      clearTimeout(tooLate);
      // After READY this changes nothing any more.
      reject(new Error(`${entry} ended with ${String(code)}`));
    });
  });
}

async function readAnswer(child: CompanionProcess): Promise<unknown> {
  const lines: string[] = [];
  child.onLine((line) => {
    lines.push(line);
  });
  const code = await child.ended;
  if (code !== 0) throw new Error(`The relay's admin command ended with ${String(code)}`);
  return JSON.parse(lines.join('\n'));
}
