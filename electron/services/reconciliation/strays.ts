import { isFinal } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import type { TenderStore } from '../payments/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { ChargeFacts, IntentRead } from '../stripe/index.ts';

/** Names, in an intent's metadata, the register that made an orphan its own sale. */
export const ADOPTED_BY = 'adopted_by';

/** Money at Stripe that no sale of this till explains. `elsewhere`: another register of the shop took it. */
export type OrphanRow = {
  readonly paymentIntentId: string;
  readonly state: 'open' | 'adopted' | 'refunded' | 'elsewhere' | 'released';
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly captured: boolean;
  readonly currency: string;
  readonly register: string | null;
  readonly createdAtMs: number;
  readonly foundAtMs: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly charge: ChargeFacts | null;
};

export type Strays = ReturnType<typeof createStrays>;

type Ports = {
  readonly db: Db;
  readonly store: Pick<TenderStore, 'find' | 'findByIntent'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly register: () => string;
  readonly storeId: () => string;
  /** The Terminal location of this shop's readers: it tells the shop where a new profile has a new store id. */
  readonly locationId: () => string | null;
};

/** Keeps book of the money at Stripe that no sale here explains, and of whose it is. */
export function createStrays(ports: Ports) {
  const { db } = ports;
  const isRetired = (register: string): boolean =>
    db.get('SELECT 1 FROM retired_registers WHERE register = ?', register) !== null;
  return {
    /** Whether an event that names this register could be about money that this till must explain. */
    isOurs: (register: string): boolean => register === ports.register() || isRetired(register),
    /** Writes down what was read of an intent that no tender here owns. What came of it, for the record. */
    note: (read: IntentRead): 'orphan' | 'elsewhere' | 'kept' => {
      const { paymentIntentId } = read.snapshot;
      const known = findOrphan(db, paymentIntentId);
      if (ports.store.findByIntent(paymentIntentId) !== null) {
        if (known !== null && known.state !== 'adopted') setState(db, paymentIntentId, 'adopted');
        return 'kept';
      }
      // The answer that names the intent is still on its way to its tender, or the resolver looks for it.
      const own = ports.store.find(read.metadata['tender'] ?? '');
      if (own !== null && !isFinal(own.state)) return 'kept';
      const whose = whoseIs(ports, isRetired, read);
      if (known === null && (whose === 'nobody-here' || !hasMoney(read))) return 'kept';
      const state = known?.state === 'refunded' ? 'refunded' : stateOf(read, whose);
      keep(db, read, state, ports.clock.nowMs());
      if (state === 'open' && known?.state !== 'open')
        ports.log.error('reconciliation.orphan', { intent: paymentIntentId });
      return state === 'open' ? 'orphan' : state === 'elsewhere' ? 'elsewhere' : 'kept';
    },
    find: (paymentIntentId: string): OrphanRow | null => findOrphan(db, paymentIntentId),
    listOpen: (): readonly OrphanRow[] =>
      db.all<Row>("SELECT * FROM orphans WHERE state = 'open' ORDER BY found_at_ms").map(toOrphan),
    /** Other registers that this till has seen take money, with how much of it nobody here explains. */
    listOtherRegisters: (): readonly {
      readonly register: string;
      readonly charges: number;
      readonly lastAtMs: number;
    }[] =>
      db
        .all<{ readonly register: string; readonly charges: number; readonly last_at_ms: number }>(
          `SELECT register, COUNT(*) AS charges, MAX(created_at_ms) AS last_at_ms FROM orphans
           WHERE state = 'elsewhere' AND register IS NOT NULL AND register <> ?
           GROUP BY register ORDER BY register`,
          ports.register(),
        )
        .map((row) => ({ register: row.register, charges: row.charges, lastAtMs: row.last_at_ms })),
    listRetired: (): readonly { readonly register: string; readonly atMs: number }[] =>
      db
        .all<{ readonly register: string; readonly at_ms: number }>(
          'SELECT register, at_ms FROM retired_registers ORDER BY register',
        )
        .map((row) => ({ register: row.register, atMs: row.at_ms })),
    settle: (paymentIntentId: string, state: 'adopted' | 'refunded'): void =>
      setState(db, paymentIntentId, state),
    /** The register is no more: from now on this till explains its money, and what it left behind becomes orphans. */
    retire: (register: string, approvalId: string): number =>
      db.transaction(() => {
        db.run(
          'INSERT INTO retired_registers VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          register,
          ports.clock.nowMs(),
          approvalId,
        );
        return db.run(
          `UPDATE orphans SET state = 'open', found_at_ms = ? WHERE register = ? AND state = 'elsewhere'
             AND refunded_minor < amount_minor AND json_extract(metadata_json, '$.${ADOPTED_BY}') IS NULL`,
          ports.clock.nowMs(),
          register,
        ).changes;
      }),
  };
}

