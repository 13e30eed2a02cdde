import type { Db } from '../../../electron/services/db/index.ts';
import { listOpenRepairs } from './repair-audit.ts';
import { hold } from './violation.ts';

type CloseRow = {
  readonly shift_id: string;
  readonly sales: number;
  readonly payments: number;
  readonly till_minor: number;
  readonly stripe_minor: number;
  readonly cash_in_minor: number;
  readonly cash_out_minor: number;
};

type Ledger = Omit<CloseRow, 'shift_id' | 'stripe_minor'>;

export type ShiftAudit = {
  /** Looks at the shifts that were closed since the last look. */
  readonly look: (db: Db, closes: number) => void;
  /** At the end of the day: what a shift was closed with is what it says still. */
  readonly close: (db: Db) => void;
  readonly count: () => number;
};

/** These took money or never will. Any other state of a card payment is a doubt, and needs a name on it. */
const ENDED = ['approved', 'overpaid', 'cancelled', 'hold-released'];

/** Checks what shifts were closed with against a ledger of the auditor's own. */
export function createShiftAudit(name: string): ShiftAudit {
  const closed = new Map<string, string>();

  const checkDoubts = (db: Db, shiftId: string): void => {
    const tenders = db.all<{ readonly tender_id: string; readonly state: string }>(
      `SELECT tender_id, state FROM card_tenders WHERE shift_id = ? AND tender_id NOT IN
         (SELECT tender_id FROM shift_lines WHERE shift_id = ? AND approval_id IS NOT NULL AND tender_id IS NOT NULL)`,
      shiftId,
      shiftId,
    );
    for (const { tender_id: id, state } of tenders) {
      hold(ENDED.includes(state), 'books', () => `${name}: a shift was closed over ${id}, which is ${state}`);
    }
    const repairs = listOpenRepairs(db, shiftId);
    hold(repairs.length === 0, 'books', () => `${name}: a shift was closed over ${repairs.join('; ')}`);
  };
  const checkNames = (db: Db, shiftId: string): void => {
    const unnamed = db.all<{ readonly line_id: string; readonly kind: string }>(
      `SELECT line_id, kind FROM shift_lines WHERE shift_id = ? AND kind <> 'matched' AND NOT EXISTS
         (SELECT 1 FROM approvals a WHERE a.approval_id = shift_lines.approval_id AND length(a.staff_name) > 0)`,
      shiftId,
    );
    hold(unnamed.length === 0, 'books', () => `${name}: nobody's name is on ${JSON.stringify(unnamed)}`);
  };
  const checkFigures = (db: Db, row: CloseRow): void => {
    const { shift_id: shiftId, stripe_minor: atStripe, ...said } = row;
    const ledger = readLedger(db, shiftId);
    hold(
      JSON.stringify(said) === JSON.stringify(ledger),
      'books',
      () =>
        `${name}: a shift was closed with ${JSON.stringify(said)}, the ledger has ${JSON.stringify(ledger)}`,
    );
    const differs =
      db.get("SELECT 1 FROM shift_lines WHERE shift_id = ? AND kind <> 'matched'", shiftId) !== null;
    hold(
      differs || atStripe === said.till_minor,
      'books',
      () =>
        `${name}: a shift without a difference has ${String(said.till_minor)}, at Stripe ${String(atStripe)}`,
    );
  };
  return {
    look: (db, closes) => {
      if (closes === closed.size) return;
      for (const row of listCloses(db)) {
        if (closed.has(row.shift_id)) continue;
        closed.set(row.shift_id, frozen(db, row.shift_id));
        checkDoubts(db, row.shift_id);
        checkNames(db, row.shift_id);
        checkFigures(db, row);
      }
    },
    close: (db) => {
      for (const [shiftId, text] of closed) {
        hold(frozen(db, shiftId) === text, 'books', () => `${name}: closed shift ${shiftId} was changed`);
      }
    },
    count: () => closed.size,
  };
}

function listCloses(db: Db): readonly CloseRow[] {
  return db.all<CloseRow>(
    'SELECT shift_id, sales, payments, till_minor, stripe_minor, cash_in_minor, cash_out_minor FROM shift_closes',
  );
}

/** What a shift took and gave, added up from what is on the disk: cards less what went back, and the drawer. */
function readLedger(db: Db, shiftId: string): Ledger {
  const one = (sql: string): number => db.get<{ readonly sum: number | null }>(sql, shiftId)?.sum ?? 0;
  const taken = one(
    "SELECT SUM(captured_minor) AS sum FROM card_tenders WHERE shift_id = ? AND state = 'approved'",
  );
  // What went back of a payment that no sale needs was in no sale either.
  const returned = one(
    `SELECT SUM(l.amount_minor) AS sum FROM refund_legs l JOIN refunds r USING (refund_id)
     WHERE r.shift_id = ? AND l.kind = 'card' AND l.state IN ('pending', 'succeeded') AND l.payment_intent_id NOT IN
       (SELECT payment_intent_id FROM card_tenders WHERE state = 'overpaid' AND payment_intent_id IS NOT NULL)`,
  );
  const handedBack = one('SELECT SUM(given_minor) AS sum FROM cash_given_back WHERE shift_id = ?');
  const paidOut = one(
    `SELECT SUM(l.amount_minor + l.rounding_minor) AS sum FROM refund_legs l JOIN refunds r USING (refund_id)
     WHERE r.shift_id = ? AND l.kind = 'cash'`,
  );
  return {
    sales: one("SELECT COUNT(*) AS sum FROM sales WHERE shift_id = ? AND state = 'completed'"),
    payments: one("SELECT COUNT(*) AS sum FROM card_tenders WHERE shift_id = ? AND state = 'approved'"),
    till_minor: taken - returned,
    cash_in_minor: one(
      `SELECT SUM(tendered_minor - change_minor) AS sum FROM cash_tenders WHERE shift_id = ?
         AND tender_id NOT IN (SELECT cash_tender_id FROM tender_repairs)`,
    ),
    cash_out_minor: handedBack + paidOut,
  };
}

function frozen(db: Db, shiftId: string): string {
  return JSON.stringify([
    db.all('SELECT * FROM shift_closes WHERE shift_id = ?', shiftId),
    db.all('SELECT * FROM shift_lines WHERE shift_id = ? ORDER BY line_id', shiftId),
    db.all('SELECT * FROM shift_acceptances WHERE shift_id = ? ORDER BY approval_id', shiftId),
    db.all('SELECT tender_id, amount_minor FROM cash_tenders WHERE shift_id = ? ORDER BY tender_id', shiftId),
    db.all('SELECT sale_id, state FROM sales WHERE shift_id = ? ORDER BY sale_id', shiftId),
  ]);
}
