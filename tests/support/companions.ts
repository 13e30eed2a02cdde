import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { CompanionAddresses } from '../../electron/services/ports.ts';
import { ROOT, fileOf, startProcess, type RunningProcess } from './process.ts';

export type TestCompanions = {
  readonly addresses: CompanionAddresses;
  readonly sandbox: RunningProcess;
  /** Asks Stripe's own API at the sandbox, as the account's owner. */
  readonly askStripe: (path: string) => Promise<unknown>;
  /** Works the sandbox's own controls. */
  readonly control: (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;
  /** Sends the newest event of a type a second time, as Stripe's dashboard can. */
  readonly redeliverNewest: (eventType: string) => Promise<void>;
  /** A fresh one-time code for this relay's store. */
  readonly issuePairingCode: () => string;
  /** Where the relay keeps everything; for tests that take it away. */
  readonly relayDirectory: string;
  readonly stopRelay: () => Promise<void>;
  /** Starts the relay again under the address it had. */
  readonly startRelay: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const sandboxReady = z.object({
  baseUrl: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  controlKey: z.string(),
});
const eventList = z.object({ data: z.array(z.object({ id: z.string(), type: z.string() })) });

/** A real sandbox and a real relay with one store, as processes; everything they write is below `directory`. */
export async function startCompanionsForTest(directory: string): Promise<TestCompanions> {
  const relayDirectory = join(directory, 'relay');
  const relayEnvironment = { RELAY_DATA_DIR: relayDirectory, RELAY_PORT: '0' };
  const [sandbox, firstRelay] = await Promise.all([
    startProcess('sandbox/server.ts', {
      environment: { SANDBOX_PORT: '0', SANDBOX_EXIT_WITH_PARENT: '1' },
    }),
    startProcess('relay/server.ts', { environment: { ...relayEnvironment, RELAY_EXIT_WITH_PARENT: '1' } }),
  ]);
  const admin = (...list: readonly string[]): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [fileOf('relay/admin/cli.ts'), ...list, '--json'], {
        cwd: ROOT,
        env: { ...process.env, ...relayEnvironment },
        encoding: 'utf8',
      }),
    );
  const { storeId } = z
    .object({ storeId: z.string() })
    .parse(admin('create-store', '--name', 'Kade 12', '--mode', 'test'));
  const issuePairingCode = (): string =>
    z.object({ pairingCode: z.string() }).parse(admin('pairing-code', '--store', storeId)).pairingCode;
  const stripe = sandboxReady.parse(sandbox.ready);
  const { url } = z.object({ url: z.string() }).parse(firstRelay.ready);
  let relay: RunningProcess | null = firstRelay;
  const ask = async (method: string, path: string, bearer: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${stripe.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const control: TestCompanions['control'] = (method, path, body) =>
    ask(method, `/_sandbox/${path}`, stripe.controlKey, body);
  const askStripe: TestCompanions['askStripe'] = (path) => ask('GET', path, stripe.secretKey);
  return {
    addresses: { sandbox: stripe, relay: { url, pairingCode: issuePairingCode(), storeId } },
    sandbox,
    relayDirectory,
    stopRelay: async () => {
      await relay?.stop();
      relay = null;
    },
    startRelay: async () => {
      relay = await startProcess('relay/server.ts', {
        environment: { ...relayEnvironment, RELAY_PORT: new URL(url).port, RELAY_EXIT_WITH_PARENT: '1' },
      });
    },
    askStripe,
    control,
    issuePairingCode,
    redeliverNewest: async (eventType) => {
      const { data } = eventList.parse(await askStripe(`/v1/events?type=${eventType}`));
      const newest = data.find((event) => event.type === eventType);
      if (newest === undefined) throw new Error(`No ${eventType} yet`);
      await control('POST', `events/${newest.id}/redeliver`, {});
    },
    stop: async () => {
      await Promise.all([sandbox.stop(), relay?.stop()]);
    },
  };
}
