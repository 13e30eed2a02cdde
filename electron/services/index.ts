import { accept, type AppSnapshot, type Result } from '../../shared/contract/index.ts';
import { createConnection } from './app/connection.ts';
import { createHandlers } from './app/handlers.ts';
import { createPeopleSide } from './app/people-side.ts';
import { createPaymentSide, type Between } from './app/payment-side.ts';
import { openProfile, type Profile } from './app/profile.ts';
import { createProofSide } from './app/proof-side.ts';
import { createPusher } from './app/pushing.ts';
import { createReaderSide } from './app/reader-side.ts';
import { createSetup } from './app/setup.ts';
import { takeSnapshot } from './app/snapshot.ts';
import { createContractHost } from './contract-host/index.ts';
import type { MemoryDisk } from './db/index.ts';
import type { TillPorts, Timers } from './ports.ts';
import { createReaderClaims, createVirtualReader } from './readers/index.ts';
import { createSales, type SaleFrame } from './sales/index.ts';
import type { OpenKeyedFile, Settings } from './settings/index.ts';
import type { Staff } from './staff/index.ts';
import type { StripeHttpClient } from './stripe/index.ts';
import type { Till, TillOptions } from './till.ts';

export type { Push, Till, TillOptions } from './till.ts';

/** What a shell hands over besides the ports. */
export type CreateTillPorts = TillPorts & {
  readonly openSettings: OpenKeyedFile;
  /** For tests that stand between two steps of a payment; a shell leaves it out. */
  readonly between?: Between;
  /** For simulations, which have no network and no disk; a shell leaves them out. */
  readonly stripeHttpClient?: StripeHttpClient;
  readonly memory?: MemoryDisk;
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
  const { db, settings, trouble } = profile;
  const { clock, timers, ids, log } = ports;
  const connection = createConnection(options, ports, settings);
  const people = createPeopleSide({ db, ports, connection, changed: () => changed() });
  const { staff } = people;
  const frame = (): SaleFrame => frameOf(settings.get(), staff);
  const sales = createSales({ db, clock, ids, frame });
  const claims = createReaderClaims(db);

  let revision = 0;
  const snapshot = (): AppSnapshot =>
    takeSnapshot(
      {
        ...profile,
        ...proof,
        options,
        ...people,
        exercises: setup.exercises,
        sales,
        charges,
        keeper,
        cardsReady,
        trouble: trouble.now,
      },
      revision,
    );
  const cardsReady = (): boolean => connection.gateway() !== null && driver.ready() !== null;
  const pusher = createPusher(timers, () => {
    revision += 1;
    const now = snapshot();
    const isRungUp = now.charge !== null || (now.sale !== null && now.sale.lines.length > 0);
    virtualReader.setWatching(now.mode === 'training' && isRungUp);
    cartDisplay.follow(now);
    keeper.follow(now.charge !== null && now.charge.completed === null);
    return now;
  });
  const { changed } = pusher;
  const saleChanged = (saleId: string | null): void => {
    if (saleId !== null) pusher.push({ name: 'transactions.changed', value: { saleId } });
    changed();
  };

  const base = { ...profile, ...people, sales, options, ports, connection, claims, changed, saleChanged };
  const readers = createReaderSide({
    ...base,
    relayLive: () => proof.relay.link().state === 'live',
    connected: () => payments.retrySoon(),
  });
  const { driver, keeper, refundReader, cartDisplay } = readers;
  const payments = createPaymentSide({
    ...base,
    refundReader,
    driver: () => driver,
    refundFrame: () => ({ ...frame(), mode: settings.get().mode }),
    tenderChanged: (tender) => {
      proof.reconciler.plan();
      saleChanged(tender.saleId);
    },
  });
  const { store, resolver, charges, refunds } = payments;
  const proof = createProofSide({ ...base, payments, frame, server: readers.server });
  const virtualReader = createVirtualReader({
    timers,
    ask: connection.askSandbox,
    readerId: () => settings.get().readerId,
    push: (value) => {
      pusher.push({ name: 'virtualReader.state', value });
    },
  });
  const setup = createSetup({ ...base, ...proof, keeper, resolver, refunds });
  const host = createContractHost({
    log,
    ids,
    handlers: createHandlers({
      ...base,
      ...setup,
      ...payments,
      ...proof,
      sales,
      virtualReader,
      snapshot,
      transactions: { db, store, cashierName: () => staff.owner().name, shiftNumber: staff.shiftNumber },
    }),
    readerPage: readers.handlers,
    isSetUp: () => settings.get().setUp,
    isLocked: people.locked,
  });
  await setup.boot();

  const parts = [pusher, charges, resolver, refunds, keeper, readers.server, cartDisplay, ...proof.parts];
  const stop = stopOnce(parts, async () => {
    virtualReader.setWatching(false);
    await withinPatience(timers, keeper.leave());
    await ports.companions.stop();
    db.close();
    log.info('till.stopped');
  });
  return {
    ...host,
    onPush: (listener) => {
      virtualReader.showAgain();
      return pusher.onPush(listener);
    },
    onReaderCommand: readers.addReaderPage,
    snapshot,
    readerPageOrigins: () => {
      const sdk = connection.sdk();
      return sdk?.kind === 'sandbox' ? [sdk.baseUrl] : [];
    },
    stop,
  };
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

/** What a new sale is rung up under. */
function frameOf({ currency, mode, register }: Settings, staff: Staff): SaleFrame {
  return {
    currency,
    // Shelf prices hold the tax nearly everywhere; not in North America.
    pricesIncludeTax: currency !== 'USD' && currency !== 'CAD',
    mode: mode ?? 'none',
    register,
    shiftId: staff.openShift().shiftId,
    cashierId: staff.owner().staffId,
  };
}
