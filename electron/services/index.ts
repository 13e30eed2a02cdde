import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  accept,
  refuse,
  type ReaderCommand,
  type ReaderPageResponseOf,
  type Result,
} from '../../shared/contract/index.ts';
import { createConnection } from './app/connection.ts';
import { createHandlers } from './app/handlers.ts';
import { createPusher } from './app/pushing.ts';
import { takeSnapshot } from './app/snapshot.ts';
import { setUpTraining } from './app/training.ts';
import { seedDemoCatalog } from './catalog/index.ts';
import { createContractHost } from './contract-host/index.ts';
import { openDatabase, type Db, type StoreTrouble } from './db/index.ts';
import { refreshReaders, type AccountLists, type IntegrationPorts } from './integrations/index.ts';
import {
  createCharges,
  createResolver,
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  type TenderEffects,
  type TenderStore,
} from './payments/index.ts';
import type { TillPorts } from './ports.ts';
import {
  createLanDriver,
  createReaderClaims,
  createReaderKeeper,
  createVirtualReader,
  SDK_SIMULATED_READER,
} from './readers/index.ts';
import { createReconciler } from './reconciliation/index.ts';
import { createRelayClient } from './relay-client/index.ts';
import { createSales } from './sales/index.ts';
import { openSettings, type OpenKeyedFile } from './settings/index.ts';
import { createStaff } from './staff/index.ts';
import type { Till, TillOptions } from './till.ts';

export type { Push, Till, TillOptions } from './till.ts';

/** What a shell hands over besides the ports. */
export type CreateTillPorts = TillPorts & {
  readonly openSettings: OpenKeyedFile;
  /** For tests that stand between two steps of a payment; a shell leaves it out. */
  readonly between?: {
    readonly store: (store: TenderStore) => TenderStore;
    readonly effects: (effects: TenderEffects) => TenderEffects;
  };
};

/** A vault that a person has to unlock first is asked again after this long. */
const VAULT_AGAIN_MS = 30_000;

/**
 * Opens a profile and joins its services into a till. Refused with a code when the profile's files can't be trusted;
 * nothing of them is changed then. In training it answers once the training shop is usable.
 */
