import type { Clock } from '../ports.ts';
import type { EventHandler } from '../reconciliation/index.ts';
import type { StoredEvent } from '../relay-client/index.ts';
import type { RefundRead, StripeGateway } from '../stripe/index.ts';
import { foreignRefunds, legOfRefund } from './look.ts';
import type { RefundStore } from './refund-store.ts';
import type { RefundRunner } from './runner.ts';

const TYPES: ReadonlySet<string> = new Set([
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.refunded',
  'charge.refund.updated',
]);

/**
 * What Stripe's events about refunds lead to: the refunds are read at Stripe, ours step their machine, and those of
 * another hand are written down. A refund that fails after it succeeded becomes known here.
 */
export function createRefundEvents(ports: {
  readonly store: RefundStore;
  readonly runner: RefundRunner;
  readonly clock: Clock;
  readonly gateway: () => StripeGateway | null;
  readonly changed: (saleId: string | null) => void;
}): EventHandler {
  const { store, runner } = ports;
  const readAll = async (event: StoredEvent): Promise<readonly RefundRead[] | null> => {
    const gateway = ports.gateway();
    if (gateway === null) return null;
    if (event.objectId?.startsWith('re_') === true || event.objectId?.startsWith('pyr_') === true) {
      const read = await gateway.readRefund(event.objectId);
      if (read.kind === 'ok') return [read.value];
      return read.kind === 'refused' && read.status === 404 ? [] : null;
    }
    if (event.intentId === null) return [];
    const listed = await gateway.listRefunds(event.intentId);
    return listed.kind === 'ok' ? listed.value : null;
  };
  return {
    understands: (type) => TYPES.has(type),
    apply: async (event) => {
      const refunds = await readAll(event);
      if (refunds === null) return null;
      const source = event.source ?? 'relay';
      let applied = 0;
      for (const refund of refunds) {
        const leg = legOfRefund(store, refund);
        if (leg === null) continue;
        store.addNote(
          leg.legId,
          { kind: 'webhook', source, detail: { eventType: event.type, eventId: event.eventId } },
          ports.clock.nowMs(),
        );
        await runner.send(leg.legId, { type: 'stripe-said', refund: refund.snapshot }, source);
        applied += 1;
      }
      const foreign = foreignRefunds(store, refunds);
      store.noteElsewhere(foreign, ports.clock.nowMs());
      if (foreign.length > 0) ports.changed(null);
      return applied > 0 ? 'refund-compared' : foreign.length > 0 ? 'refunded-elsewhere' : 'kept';
    },
  };
}
