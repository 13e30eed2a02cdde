import type { Db } from '../db/index.ts';
import type { TenderStore } from '../payments/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { EventHandler, Strays } from '../reconciliation/index.ts';
import type { DisputeRead, StripeGateway } from '../stripe/index.ts';

/** What a cardholder contests, as it was last read at Stripe. */
export type Dispute = Omit<DisputeRead, 'chargeId'>;

/**
 * Keeps the disputes of this till's payments. An event is a hint: the dispute is read at Stripe, and what that says is
 * kept whole, so that the order of events does not matter. The Review Queue shows what needs an answer.
 */
export function createDisputeEvents(ports: {
  readonly db: Db;
  readonly store: Pick<TenderStore, 'findByIntent'>;
  readonly strays: Pick<Strays, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly changed: (saleId: string | null) => void;
}): EventHandler {
  const { db, store, strays } = ports;
  return {
    understands: (type) => type.startsWith('charge.dispute.'),
    apply: async (event) => {
      if (event.objectId === null) return 'kept';
      const tender = event.intentId === null ? null : store.findByIntent(event.intentId);
      const isOurs = tender !== null || (event.intentId !== null && strays.find(event.intentId) !== null);
      // Another register's: it reads its own.
      if (event.intentId !== null && !isOurs) return 'elsewhere';
      const answer = await ports.gateway()?.readDispute(event.objectId);
      if (answer === undefined || answer.kind === 'unknown') return null;
      if (answer.kind === 'refused') return answer.status === 404 ? 'unknown-at-stripe' : null;
      keep(db, answer.value, ports.clock.nowMs());
      ports.log.warn('dispute.read', { dispute: answer.value.disputeId, status: answer.value.status });
      ports.changed(tender?.saleId ?? null);
      return 'dispute-read';
    },
  };
}

/** The disputes of a payment, newest first. */
export function listDisputesOf(db: Db, paymentIntentId: string): readonly Dispute[] {
  return db
    .all<Row>(
      'SELECT * FROM disputes WHERE payment_intent_id = ? ORDER BY created_at_ms DESC, dispute_id',
      paymentIntentId,
    )
    .map((row) => ({
      disputeId: row.dispute_id,
      paymentIntentId: row.payment_intent_id,
      amountMinor: row.amount_minor,
      currency: row.currency,
      status: row.status,
      reason: row.reason,
      dueAtMs: row.due_at_ms,
      createdAtMs: row.created_at_ms,
    }));
}

function keep(db: Db, read: DisputeRead, atMs: number): void {
  db.run(
    `INSERT INTO disputes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (dispute_id) DO UPDATE SET amount_minor = excluded.amount_minor, status = excluded.status,
       reason = excluded.reason, due_at_ms = excluded.due_at_ms, read_at_ms = excluded.read_at_ms`,
    read.disputeId,
    read.paymentIntentId,
    read.chargeId,
    read.amountMinor,
    read.currency,
    read.status,
    read.reason,
    read.dueAtMs,
    read.createdAtMs,
    atMs,
  );
}

type Row = {
  readonly dispute_id: string;
  readonly payment_intent_id: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly status: string;
  readonly reason: string;
  readonly due_at_ms: number | null;
  readonly created_at_ms: number;
};