export async function createTill(options: TillOptions, ports: CreateTillPorts): Promise<Result<Till>> {
  mkdirSync(options.profileDirectory, { recursive: true, mode: 0o700 });
  const opened = openProfile(options, ports);
  if (!opened.ok) return opened;
  const { db, settings, trouble } = opened.value;
  const { clock, timers, random, ids, log } = ports;

  const connection = createConnection(options, ports, settings);
  const staff = createStaff({ db, clock, ids, random, vault: connection.vault });
  const sales = createSales({
    db,
    clock,
    ids,
    frame: () => {
      const { currency, mode, register } = settings.get();
      return {
        currency,
        // Shelf prices hold the tax nearly everywhere; not in North America.
        pricesIncludeTax: currency !== 'USD' && currency !== 'CAD',
        mode: mode ?? 'none',
        register,
        shiftId: staff.openShift().shiftId,
        cashierId: staff.owner().staffId,
      };
    },
  });

  let locked = staff.owner().hasPin;
  let revision = 0;
  const cardsReady = (): boolean => connection.gateway() !== null && driver.ready() !== null;
  const snapshot = () =>
    takeSnapshot(
      {
        options,
        db,
        settings,
        staff,
        sales,
        charges,
        keeper,
        relay,
        reconciler,
        locked: () => locked,
        cardsReady,
        trouble: trouble.now,
      },
      revision,
    );
  const pusher = createPusher(timers, () => {
    revision += 1;
    const now = snapshot();
    virtualReader.setWatching(settings.get().mode === 'training' && now.charge !== null);
    return now;
  });
  const changed = pusher.changed;
  const saleChanged = (saleId: string | null): void => {
    if (saleId !== null) pusher.push({ name: 'transactions.changed', value: { saleId } });
    changed();
  };

  const readerPages = new Set<(command: ReaderCommand) => void>();
  let readerPageReady = false;
  const claims = createReaderClaims(db);
  const driver = createLanDriver({
    stoppedAsking: claims.release,
    ids,
    timers,
    log,
    send: (command) => {
      if (!readerPageReady || readerPages.size === 0) return false;
      for (const listener of readerPages) listener(command);
      return true;
    },
    changed: () => {
      keeper.noticed();
      changed();
    },
  });
  const keeper = createReaderKeeper({
    driver,
    timers,
    random,
    log,
    chosen: () => {
      const { readerId, readerLabel, locationId } = settings.get();
      if (readerId === null || connection.gateway() === null) return null;
      const simulated = readerId === SDK_SIMULATED_READER;
      return {
        readerId,
        label: readerLabel ?? readerId,
        locationId: simulated ? null : locationId,
        simulated,
      };
    },
    isOurs: claims.has,
    connected: () => {
      void resolver.retryNow();
    },
  });

  const plainStore = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, clock.nowMs());
    if (tender.state.state === 'armed') claims.claim(tender.state.reader.readerId, clock.nowMs());
  });
  const store = ports.between?.store(plainStore) ?? plainStore;
  const plainEffects = createTenderEffects({
    db,
    store,
    clock,
    log,
    gateway: connection.gateway,
    driver: () => driver,
    storeId: () => settings.get().storeId,
    lineItems: {
      accepted: () => settings.get().lineItemsAccepted,
      refused: () => {
        settings.change({ lineItemsAccepted: false });
      },
    },
  });
  const runner = createRunner({
    store,
    effects: ports.between?.effects(plainEffects) ?? plainEffects,
    clock,
    log,
    changed: (tender) => {
      resolver.noticed(tender);
      reconciler.plan();
      saleChanged(tender.saleId);
    },
  });
  const resolver = createResolver({ store, runner, driver: () => driver, timers, clock, log });
  const charges = createCharges({
    db: trouble.watch(db, changed),
    store,
    runner,
    clock,
    timers,
    ids,
    log,
    gateway: connection.gateway,
    driver: () => driver,
    isPrompting: driver.isPrompting,
    changed: saleChanged,
  });
  const reconciler = createReconciler({
    db,
    store,
    runner,
    clock,
    timers,
    log,
    gateway: connection.gateway,
    register: () => settings.get().register,
    storeId: () => settings.get().storeId,
    relayLive: () => relay.link().state === 'live',
    changed: saleChanged,
  });
  let linkState = '';
  const relay = createRelayClient({
    db,
    clock,
    timers,
    random,
    log,
    access: async () => {
      const { relayUrl } = settings.get();
      const token = await connection.vault().get('relay-token');
      const signingSecret = await connection.vault().get('webhook-signing-secret');
      if (relayUrl === null || !token.ok || token.value === null) return null;
      return {
        url: relayUrl,
        token: token.value,
        signingSecret: signingSecret.ok ? signingSecret.value : null,
      };
    },
    changed: () => {
      const { state } = relay.link();
      if (state !== linkState) reconciler.plan();
      linkState = state;
      changed();
    },
    arrived: () => {
      void reconciler.applyWaiting();
    },
    gap: () => {
      void reconciler.sweep();
    },
  });
  const virtualReader = createVirtualReader({
    timers,
    ask: connection.askSandbox,
    readerId: () => settings.get().readerId,
    push: (value) => {
      pusher.push({ name: 'virtualReader.state', value });
    },
  });

  const lists: AccountLists = { readers: [], locations: [] };
  const reconnect = async (): Promise<void> => {
    lists.readers = [];
    lists.locations = [];
    await keeper.disconnect();
    const answered = await connection.load();
    if (!answered) timers.after(VAULT_AGAIN_MS, () => void reconnect());
    if (connection.gateway() !== null) {
      await refreshReaders(integrations, lists);
      void keeper.connect(false);
      void resolver.retryNow();
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
    askRelay: (url, { method, token, body }) => ports.http(url, { method, bearer: token, body }),
    relay: () => relay,
    keeper: () => keeper,
    reconnect,
    changed,
  };
  const startTraining = async (): Promise<boolean> => {
    const addresses = await connection.startCompanions();
    if (addresses === null || !(await setUpTraining(integrations, addresses))) return false;
    seedDemoCatalog(db, ids);
    await connection.load();
    await refreshReaders(integrations, lists);
    void keeper.connect(false);
    changed();
    return true;
  };

  const host = createContractHost({
    handlers: createHandlers({
      db,
      settings,
      staff,
      sales,
      charges,
      store,
      reconciler,
      virtualReader,
      transactions: {
        db,
        store,
        cashierName: () => staff.owner().name,
        shiftNumber: (shiftId) =>
          db.get<{ readonly number: number }>('SELECT number FROM shifts WHERE shift_id = ?', shiftId)
            ?.number ?? 0,
      },
      integrations,
      lists,
      snapshot,
      startTraining: async () => {
        if (settings.get().setUp) return refuse('APP_ALREADY_SET_UP');
        settings.change({ storeId: ids.uuidv7() });
        if (await startTraining()) return accept({});
        settings.change({ mode: null });
        return refuse('TRAINING_NOT_STARTED');
      },
      startConnecting: (shop) => {
        if (settings.get().setUp) return refuse('APP_ALREADY_SET_UP');
        settings.change({ ...shop, storeId: ids.uuidv7(), setUp: true });
        changed();
        return accept({});
      },
      setLocked: (next) => {
        locked = next;
        changed();
      },
      changed,
    }),
    readerPage: {
      'readerPage.hello': () => Promise.resolve(greetReaderPage()),
      'readerPage.fetchConnectionToken': async () => {
        const gateway = connection.gateway();
        if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
        const { readerId, locationId } = settings.get();
        const token = await gateway.connectionToken(readerId === SDK_SIMULATED_READER ? null : locationId);
        return token.kind === 'ok' ? accept({ secret: token.value }) : refuse(token.error);
      },
      'readerPage.report': (report) => {
        driver.receive(report);
        if (report.type === 'ready') {
          readerPageReady = true;
          connectSoon();
        }
        return Promise.resolve(accept({}));
      },
    },
    isSetUp: () => settings.get().setUp,
    isLocked: () => locked,
    log,
    ids,
  });
  const connectSoon = (): void => {
    timers.after(0, () => void keeper.connect(false));
  };
  /** A page that was just loaded: nothing that an earlier one did goes on. */
  const greetReaderPage = (): Result<ReaderPageResponseOf<'readerPage.hello'>> => {
    const sdk = connection.sdk();
    if (sdk === null) return refuse('APP_NOT_SET_UP');
    readerPageReady = false;
    driver.pageStarted();
    return accept({ sdk });
  };

  const boot = async (): Promise<void> => {
    const { mode, setUp } = settings.get();
    if (mode === 'training' || (!setUp && options.startInTraining)) {
      if (!setUp) settings.change({ storeId: ids.uuidv7() });
      await startTraining();
    } else if (setUp) {
      const answered = await connection.load();
      if (!answered) timers.after(VAULT_AGAIN_MS, () => void reconnect());
      if (connection.gateway() !== null) void refreshReaders(integrations, lists);
      await relay.restart();
    }
    // Everything that was open when the last run ended is taken up before the first new payment can begin.
    void resolver.recover().then(() => reconciler.applyWaiting());
    if (connection.gateway() !== null) void reconciler.sweep();
    reconciler.plan();
  };
  await boot();
  log.info('till.started', {
    shell: options.shell,
    version: options.version,
    mode: settings.get().mode ?? 'none',
  });

  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    pusher.stop();
    charges.stop();
    resolver.stop();
    reconciler.stop();
    keeper.stop();
    relay.stop();
    virtualReader.setWatching(false);
    await ports.companions.stop();
    db.close();
    log.info('till.stopped');
  };
  return accept({
    dispatch: host.dispatch,
    dispatchReaderPage: host.dispatchReaderPage,
    onPush: pusher.onPush,
    onReaderCommand: (listener) => {
      readerPages.add(listener);
      // A shell may open this way only after the page said that it is ready.
      if (readerPageReady) connectSoon();
      return () => {
        readerPages.delete(listener);
      };
    },
    readerPageOrigins: () => {
      const sdk = connection.sdk();
      return sdk?.kind === 'sandbox' ? [sdk.baseUrl] : [];
    },
    snapshot,
    stop: () => (stopping ??= stop()),
  });
}

/** The files of a profile: settings and database, or the code that says why they can't be trusted. */
function openProfile(options: TillOptions, ports: CreateTillPorts) {
  const { log, ids } = ports;
  const settings = openSettings({
    directory: options.profileDirectory,
    open: ports.openSettings,
    profileId: ids.uuidv7(),
    log,
  });
  if (!settings.ok) return settings;
  const database = openDatabase({
    file: join(options.profileDirectory, 'till.db'),
    log,
    onPoisoned: (reason) => {
      log.error('db.poisoned', { reason });
      ports.fatal(reason);
    },
  });
  if (!database.ok) return refuse(database.code);
  const { db } = database;
  return accept({ db, settings: settings.value, trouble: watchTrouble(db) });
}

/** Remembers what the last look at the disk found, so that the screen can say so without writing at each change. */
function watchTrouble(db: Db) {
  let found: StoreTrouble | null = db.findTrouble();
  return {
    now: () => found,
    watch: (watched: Db, changed: () => void): Db => ({
      ...watched,
      findTrouble: () => {
        found = watched.findTrouble();
        changed();
        return found;
      },
    }),
  };
}
