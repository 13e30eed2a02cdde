import { kill } from 'node:process';
import type { Db } from '../../../electron/services/db/index.ts';
import type { TenderEffects, TenderStore } from '../../../electron/services/payments/index.ts';
import type { RefundEffects, RefundStore } from '../../../electron/services/refunds/index.ts';
import type { KillPoint, PreparedKillPoint, RefundKillPoint, ShiftKillPoint } from './options.ts';

/** Pulls the plug: no handler runs, nothing is flushed, no answer is sent. */
function die(): void {
  kill(process.pid, 'SIGKILL');
  // The signal takes effect before this loop's first turn ends; nothing may run in between.
  for (;;);
}

/** Stands between the machine and the world and kills the process at one point of a payment. */
export function killAt(point: KillPoint | null) {
  return {
    store: (store: TenderStore): TenderStore => {
      if (point?.at !== 'after-commit') return store;
      return {
        ...store,
        open: (tender) => {
          const opened = store.open(tender);
          if (point.state === 'opened') die();
          return opened;
        },
        commit: (commit) => {
          const committed = store.commit(commit);
          if (committed.state.state === point.state) die();
          return committed;
        },
      };
    },
    effects: (effects: TenderEffects): TenderEffects => {
      if (point === null || point.at === 'after-commit') return effects;
      const effect = effects[point.effect];
      return {
        ...effects,
        [point.effect]: async (tender: Parameters<typeof effect>[0]) => {
          if (point.at === 'before-effect') die();
          const learned = await effect(tender);
          die();
          return learned;
        },
      };
    },
  };
}

/** The same for intents that are made before Card is pressed; each of their commits is one statement. */
export function killPreparedAt(point: PreparedKillPoint | null) {
  const commits = {
    asked: 'INSERT INTO prepared_intents',
    made: 'UPDATE prepared_intents SET payment_intent_id',
  };
  return (db: Db): Db =>
    point === null
      ? db
      : {
          ...db,
          run: (sql, ...parameters) => {
            const done = db.run(sql, ...parameters);
            if (sql.startsWith(commits[point])) die();
            return done;
          },
        };
}

const SHIFT_STATEMENTS: Readonly<Record<ShiftKillPoint, string>> = {
  'cash-written': 'INSERT INTO cash_tenders',
  'close-written': 'INSERT INTO shift_closes',
  'report-written': 'INSERT INTO shift_reports',
  'next-shift-written': 'INSERT INTO shifts VALUES',
  committed: 'INSERT INTO shift_reports',
};

/** The same for the end of a shift: its close is one transaction, and the kill is in it or right behind it. */
export function killShiftAt(point: ShiftKillPoint | null) {
  return (db: Db): Db => {
    if (point === null) return db;
    let depth = 0;
    let isWritten = false;
    // The first shift of a profile is begun outside of a close, and that is not what is tried here.
    let closing = point === 'cash-written';
    return {
      ...db,
      run: (sql, ...parameters) => {
        const done = db.run(sql, ...parameters);
        closing ||= sql.startsWith('INSERT INTO shift_closes');
        isWritten ||= closing && sql.startsWith(SHIFT_STATEMENTS[point]);
        if (isWritten && point !== 'committed') die();
        return done;
      },
      transaction: (work) => {
        depth += 1;
        try {
          return db.transaction(work);
        } finally {
          depth -= 1;
          if (isWritten && depth === 0) die();
        }
      },
    };
  };
}

/** The same for refunds. */
export function killRefundAt(point: RefundKillPoint | null) {
  return {
    store: (store: RefundStore): RefundStore => {
      if (point?.at !== 'after-commit') return store;
      return {
        ...store,
        open: (refund) => {
          const opened = store.open(refund);
          if (opened.legs.some((leg) => leg.state.state === point.state)) die();
          return opened;
        },
        commit: (commit) => {
          const committed = store.commit(commit);
          if (committed.state.state === point.state) die();
          return committed;
        },
      };
    },
    effects: (effects: RefundEffects): RefundEffects => {
      if (point === null || point.at === 'after-commit') return effects;
      const effect = effects[point.effect];
      return {
        ...effects,
        [point.effect]: async (leg: Parameters<typeof effect>[0]) => {
          if (point.at === 'before-effect') die();
          const learned = await effect(leg);
          die();
          return learned;
        },
      };
    },
  };
}
