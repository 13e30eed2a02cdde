import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { TillPorts } from '../ports.ts';
import { createReaderEvents, type ServerDriver } from '../readers/index.ts';
import { createReconciler, createStrays, type Reconciler, type Strays } from '../reconciliation/index.ts';
import { createRelayClient, type RelayAccess, type RelayClient } from '../relay-client/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Connection } from './connection.ts';
import type { PaymentSide } from './payment-side.ts';

/** What proves payments: the relay's stream of hints, and the comparison with Stripe that each hint occasions. */
export function createProofSide(from: {
  readonly db: Db;
  readonly ports: TillPorts;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly server: Pick<ServerDriver, 'noticed'>;
  readonly payments: Pick<PaymentSide, 'store' | 'runner' | 'refunds'>;
  readonly saleChanged: (saleId: string | null) => void;
  readonly changed: () => void;
}): {
  readonly reconciler: Reconciler;
  readonly strays: Strays;
  readonly relay: RelayClient;
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
    handlers: [
      from.payments.refunds.events,
      createReaderEvents({ ...from.payments, clock, server: from.server }),
    ],
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
      if (state !== linkState) reconciler.plan();
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
  return { reconciler, strays, relay };
}

async function readAccess(settings: SettingsStore, connection: Connection): Promise<RelayAccess | null> {
  const { relayUrl } = settings.get();
  const token = await connection.vault().get('relay-token');
  const signingSecret = await connection.vault().get('webhook-signing-secret');
  if (relayUrl === null || !token.ok || token.value === null) return null;
  return { url: relayUrl, token: token.value, signingSecret: signingSecret.ok ? signingSecret.value : null };
}
