import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import {
  createCharges,
  createPreparing,
  createResolver,
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  followTender,
  type CardTender,
  type Charges,
  type Preparing,
  type Resolver,
  type Runner,
  type TenderEffects,
  type TenderStore,
} from '../payments/index.ts';
import type { TillPorts } from '../ports.ts';
import {
  createRefunds,
  type RefundEffects,
  type RefundFrame,
  type Refunds,
  type RefundStore,
} from '../refunds/index.ts';
import type { DriverSwitch, ReaderClaims, RefundReader } from '../readers/index.ts';
import type { Sales } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Approvals, Staff } from '../staff/index.ts';
import type { IntentRead } from '../stripe/index.ts';
import type { Connection } from './connection.ts';
import type { Trouble } from './trouble.ts';

/** For tests that stand between two steps of a payment, or between a step and the disk. */
export type Between = {
  readonly db?: (db: Db) => Db;
  readonly store: (store: TenderStore) => TenderStore;
  readonly effects: (effects: TenderEffects) => TenderEffects;
  readonly refundStore?: (store: RefundStore) => RefundStore;
  readonly refundEffects?: (effects: RefundEffects) => RefundEffects;
};

export type PaymentSide = {
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly resolver: Resolver;
  readonly charges: Charges;
  readonly preparing: Preparing;
  readonly refunds: Refunds;
  /** Asks about everything unsettled without anybody waiting for it: a line came back. */
  readonly retrySoon: () => void;
  /** What has to end with the till, in this order. */
  readonly parts: readonly { readonly stop: () => void }[];
};

type PaymentSources = {
  readonly db: Db;
  readonly trouble: Trouble;
  readonly ports: TillPorts & { readonly between?: Between };
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly driver: () => DriverSwitch;
  readonly claims: ReaderClaims;
  readonly relayLive: () => boolean;
  /** Money was found by an intent that no tender of this till can have charged. */
  readonly strayFound: (read: IntentRead) => void;
  readonly tenderChanged: (tender: CardTender) => void;
  readonly saleChanged: (saleId: string | null) => void;
  readonly refundFrame: () => RefundFrame;
  readonly refundReader: RefundReader;
  readonly staff: Staff;
  readonly approvals: Approvals;
  readonly sales: Sales;
  readonly changed: () => void;
};

/** Everything that moves money: the record, the machine's runner, what asks Stripe in doubt, and what cashiers do. */
export function createPaymentSide(from: PaymentSources): PaymentSide {
  const { db, settings, connection, driver } = from;
  const { clock, timers, ids, log, between } = from.ports;
  const refundedMinor = (tenderId: string): number => refunds.refundedMinor(tenderId);
  const plainStore = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, clock.nowMs(), refundedMinor);
    followTender(db, tender, clock.nowMs());
    if (tender.state.state === 'armed') from.claims.claim(tender.state.reader.readerId, clock.nowMs());
  });
  const store = between?.store(plainStore) ?? plainStore;
  const making = makingPorts(from);
  const preparing = createPreparing({
    ...making,
    db,
    clock,
    timers,
    ids,
    log,
    ready: () => driver().ready(),
    relayLive: from.relayLive,
    lookAhead: () => {
      driver().lookAhead('anew');
    },
    foundMoney: from.strayFound,
  });
  const plainEffects = createTenderEffects({
    db,
    store,
    clock,
    log,
    driver,
    ...making,
    tipsOnReader: () => settings.get().tips === 'reader',
    sentAhead: preparing.takeAnswer,
  });
  const runner = createRunner({
    store,
    clock,
    log,
    effects: between?.effects(plainEffects) ?? plainEffects,
    unrecorded: (tenderId) => {
      resolver.unrecorded(tenderId);
    },
    changed: (tender) => {
      resolver.noticed(tender);
      preparing.noticed(tender);
      from.tenderChanged(tender);
    },
  });
  const resolver = createResolver({ store, runner, driver, timers, clock, log });
  const charges = createCharges({
    ...from.ports,
    store,
    runner,
    driver,
    db: from.trouble.watch(db, from.changed),
    gateway: connection.gateway,
    line: connection.line,
    isPrompting: () => driver().isPrompting(),
    isUnheard: () => driver().isUnheard(),
    preparing,
    lookAhead: (which) => driver().lookAhead(which),
    heldBy: (paymentIntentId) => driver().heldBy(paymentIntentId),
    resolver,
    rules: settings.get,
    approvals: from.approvals,
    givingBack: {
      refundedMinor,
      isUnderWay: (tenderId) => refunds.isUnderWay(tenderId),
      unwind: (tenderId, approvalId) =>
        refunds.refundTender(tenderId, 'all', { reason: 'unwound', approvalId }),
    },
    atTheTill: from.refundFrame,
    cashierName: () => from.staff.present().name,
    fallBack: { possible: () => driver().mayFallBack(), allow: () => driver().allowServerDriven() },
    changed: from.saleChanged,
  });
  const refunds = refundsOf(from, store);
  const retrySoon = (): void => {
    inBackground(log, 'payment.retry', resolver.retryNow);
    inBackground(log, 'refund.retry', refunds.retryNow);
    preparing.retryNow();
  };
  const parts = [charges, preparing, resolver, refunds];
  return { store, runner, resolver, charges, preparing, refunds, retrySoon, parts };
}

/** What intents are made with, whoever makes them. */
function makingPorts({ settings, connection }: PaymentSources) {
  return {
    gateway: connection.gateway,
    storeId: () => settings.get().storeId,
    lineItems: {
      accepted: () => settings.get().lineItemsAccepted,
      refused: () => {
        settings.change({ lineItemsAccepted: false });
      },
    },
  };
}

function refundsOf(from: PaymentSources, store: TenderStore): Refunds {
  const { clock, timers, ids, log, between } = from.ports;
  return createRefunds({
    tenders: store,
    clock,
    timers,
    ids,
    log,
    db: from.trouble.watch(from.db, from.changed),
    gateway: from.connection.gateway,
    storeId: () => from.settings.get().storeId,
    frame: from.refundFrame,
    reader: () => from.refundReader,
    approvals: from.approvals,
    sales: from.sales,
    changed: from.saleChanged,
    ...(between === undefined ? {} : { between }),
  });
}
