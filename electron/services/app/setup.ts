import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import { seedDemoCatalog } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import { createExercises, type Exercises } from '../exercises/index.ts';
import {
  refreshReaders,
  setUpWebhook,
  type AccountLists,
  type IntegrationPorts,
} from '../integrations/index.ts';
import type { Preparing, Resolver } from '../payments/index.ts';
import type { TillPorts } from '../ports.ts';
import type { ReaderKeeper } from '../readers/index.ts';
import type { Refunds } from '../refunds/index.ts';
import type { Reconciler } from '../reconciliation/index.ts';
import type { RelayClient } from '../relay-client/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Approvals } from '../staff/index.ts';
import type { TillOptions } from '../till.ts';
import type { Connection } from './connection.ts';
import { setUpTraining } from './training.ts';

type Done = Record<string, never>;

export type Setup = {
  readonly integrations: IntegrationPorts;
  readonly lists: AccountLists;
  readonly exercises: Exercises;
  /** A new webhook endpoint, one at a time. */
  readonly setUpWebhook: () => Promise<Result<null>>;
  readonly startTraining: () => Promise<Result<Done>>;
  readonly startConnecting: (shop: {
    readonly storeName: string;
    readonly currency: string;
    readonly register: string;
  }) => Result<Done>;
  /** What happens at each start: the training shop or the saved keys, then everything that was left open. */
  readonly boot: () => Promise<void>;
};

/** A vault that a person has to unlock first is asked again after this long. */
const VAULT_AGAIN_MS = 30_000;

/** How a till comes to its keys, its relay and its reader: at the first run, at each start, and when they change. */
export function createSetup(from: {
  readonly options: TillOptions;
  readonly db: Db;
  readonly ports: TillPorts;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly keeper: ReaderKeeper;
  readonly approvals: Approvals;
  readonly relay: RelayClient;
  readonly resolver: Resolver;
  readonly preparing: Pick<Preparing, 'recover' | 'retryNow'>;
  readonly refunds: Pick<Refunds, 'recover' | 'retryNow'>;
  readonly reconciler: Reconciler;
  readonly changed: () => void;
}): Setup {
  const { options, db, settings, connection, keeper, relay, changed } = from;
  const { resolver, preparing, refunds, reconciler } = from;
  const { clock, timers, ids, log, http } = from.ports;
  const lists: AccountLists = { readers: [], locations: [] };
  const load = async (): Promise<void> => {
    const answered = await connection.load();
    if (!answered)
      timers.after(VAULT_AGAIN_MS, () => {
        inBackground(log, 'vault.again', reconnect);
      });
  };
  const reconnect = async (): Promise<void> => {
    lists.readers = [];
    lists.locations = [];
    await keeper.disconnect();
    await load();
    if (connection.gateway() !== null) {
      await refreshReaders(integrations, lists);
      inBackground(log, 'reader.connect', () => keeper.connect('itself'));
      inBackground(log, 'payment.retry', resolver.retryNow);
      inBackground(log, 'refund.retry', refunds.retryNow);
      preparing.retryNow();
    }
    await relay.restart();
    changed();
  };
  const integrations: IntegrationPorts = {
    db,
    clock,
    log,
    settings,
    vault: connection.vault,
    gateway: connection.gateway,
    gatewayFor: connection.gatewayFor,
    // Real money needs the installed app: a browser tab can't be guarded as well.
    liveAllowed: options.shell === 'electron',
    askRelay: (url, { method, token, body }) => http(url, { method, bearer: token, body }),
    relay: () => relay,
    keeper: () => keeper,
    approvals: from.approvals,
    reconnect,
    changed,
  };
  const exercises = createExercises({
    clock,
    log,
    settings: settings.get,
    ask: connection.askSandbox,
    setUpWebhook: () => setUpWebhookInTurn(),
    changed,
  });
  let webhookTurn: Promise<unknown> = Promise.resolve();
  const setUpWebhookInTurn = (): Promise<Result<null>> => {
    const mine = webhookTurn.then(async () => {
      const made = await setUpWebhook(integrations);
      if (made.ok) exercises.webhookIsSetUp();
      return made;
    });
    webhookTurn = mine.catch(() => undefined); // Whoever asked for it sees the failure.
    return mine;
  };
  const train = async (): Promise<boolean> => {
    if (!settings.get().setUp) settings.change({ storeId: ids.uuidv7() });
    const addresses = await connection.startCompanions();
    if (addresses === null) return false;
    // The sandbox remembers what went on when the last run ended; a new one begins with all well.
    await exercises.end();
    if (!(await setUpTraining(integrations, addresses))) return false;
    seedDemoCatalog(db, ids);
    await connection.load();
    await refreshReaders(integrations, lists);
    inBackground(log, 'reader.connect', () => keeper.connect('itself'));
    changed();
    return true;
  };
  return {
    integrations,
    lists,
    exercises,
    setUpWebhook: setUpWebhookInTurn,
    startTraining: async () => {
      if (settings.get().setUp) return refuse('APP_ALREADY_SET_UP');
      if (await train()) return accept({});
      settings.change({ mode: null });
      return refuse('TRAINING_NOT_STARTED');
    },
    startConnecting: (shop) => {
      if (settings.get().setUp) return refuse('APP_ALREADY_SET_UP');
      settings.change({ ...shop, storeId: ids.uuidv7(), setUp: true });
      changed();
      return accept({});
    },
    boot: async () => {
      const { mode, setUp } = settings.get();
      if (mode === 'training' || (!setUp && options.startInTraining)) await train();
      else if (setUp) {
        await load();
        if (connection.gateway() !== null)
          inBackground(log, 'readers.refresh', () => refreshReaders(integrations, lists));
        await relay.restart();
      }
      // Nobody waits for these, and no reader ever had them: before the first sale of this life prepares its own.
      preparing.recover();
      // Everything that was open when the last run ended is taken up before the first new payment can begin.
      inBackground(log, 'payment.recover', async () => {
        await resolver.recover();
        await refunds.recover();
        await reconciler.applyWaiting();
      });
      if (connection.gateway() !== null) inBackground(log, 'reconciliation.sweep', reconciler.sweep);
      reconciler.plan();
    },
  };
}
