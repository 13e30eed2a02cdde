import { join } from 'node:path';
import { accept, type AppSnapshot, type Result } from '../../shared/contract/index.ts';
import { createGatekeeper } from './app/gatekeeper.ts';
import { inBackground } from './background.ts';
import type { Audit } from './audit/index.ts';
import { createConnection, type Connection } from './app/connection.ts';
import { createCounterSide } from './app/counter-side.ts';
import { createHandlers, type HandlerSources } from './app/handlers.ts';
import { createPeopleSide, type PeopleSide } from './app/people-side.ts';
import { createPaperSide } from './app/paper-side.ts';
import { createPaymentSide, type Between, type PaymentSide } from './app/payment-side.ts';
import { DATABASE_FILE, openProfile, type Profile } from './app/profile.ts';
import { createProofSide } from './app/proof-side.ts';
import { createPusher, type Pusher } from './app/pushing.ts';
import { createReaderSide, type ReaderSide } from './app/reader-side.ts';
import { createSetup } from './app/setup.ts';
import { takeSnapshot } from './app/snapshot.ts';
import { createContractHost } from './contract-host/index.ts';
import type { Log, TillPorts, Timers } from './ports.ts';
import { createLongReads, type LongReads, type StartReadThread } from './long-reads/index.ts';
import type { Charges } from './payments/index.ts';
import { createCustomerDisplays, type CustomerDisplays, type Screens } from './customer-display/index.ts';
import type { Db, MemoryDisk } from './db/index.ts';
import {
  createReaderClaims,
  createVirtualReader,
  type DriverSwitch,
  type VirtualReaderService,
} from './readers/index.ts';
import type { SaleFrame, Sales } from './sales/index.ts';
import { createSearchFeed } from './sale-search/index.ts';
import type { OpenKeyedFile, Settings, SettingsStore } from './settings/index.ts';
import type { Staff } from './staff/index.ts';
import type { StripeHttpClient } from './stripe/index.ts';
import type { Till, TillOptions } from './till.ts';

export type { Push, Till, TillOptions } from './till.ts';

/** What a shell hands over besides the ports. */
export type CreateTillPorts = TillPorts & {
  readonly openSettings: OpenKeyedFile;
  /** The screens of this computer; left out where the shell can't know. */
  readonly screens?: Screens;
  /** For tests that stand between two steps of a payment; a shell leaves it out. */
  readonly between?: Between;
  /** For simulations, which have no network and no disk; a shell leaves them out. */
  readonly stripeHttpClient?: StripeHttpClient;
  readonly memory?: MemoryDisk;
  readonly pinCost?: number;
  /** Where lists and reports are read beside the till's own work; without it they are read in it. */
  readonly startReadThread?: StartReadThread;
};

/**
 * Opens a profile and joins its services into a till. Refused with a code when the profile's files can't be trusted;
 * nothing of them is changed then. In training it answers once the training shop is usable.
 */
export async function createTill(options: TillOptions, ports: CreateTillPorts): Promise<Result<Till>> {
  const opened = openProfile(options, ports);
  if (!opened.ok) return opened;
  const till = await joinServices(options, ports, opened.value);
  ports.log.info('till.started', { shell: options.shell, version: options.version });
  return accept(till);
}

/**
 * The composition root. The parts know each other only by what is passed here; where two need each other, the earlier
 * one gets a function that is called long after both exist.
 */
