import { inBackground } from '../background.ts';
import type { Audit } from '../audit/index.ts';
import type { Db } from '../db/index.ts';
import { createDisputeEvents } from '../disputes/index.ts';
import type { Drawer } from '../drawer/index.ts';
import { createPayoutEvents } from '../payouts/index.ts';
import type { TillPorts } from '../ports.ts';
import { createReaderEvents, type ServerDriver } from '../readers/index.ts';
import {
  createReconciler,
  createStrays,
  type EventHandler,
  type Reconciler,
  type Strays,
} from '../reconciliation/index.ts';
import { createRelayClient, type RelayAccess, type RelayClient } from '../relay-client/index.ts';
import type { Review } from '../review/index.ts';
import type { SaleFrame } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createShifts, type Shifts } from '../shifts/index.ts';
import type { Approvals, Staff } from '../staff/index.ts';
import type { Connection } from './connection.ts';
import type { PaymentSide } from './payment-side.ts';
import { createReviewSide } from './review-side.ts';

/**
 * What proves payments: the relay's stream of hints, the comparison with Stripe that each hint occasions, and the queue
 * of what did not add up.
 */
export function createProofSide(from: {
  readonly db: Db;
  readonly ports: TillPorts;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly server: Pick<ServerDriver, 'noticed'>;
  readonly payments: Pick<PaymentSide, 'store' | 'runner' | 'refunds'>;
  readonly approvals: Approvals;
  readonly staff: Staff;
  readonly drawer: Drawer;
  readonly audit: Audit;
  /** What a sale that is rebuilt here is rung up under. */
  readonly frame: () => SaleFrame;
  readonly saleChanged: (saleId: string | null) => void;
  readonly changed: () => void;
}): {
  readonly strays: Strays;
  readonly reconciler: Reconciler;
  readonly relay: RelayClient;
  readonly review: Review;
  readonly shifts: Shifts;
  /** What has to end with the till, in this order. */
  readonly parts: readonly { readonly stop: () => void }[];
} {
  const { db, settings, connection } = from;
  const { clock, timers, random, log } = from.ports;
  const strays = createStrays({
    db,
    clock,
    log,
    store: from.payments.store,
    register: () => settings.get().register,
    storeId: () => settings.get().storeId,
    locationId: () => settings.get().locationId,
  });
  const reconciler = createReconciler({
    db,
    clock,
    timers,
    log,
    store: from.payments.store,
    runner: from.payments.runner,
    gateway: connection.gateway,
    strays,
    relayPaired: () => settings.get().relayUrl !== null,
    relayLive: () => relay.link().state === 'live',
    handlers: createEventHandlers(from, strays),
    changed: from.saleChanged,
  });
  let linkState = '';
  const relay = createRelayClient({
    db,
    clock,
    timers,
    random,
    log,
    openSocket: from.ports.openRelaySocket,
    access: () => readAccess(settings, connection),
    changed: () => {
      const { state } = relay.link();
      if (state !== linkState) {
        reconciler.plan();
        // Often both lines break at once, and this one is noticed sooner.
        if (state === 'away') connection.line.look();
      }
      linkState = state;
      from.changed();
    },
    arrived: () => {
      inBackground(log, 'reconciliation.apply', reconciler.applyWaiting);
    },
    gap: () => {
      inBackground(log, 'reconciliation.sweep', () => reconciler.sweep('gap'));
    },
  });
  const { review, journalWatch } = createReviewSide({ ...from, strays, reconciler });
  const shifts = createShiftSide(from, strays, reconciler);
  journalWatch.start();
  return { strays, reconciler, relay, review, shifts, parts: [reconciler, relay, journalWatch] };
}

function createShiftSide(
  from: Parameters<typeof createProofSide>[0],
  strays: Strays,
  reconciler: Reconciler,
): Shifts {
  const { settings } = from;
  const { clock, ids, log } = from.ports;
  return createShifts({
    ...from,
    clock,
    ids,
    log,
    store: from.payments.store,
    gateway: from.connection.gateway,
    strays,
    reconciler,
    storeName: () => settings.get().storeName,
    register: () => settings.get().register,
    currency: () => settings.get().currency,
    storeId: () => settings.get().storeId,
  });
}

/** The parts that understand some events better than by the payment behind them; asked in this order. */
function createEventHandlers(
  from: Parameters<typeof createProofSide>[0],
  strays: Strays,
): readonly EventHandler[] {
  const { db, settings, payments } = from;
  const { clock, log } = from.ports;
  const base = { db, clock, log, gateway: from.connection.gateway };
  return [
    payments.refunds.events,
    createReaderEvents({ ...from.payments, clock, server: from.server }),
    createDisputeEvents({
      ...base,
      store: payments.store,
      strays,
      changed: from.saleChanged,
    }),
    createPayoutEvents({
      ...base,
      isBackOffice: () => settings.get().backOffice,
      changed: from.changed,
    }),
  ];
}

async function readAccess(settings: SettingsStore, connection: Connection): Promise<RelayAccess | null> {
  const { relayUrl } = settings.get();
  const token = await connection.vault().get('relay-token');
  const signingSecret = await connection.vault().get('webhook-signing-secret');
  if (relayUrl === null || !token.ok || token.value === null) return null;
  return { url: relayUrl, token: token.value, signingSecret: signingSecret.ok ? signingSecret.value : null };
}
