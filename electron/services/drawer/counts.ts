import type { CashPiecesInput, RevealedCount, ShiftReport } from '../../../shared/contract/index.ts';
import {
  expectedCashMinor,
  judgeVariance,
  likelyCauses,
  type LikelyCause,
} from '../../../shared/domain/drawer/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from '../sales/index.ts';
import { readFacts, readSums } from './drawer-facts.ts';

/** One count as it was handed in. */
export type CashCount = {
  readonly countId: string;
  readonly countedMinor: number;
  readonly expectedMinor: number;
  readonly toleranceMinor: number;
  readonly revealed: boolean;
  readonly stamp: string;
  readonly atMs: number;
};

type Row = {
  readonly count_id: string;
  readonly counted_minor: number;
  readonly expected_minor: number;
  readonly tolerance_minor: number;
  readonly revealed: 0 | 1;
  readonly stamp: string;
  readonly at_ms: number;
};

export function findLastCount(db: Db, shiftId: string): CashCount | null {
  const row = db.get<Row>(
    'SELECT * FROM cash_counts WHERE shift_id = ? ORDER BY at_ms DESC, count_id DESC LIMIT 1',
    shiftId,
  );
  return row === null
    ? null
    : {
        countId: row.count_id,
        countedMinor: row.counted_minor,
        expectedMinor: row.expected_minor,
        toleranceMinor: row.tolerance_minor,
        revealed: row.revealed === 1,
        stamp: row.stamp,
        atMs: row.at_ms,
      };
}

/** Every count of a shift with who made it, the first first. */
export function listCounts(db: Db, shiftId: string): NonNullable<ShiftReport['closed']>['counts'] {
  return db
    .all<{
      readonly at_ms: number;
      readonly staff_name: string;
      readonly counted_minor: number;
      readonly other_minor: number;
      readonly pieces_json: string;
    }>('SELECT * FROM cash_counts WHERE shift_id = ? ORDER BY at_ms, count_id', shiftId)
    .map((row) => ({
      atMs: row.at_ms,
      name: row.staff_name,
      countedMinor: minorUnits(row.counted_minor),
      otherMinor: minorUnits(row.other_minor),
      pieces: (JSON.parse(row.pieces_json) as CashPiecesInput).filter(({ count }) => count > 0), // Written below.
    }));
}

export function recordCount(
  db: Db,
  count: CashCount & {
    readonly shiftId: string;
    readonly pieces: CashPiecesInput;
    readonly otherMinor: number;
    readonly staffId: string;
    readonly staffName: string;
  },
): void {
  db.run(
    'INSERT INTO cash_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    count.countId,
    count.shiftId,
    count.countedMinor,
    count.otherMinor,
    JSON.stringify(count.pieces),
    count.expectedMinor,
    count.toleranceMinor,
    count.revealed ? 1 : 0,
    count.stamp,
    count.staffId,
    count.staffName,
    count.atMs,
  );
}

/** A count with what was expected, and what on record would explain the difference. */
export function revealCount(
  db: Db,
  shift: { readonly shiftId: string; readonly openedAtMs: number },
  floatMinor: number,
  count: CashCount,
): RevealedCount {
  const varianceMinor = count.countedMinor - count.expectedMinor;
  const sums = readSums(db, shift.shiftId, floatMinor);
  return {
    countId: count.countId,
    atMs: count.atMs,
    countedMinor: minorUnits(count.countedMinor),
    expectedMinor: minorUnits(count.expectedMinor),
    varianceMinor: minorUnits(varianceMinor),
    toleranceMinor: minorUnits(count.toleranceMinor),
    level: judgeVariance(varianceMinor, count.toleranceMinor),
    causes: likelyCauses(varianceMinor, readFacts(db, shift.shiftId, shift.openedAtMs)).map((cause) =>
      viewCause(db, cause),
    ),
    sums: {
      floatMinor: minorUnits(sums.floatMinor),
      cashInMinor: minorUnits(sums.cashInMinor),
      cashOutMinor: minorUnits(sums.cashOutMinor),
      payInMinor: minorUnits(sums.payInMinor),
      payOutMinor: minorUnits(sums.payOutMinor),
      dropMinor: minorUnits(sums.dropMinor),
    },
  };
}

/** What should be there now. */
export function expectedNow(db: Db, shiftId: string, floatMinor: number): number {
  return expectedCashMinor(readSums(db, shiftId, floatMinor));
}

function viewCause(db: Db, cause: LikelyCause): RevealedCount['causes'][number] {
  const sale = cause.id === null ? null : findSale(db, cause.id);
  return {
    kind: cause.kind,
    atMs: cause.atMs,
    meantMinor: cause.meantMinor === null ? null : minorUnits(cause.meantMinor),
    sale: sale === null ? null : { saleId: sale.saleId, number: sale.number },
  };
}