async function joinServices(options: TillOptions, ports: CreateTillPorts, profile: Profile): Promise<Till> {
  const { db, settings, trouble, timers, ids, log } = { ...profile, ...ports };
  const connection = createConnection(options, ports, settings, {
    changed: () => changed(),
    back: () => {
      payments.retrySoon();
      proof.reconciler.plan();
    },
  });
  const people = createPeopleSide({
    ...profile,
    ports,
    connection,
    isPaying: () => isPaying(held.sales, payments.charges, driver),
    changed: () => changed(),
    cashMoved: () => saleChanged(null),
  });
  const { staff } = people;
  const frame = (): SaleFrame => frameOf(settings.get(), staff);
  const side = { ...profile, options, ports, staff, frame, changed: () => changed() };
  const held = { ...side, ...people, ...createCounterSide(side) };
  let revision = 0;
  const snapshot = (): AppSnapshot =>
    takeSnapshot(
      {
        ...held,
        ...proof,
        exercises: setup.exercises,
        charges,
        printing: paper.printing,
        keeper,
        cardsReady: () =>
          connection.gateway() !== null && driver.ready() !== null && !connection.line.isAway(),
        line: connection.line.line,
        trouble: trouble.now,
      },
      revision,
    );
  const pusher = createPusher(timers, () => {
    revision += 1;
    const now = snapshot();
    followSnapshot(now, { virtualReader, customerDisplays, ...readers });
    return now;
  });
  const customerDisplays = createCustomerDisplays({ snapshot, settings });
  const { changed } = pusher;
  const saleChanged = (saleId: string | null): void => {
    paper.printing.follow();
    pusher.saleChanged(saleId);
  };

  const claims = createReaderClaims(db);
  const base = { ...held, options, ports, connection, claims, changed, saleChanged };
  const relayLive = (): boolean => proof.relay.link().state === 'live';
  const readers = createReaderSide({ ...base, relayLive, connected: () => payments.retrySoon() });
  const { driver, keeper, refundReader } = readers;
  const payments = createPaymentSide({
    ...base,
    refundReader,
    driver: () => driver,
    refundFrame: () => ({ ...frame(), mode: settings.get().mode }),
    relayLive,
    strayFound: (read) => {
      proof.strays.note(read);
      changed();
    },
    tenderChanged: (tender) => {
      proof.reconciler.plan();
      saleChanged(tender.saleId);
    },
  });
  const { store, charges, refunds } = payments;
  const paper = createPaperSide({ ...base, store, refunds, cashierName: staff.nameOf });
  const proof = createProofSide({ ...base, payments, frame, server: readers.server });
  const virtualReader = virtualReaderOf({ timers, connection, settings, pusher });
  const setup = createSetup({ ...base, ...proof, ...payments, keeper });
  const reads = readsOf(options, ports, db);
  const searchFeed = createSearchFeed({ db, timers, isBusy: () => isPaying(held.sales, charges, driver) });
  const sold = {
    ...base,
    ...staff,
    timers,
    store,
    reads,
    cashierName: staff.nameOf,
    currency: () => settings.get().currency,
  };
  const all = {
    ...base,
    ...setup,
    ...payments,
    ...proof,
    ...paper,
    readers,
    virtualReader,
    people,
    pusher,
    reads,
    searchFeed,
  };
  return openForPages({ ...all, payments, proof, snapshot, customerDisplays, transactions: sold, log, ids });
}

/** Lists and reports are read beside the till's own work where the shell has a thread for it. */
function readsOf({ profileDirectory }: TillOptions, ports: CreateTillPorts, db: Db): LongReads {
  return createLongReads({
    db,
    log: ports.log,
    databaseFile: join(profileDirectory, DATABASE_FILE),
    start: ports.startReadThread ?? null,
  });
}

/** Joins what was made to the channels of the pages, and starts what works by itself. */
async function openForPages(
  all: HandlerSources &
    Parameters<typeof createGatekeeper>[0] &
    Parameters<typeof createStop>[0] & {
      readonly connection: Connection;
      readonly ids: TillPorts['ids'];
      readonly customerDisplays: CustomerDisplays;
      readonly boot: () => Promise<void>;
      readonly printing: { readonly start: () => void };
      readonly searchFeed: { readonly start: () => void };
    },
): Promise<Till> {
  const { readers, virtualReader, people, pusher, log, snapshot } = all;
  const host = createContractHost({
    log,
    ids: all.ids,
    handlers: createHandlers(all),
    readerPage: readers.handlers,
    isSetUp: () => all.settings.get().setUp,
    isLocked: people.staff.session.isLocked,
    around: createGatekeeper(all),
  });
  await startUp(all.audit, all.boot, log);
  all.printing.start();
  all.searchFeed.start();
  return {
    ...host,
    ...pushesOf(pusher, virtualReader, all.customerDisplays),
    onReaderCommand: readers.addReaderPage,
    snapshot,
    readerPageOrigins: () => originsOf(all.connection),
    stop: createStop(all),
  };
}

/** What readers and the customer's screen do follows what the page shows. */
function followSnapshot(
  now: AppSnapshot,
  {
    virtualReader,
    customerDisplays,
    cartDisplay,
    keeper,
  }: Pick<ReaderSide, 'cartDisplay' | 'keeper'> & {
    readonly virtualReader: VirtualReaderService;
    readonly customerDisplays: CustomerDisplays;
  },
): void {
  const isRungUp = now.charge !== null || (now.sale !== null && now.sale.lines.length > 0);
  virtualReader.setWatching(now.mode === 'training' && isRungUp);
  cartDisplay.follow(now);
  customerDisplays.follow(now);
  keeper.follow(now.charge !== null && now.charge.completed === null);
}