/** Who has to explain a charge: this till, another register of the shop, or nobody in this shop. */
type Whose = 'ours' | 'another-register' | 'nobody-here';

function whoseIs(ports: Ports, isRetired: (register: string) => boolean, read: IntentRead): Whose {
  const { metadata } = read;
  const adopter = metadata[ADOPTED_BY];
  const location = ports.locationId();
  const atOurReaders = location !== null && read.locationId === location;
  const ourStore = metadata['store'] === ports.storeId() || atOurReaders;
  const register = metadata['register'];
  if (metadata['store'] === undefined && register === undefined) {
    // No label at all: a charge made by hand at one of this shop's readers.
    if (!read.inPerson || !atOurReaders) return 'nobody-here';
    return adopter === undefined || adopter === ports.register() ? 'ours' : 'another-register';
  }
  if (!ourStore || register === undefined) return 'nobody-here';
  if (adopter !== undefined && adopter !== ports.register()) return 'another-register';
  return register === ports.register() || isRetired(register) ? 'ours' : 'another-register';
}

function hasMoney(read: IntentRead): boolean {
  return read.snapshot.status === 'succeeded' || read.snapshot.status === 'requires_capture';
}

function stateOf(read: IntentRead, whose: Whose): OrphanRow['state'] {
  if (!hasMoney(read)) return 'released';
  if (read.refundedMinor > 0 && read.refundedMinor >= read.snapshot.amountReceivedMinor) return 'refunded';
  return whose === 'ours' ? 'open' : 'elsewhere';
}

function keep(db: Db, read: IntentRead, state: OrphanRow['state'], atMs: number): void {
  const { snapshot } = read;
  const captured = snapshot.status === 'succeeded';
  db.run(
    `INSERT INTO orphans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (payment_intent_id) DO UPDATE SET state = excluded.state, amount_minor = excluded.amount_minor,
       refunded_minor = excluded.refunded_minor, captured = excluded.captured,
       metadata_json = excluded.metadata_json, card_json = COALESCE(excluded.card_json, card_json)`,
    snapshot.paymentIntentId,
    state,
    captured ? snapshot.amountReceivedMinor : snapshot.amountCapturableMinor,
    read.refundedMinor,
    captured ? 1 : 0,
    snapshot.amount.currency,
    read.metadata['register'] ?? null,
    read.createdAtMs,
    atMs,
    JSON.stringify(read.metadata),
    read.charge === null ? null : JSON.stringify(read.charge),
  );
}

function setState(db: Db, paymentIntentId: string, state: OrphanRow['state']): void {
  db.run('UPDATE orphans SET state = ? WHERE payment_intent_id = ?', state, paymentIntentId);
}

type Row = {
  readonly payment_intent_id: string;
  readonly state: OrphanRow['state'];
  readonly amount_minor: number;
  readonly refunded_minor: number;
  readonly captured: 0 | 1;
  readonly currency: string;
  readonly register: string | null;
  readonly created_at_ms: number;
  readonly found_at_ms: number;
  readonly metadata_json: string;
  readonly card_json: string | null;
};

function findOrphan(db: Db, paymentIntentId: string): OrphanRow | null {
  const row = db.get<Row>('SELECT * FROM orphans WHERE payment_intent_id = ?', paymentIntentId);
  return row === null ? null : toOrphan(row);
}

function toOrphan(row: Row): OrphanRow {
  return {
    paymentIntentId: row.payment_intent_id,
    state: row.state,
    amountMinor: row.amount_minor,
    refundedMinor: row.refunded_minor,
    captured: row.captured === 1,
    currency: row.currency,
    register: row.register,
    createdAtMs: row.created_at_ms,
    foundAtMs: row.found_at_ms,
    metadata: JSON.parse(row.metadata_json) as OrphanRow['metadata'], // Written by `keep` above.
    charge: row.card_json === null ? null : (JSON.parse(row.card_json) as ChargeFacts), // Written by `keep` above.
  };
}
