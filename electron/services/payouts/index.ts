import {
  accept,
  refuse,
  type PayoutDetail,
  type PayoutLine,
  type PayoutRow,
  type Result,
} from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { EventHandler } from '../reconciliation/index.ts';
import type { PayoutLineRead, PayoutRead, StripeGateway } from '../stripe/index.ts';

const SHOWN = 100;

/**
 * Keeps payouts and what is in them, on registers that are the shop's back office: a payout carries no store and no
 * register, so everybody else leaves it alone. Its lines are complete only once Stripe says that it is reconciled.
 */
export function createPayoutEvents(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly isBackOffice: () => boolean;
  readonly changed: () => void;
}): EventHandler {
  return {
    understands: (type) => type.startsWith('payout.'),
    apply: async (event) => {
      if (!ports.isBackOffice()) return 'not-the-back-office';
      if (event.objectId === null) return 'kept';
      const gateway = ports.gateway();
      const payout = await gateway?.readPayout(event.objectId);
      if (gateway === null || payout === undefined || payout.kind === 'unknown') return null;
      if (payout.kind === 'refused') return payout.status === 404 ? 'unknown-at-stripe' : null;
      const lines =
        payout.value.linesState === 'complete' ? await gateway.listPayoutLines(event.objectId) : null;
      if (lines !== null && lines.kind !== 'ok') return null;
      ports.db.transaction(() => {
        keepPayout(ports.db, payout.value, ports.clock.nowMs());
        for (const line of lines?.value ?? []) keepLine(ports.db, payout.value.payoutId, line);
      });
      ports.log.info('payout.read', { payout: payout.value.payoutId, lines: lines?.value.length ?? -1 });
      ports.changed();
      return lines === null ? 'payout-read' : 'payout-reconciled';
    },
  };
}

/** Payouts, newest first. */
export function listPayouts(db: Db): readonly PayoutRow[] {
  return db
    .all<Row>('SELECT * FROM payouts ORDER BY arrives_at_ms DESC, payout_id DESC LIMIT ?', SHOWN)
    .map(viewRow);
}

/** One payout with all its lines, each joined to the sale that it is about. */
export function getPayout(db: Db, payoutId: string): Result<PayoutDetail> {
  const row = db.get<Row>('SELECT * FROM payouts WHERE payout_id = ?', payoutId);
  if (row === null) return refuse('PAYOUT_NOT_FOUND');
  const lines = db
    .all<LineRow>(
      `SELECT l.*, s.sale_id, s.number FROM payout_lines l
       LEFT JOIN card_tenders c ON c.payment_intent_id = l.payment_intent_id
       LEFT JOIN sales s ON s.sale_id = c.sale_id
       WHERE l.payout_id = ? ORDER BY l.at_ms, l.rowid`,
      payoutId,
    )
    .map(viewLine);
  const sumOf = (kind: PayoutLine['kind']): number =>
    lines.reduce((sum, line) => (line.kind === kind ? sum + line.amountMinor : sum), 0);
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0);
  return accept({
    payout: viewRow(row),
    chargesMinor: minorUnits(sumOf('charge')),
    refundsMinor: minorUnits(sumOf('refund')),
    adjustmentsMinor: minorUnits(sumOf('adjustment')),
    unknownMinor: minorUnits(sumOf('unknown')),
    feesMinor: minorUnits(lines.reduce((sum, line) => sum + line.feeMinor, 0)),
    netMinor: minorUnits(netMinor),
    // Only complete lines can be held against the amount that the bank gets.
    differenceMinor: row.lines_state === 'complete' ? minorUnits(row.amount_minor - netMinor) : null,
    lines,
  });
}

const KINDS: Readonly<Record<string, PayoutLine['kind']>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  adjustment: 'adjustment',
};

function viewRow(row: Row): PayoutRow {
  return {
    payoutId: row.payout_id,
    amountMinor: minorUnits(row.amount_minor),
    currency: currencyCode(row.currency),
    status: row.status,
    linesState: row.lines_state,
    createdAtMs: row.created_at_ms,
    arrivesAtMs: row.arrives_at_ms,
  };
}

function viewLine(row: LineRow): PayoutLine {
  return {
    lineId: row.line_id,
    // A word of Stripe's that this version does not know is shown as unknown, never left out of the sum.
    kind: KINDS[row.type] ?? 'unknown',
    type: row.type,
    amountMinor: minorUnits(row.amount_minor),
    feeMinor: minorUnits(row.fee_minor),
    netMinor: minorUnits(row.net_minor),
    atMs: row.at_ms,
    paymentIntentId: row.payment_intent_id,
    sale: row.sale_id === null || row.number === null ? null : { saleId: row.sale_id, number: row.number },
  };
}

function keepPayout(db: Db, read: PayoutRead, atMs: number): void {
  db.run(
    `INSERT INTO payouts VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (payout_id) DO UPDATE SET amount_minor = excluded.amount_minor, status = excluded.status,
       lines_state = excluded.lines_state, arrives_at_ms = excluded.arrives_at_ms, read_at_ms = excluded.read_at_ms`,
    read.payoutId,
    read.amountMinor,
    read.currency,
    read.status,
    read.linesState,
    read.createdAtMs,
    read.arrivesAtMs,
    atMs,
  );
}

function keepLine(db: Db, payoutId: string, line: PayoutLineRead): void {
  db.run(
    'INSERT INTO payout_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    line.lineId,
    payoutId,
    line.type,
    line.amountMinor,
    line.feeMinor,
    line.netMinor,
    line.sourceId,
    line.paymentIntentId,
    line.atMs,
  );
}

type Row = {
  readonly payout_id: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly status: string;
  readonly lines_state: PayoutRow['linesState'];
  readonly created_at_ms: number;
  readonly arrives_at_ms: number;
};

type LineRow = {
  readonly line_id: string;
  readonly type: string;
  readonly amount_minor: number;
  readonly fee_minor: number;
  readonly net_minor: number;
  readonly payment_intent_id: string | null;
  readonly at_ms: number;
  readonly sale_id: string | null;
  readonly number: number | null;
};