function virtualReaderOf(from: {
  readonly timers: Timers;
  readonly connection: Connection;
  readonly settings: SettingsStore;
  readonly pusher: Pusher;
}): VirtualReaderService {
  return createVirtualReader({
    timers: from.timers,
    ask: from.connection.askSandbox,
    readerId: () => from.settings.get().readerId,
    push: (value) => {
      from.pusher.push({ name: 'virtualReader.state', value });
    },
  });
}

/** A page that comes later is shown the virtual reader as it stands. */
function pushesOf(
  pusher: Pusher,
  virtualReader: VirtualReaderService,
  { onFeed }: CustomerDisplays,
): Pick<Till, 'onPush' | 'onCustomerDisplay'> {
  return {
    onCustomerDisplay: onFeed,
    onPush: (listener) => {
      virtualReader.showAgain();
      return pusher.onPush(listener);
    },
  };
}

function originsOf(connection: Connection): readonly string[] {
  const sdk = connection.sdk();
  return sdk?.kind === 'sandbox' ? [sdk.baseUrl] : [];
}

async function startUp(
  audit: Pick<Audit, 'start' | 'verify'>,
  boot: () => Promise<void>,
  log: Log,
): Promise<void> {
  // Before anything is written: what is missing at the end of the log shows only until something new stands there.
  await audit.start();
  await boot();
  inBackground(log, 'audit.verify', audit.verify);
}

/** How long a till that ends waits for the reader to be let go of. */
const LEAVE_WITHIN_MS = 3_000;

async function withinPatience(timers: Timers, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const leaving = work.finally(() => {
    over.abort();
  });
  await Promise.race([leaving, timers.sleep(LEAVE_WITHIN_MS, over.signal)]);
}

/** How a till ends: first what could still start something, then the reader, the companions and the database. */
function createStop(from: {
  readonly db: Db;
  readonly ports: TillPorts;
  readonly connection: Pick<Connection, 'line'>;
  readonly people: Pick<PeopleSide, 'staff'>;
  readonly pusher: Pusher;
  readonly printing: { readonly stop: () => void };
  readonly imports: { readonly stop: () => void };
  readonly customers: { readonly stop: () => void };
  readonly searchFeed: { readonly stop: () => void };
  readonly payments: PaymentSide;
  readonly readers: ReaderSide;
  readonly proof: Pick<ReturnType<typeof createProofSide>, 'parts'>;
  readonly virtualReader: VirtualReaderService;
  readonly reads: LongReads;
}): () => Promise<void> {
  const { keeper, server, cartDisplay } = from.readers;
  const { timers, companions, log } = from.ports;
  const { session } = from.people.staff;
  const parts = [
    from.connection.line,
    session,
    from.pusher,
    from.reads,
    from.printing,
    from.imports,
    from.customers,
    from.searchFeed,
    ...from.payments.parts,
    keeper,
    server,
    cartDisplay,
    ...from.proof.parts,
  ];
  return stopOnce(parts, async () => {
    from.virtualReader.setWatching(false);
    await withinPatience(timers, keeper.leave());
    await companions.stop();
    from.db.close();
    log.info('till.stopped');
  });
}

/** However often it is asked for, a till stops once: first what could still start something, then the rest. */
function stopOnce(
  parts: readonly { readonly stop: () => void }[],
  rest: () => Promise<void>,
): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  return () => {
    if (stopping === null) {
      for (const part of parts) part.stop();
      stopping = rest();
    }
    return stopping;
  };
}

/** Somebody stands at the counter with money or a card in the hand. */
function isPaying(
  sales: Pick<Sales, 'findCurrent'>,
  charges: Pick<Charges, 'view'>,
  driver: Pick<DriverSwitch, 'isPrompting'>,
): boolean {
  const sale = sales.findCurrent();
  const charge = sale === null ? null : charges.view(sale);
  return (charge !== null && charge.completed === null) || driver.isPrompting();
}

/** What a new sale is rung up under. */
function frameOf({ currency, mode, register }: Settings, staff: Staff): SaleFrame {
  return {
    currency,
    // Shelf prices hold the tax nearly everywhere; not in North America.
    pricesIncludeTax: currency !== 'USD' && currency !== 'CAD',
    mode: mode ?? 'none',
    register,
    shiftId: staff.openShift().shiftId,
    cashierId: staff.present().staffId,
  };
}
