import {
  accept,
  refuse,
  type ReaderCommand,
  type ReaderPageResponseOf,
  type Result,
} from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import type { ReaderPageHandlers } from '../contract-host/index.ts';
import type { TillPorts } from '../ports.ts';
import {
  createCartDisplay,
  createDriverSwitch,
  createLanDriver,
  createReaderDoctor,
  createReaderHolders,
  createReaderKeeper,
  createRefundReader,
  createServerDriver,
  SDK_SIMULATED_READER,
  type CartDisplay,
  type ChosenReader,
  type DriverSwitch,
  type LanDriver,
  type ReaderClaims,
  type ReaderHolders,
  type ReaderKeeper,
  type RefundReader,
  type SdkFinding,
  type ServerDriver,
} from '../readers/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Till } from '../till.ts';
import type { Connection } from './connection.ts';

export type ReaderSide = {
  readonly driver: DriverSwitch;
  readonly server: ServerDriver;
  readonly refundReader: RefundReader;
  readonly keeper: ReaderKeeper;
  readonly cartDisplay: CartDisplay;
  readonly handlers: ReaderPageHandlers;
  /** See `Till.onReaderCommand`. */
  readonly addReaderPage: Till['onReaderCommand'];
};

type Page = {
  readonly listener: (command: ReaderCommand) => void;
  readonly turn: (isMine: boolean) => void;
};

type ReaderSources = {
  readonly ports: TillPorts;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly claims: ReaderClaims;
  readonly relayLive: () => boolean;
  readonly connected: () => void;
  readonly changed: () => void;
};

/** The reader, the page through which it is reached, and the connection that is kept to it. */
export function createReaderSide(from: ReaderSources): ReaderSide {
  const { clock, ids, timers, random, log, network } = from.ports;
  const pages: Page[] = [];
  let pageReady = false;
  const chosen = (): ChosenReader | null => chosenReader(from.settings, from.connection);
  const lan = createLanDriver({
    ids,
    timers,
    log,
    stoppedAsking: from.claims.release,
    send: (command) => {
      const page = pages.at(-1);
      if (!pageReady || page === undefined) return false;
      page.listener(command);
      return true;
    },
    changed: () => {
      keeper.noticed();
      from.changed();
    },
  });
  const { gateway } = from.connection;
  const us = from.settings.get;
  const holders = createReaderHolders({ clock, timers, log, gateway, us });
  const { keptBy } = holders;
  const server = serverDriver(from, keptBy);
  const driver = createDriverSwitch({
    lan,
    server,
    chosen,
    mode: () => from.settings.get().readerMode,
    fallback: () => from.settings.get().readerFallback,
    changed: from.changed,
  });
  const usesLan = (): boolean => from.settings.get().readerMode === 'lan';
  const sdk = (): SdkFinding => sdkFindingOf(lan);
  const examine = createReaderDoctor({ gateway, network, clock, chosen, usesLan, us, sdk });
  const keeper = createReaderKeeper({
    driver: lan,
    drivers: driver,
    timers,
    random,
    log,
    chosen,
    usesLan,
    holders,
    examine,
    connected: from.connected,
    changed: from.changed,
  });
  const connectSoon = (): void => {
    timers.after(0, () => {
      inBackground(log, 'reader.connect', () => keeper.connect('itself'));
    });
  };
  /** A page that was just loaded: nothing that an earlier one did goes on. */
  const greet = (): Result<ReaderPageResponseOf<'readerPage.hello'>> => {
    const sdk = from.connection.sdk();
    if (sdk === null) return refuse('APP_NOT_SET_UP');
    pageReady = false;
    lan.pageStarted();
    return accept({ sdk });
  };
  return {
    driver,
    server,
    refundReader: createRefundReader({ ready: driver.ready, lan, gateway, keptBy, timers }),
    keeper,
    cartDisplay: createCartDisplay({
      reader: lan,
      isClaimed: from.claims.has,
      isOn: () => from.settings.get().cartOnReader,
      timers,
      log,
    }),
    handlers: {
      'readerPage.hello': () => Promise.resolve(greet()),
      'readerPage.fetchConnectionToken': () => fetchToken(from.settings, from.connection),
      'readerPage.report': (report) => {
        lan.receive(report);
        if (report.type === 'ready') {
          pageReady = true;
          connectSoon();
        }
        return Promise.resolve(accept({}));
      },
    },
    addReaderPage: (listener, turn = () => undefined) => {
      pages.at(-1)?.turn(false);
      const page: Page = { listener, turn };
      pages.push(page);
      // The one before may have been ready; this one has yet to say so.
      pageReady = false;
      return () => {
        const hadTurn = pages.at(-1) === page;
        pages.splice(pages.indexOf(page), 1);
        if (!hadTurn) return;
        pageReady = false;
        lan.pageStarted();
        pages.at(-1)?.turn(true);
      };
    },
  };
}

function serverDriver(from: ReaderSources, keptBy: ReaderHolders['keptBy']): ServerDriver {
  const { clock, timers, log } = from.ports;
  return createServerDriver({
    clock,
    timers,
    log,
    keptBy,
    gateway: from.connection.gateway,
    relayLive: from.relayLive,
    changed: from.changed,
    stoppedAsking: from.claims.release,
    busyWith: (readerId, paymentIntentId) => {
      log.warn('reader.busy-with-another', { readerId, intent: paymentIntentId });
    },
  });
}

function chosenReader(settings: SettingsStore, connection: Connection): ChosenReader | null {
  const { readerId, readerLabel, locationId } = settings.get();
  if (readerId === null || connection.gateway() === null) return null;
  const simulated = readerId === SDK_SIMULATED_READER;
  return { readerId, label: readerLabel ?? readerId, locationId: simulated ? null : locationId, simulated };
}

async function fetchToken(
  settings: SettingsStore,
  connection: Connection,
): Promise<Result<{ readonly secret: string }>> {
  const gateway = connection.gateway();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  const { readerId, locationId } = settings.get();
  const token = await gateway.connectionToken(readerId === SDK_SIMULATED_READER ? null : locationId);
  return token.kind === 'ok' ? accept({ secret: token.value }) : refuse(token.error);
}

function sdkFindingOf(lan: LanDriver): SdkFinding {
  return { code: lan.connection().error?.code ?? null, isMissing: lan.isSdkMissing() };
}
