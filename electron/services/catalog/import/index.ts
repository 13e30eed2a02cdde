import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  accept,
  refuse,
  type ImportErrorCode,
  type ImportField,
  type ImportMapping,
  type ImportProgress,
  type ResponseOf,
  type Result,
} from '../../../../shared/contract/index.ts';
import { inBackground } from '../../background.ts';
import type { Db } from '../../db/index.ts';
import type { Clock, Ids, Log, Timers } from '../../ports.ts';
import { listTaxClasses } from '../read.ts';
import { applyRow } from './apply.ts';
import { createCsvReader, type CsvRow } from './csv-reader.ts';
import {
  createEncodingProbe,
  findDecimalSign,
  findDelimiter,
  guessMapping,
  type Delimiter,
} from './file-form.ts';
import { readRow, type ImportRow, type RowReader } from './read-row.ts';
import { addError, stageRow, type StagedCounts } from './stage.ts';

export { exportPart } from './export.ts';

/** A piece of work that blocks main for some milliseconds; between two of them everything else has its turn. */
const PART_BYTES = 16 * 1024;
const ROWS_AT_ONCE = 400;
/** So long one commit may collect rows: with the disk's own time it stays below what a cashier could feel. */
const COLLECT_MS = 15;
const FILE_BYTES_MAX = 64 * 1024 * 1024;
const PREVIEW_ROWS = 20;

type Done = Record<string, never>;
type Running = {
  readonly importId: string;
  readonly fileName: string;
  readonly file: string;
  parts: number;
  probe: ReturnType<typeof createEncodingProbe>;
  delimiter: Delimiter;
  state: ImportProgress['state'];
  counts: StagedCounts;
  doneShare: number;
  /** What was last checked, and the catalogue's revision as that check began. */
  checked: { readonly form: FileForm; readonly revision: number } | null;
};
type StagedRow = {
  readonly row_no: number;
  readonly line_no: number;
  readonly sku: string;
  readonly product_json: string;
};
const NO_COUNTS: Readonly<StagedCounts> = { rows: 0, errors: 0, created: 0, updated: 0 };
type FileForm = { readonly mapping: ImportMapping; readonly decimalSign: '.' | ',' };

export type Imports = ReturnType<typeof createImports>;

/**
 * Lists of products that come as a file. Uploaded and checked beside the catalogue; taken as a whole, or not at all.
 *
 * Taking it is one promise and many small commits: from the commit that says `applying` on it is going to be finished,
 * after a crash by the next start, and until then nobody else changes the catalogue. So main is never held up, and no
 * half of a file remains.
 */
export function createImports(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  /** Where uploaded files lie until they were checked. */
  readonly directory: string;
  readonly currency: () => string;
  readonly staffId: () => string;
  /** Rises with every change of the catalogue: rows that were checked against an older one are checked again. */
  readonly revision: () => number;
  readonly changed: () => void;
}) {
  const { db, timers, log } = ports;
  let running: Running | null = null;
  let stopped = false;

  const current = (importId: string): Running | null => (running?.importId === importId ? running : null);
  const forget = (one: Running): void => {
    rmSync(one.file, { force: true });
    db.transaction(() => clearStaged(db, one.importId));
    if (running === one) running = null;
  };
  const isApplying = (): boolean =>
    db.get("SELECT 1 FROM catalog_imports WHERE state = 'applying' LIMIT 1") !== null;
  const prepareCheck = (one: Running, form: FileForm): void => {
    db.transaction(() => {
      clearStaged(db, one.importId);
      db.run(
        `INSERT INTO catalog_imports (import_id, state, file_name, row_count, error_count, staff_id, at_ms)
         VALUES (?, 'checked', ?, 0, 0, ?, ?) ON CONFLICT (import_id) DO NOTHING`,
        one.importId,
        one.fileName,
        ports.staffId(),
        ports.clock.nowMs(),
      );
    });
    one.checked = { form, revision: ports.revision() };
    one.state = 'checking';
    one.counts = { ...NO_COUNTS };
    one.doneShare = 0;
  };
  const check = async (one: Running, { mapping, decimalSign }: FileForm): Promise<void> => {
    const reader = { currency: ports.currency(), decimalSign, taxClasses: listTaxClasses(db) };
    const csv = createCsvReader({ encoding: one.probe.encoding(), delimiter: one.delimiter });
    const sizeBytes = Math.max(1, statSync(one.file).size);
    let isHeader = true;
    const take = (rows: readonly CsvRow[]): void => {
      db.transaction(() => {
        for (const row of rows) {
          if (isHeader) isHeader = false;
          else stageCells(db, one, row, mapping, reader);
        }
      });
    };
    for (const { bytes, endByte } of partsOf(one.file)) {
      take(csv.feed(bytes));
      one.doneShare = endByte / sizeBytes;
      await timers.sleep(0);
      if (stopped || current(one.importId) === null) return;
    }
    take(await csv.end());
    if (csv.isBroken())
      db.transaction(() =>
        addError(
          db,
          one.importId,
          one.counts.rows + 2,
          { field: null, code: 'file-broken', value: '' },
          one.counts,
        ),
      );
    db.run(
      "UPDATE catalog_imports SET row_count = ?, error_count = ? WHERE import_id = ? AND state = 'checked'",
      one.counts.rows,
      one.counts.errors,
      one.importId,
    );
    one.state = 'checked';
    one.doneShare = 1;
  };
  /** `leaveOut`: a row that can't be taken is noted as a mistake, and the others are taken. */
  const applyAll = async (importId: string, rowCount: number, leaveOut = false): Promise<void> => {
    const taxClassId = listTaxClasses(db)[0]?.taxClassId ?? makeTaxClass(ports);
    const edit = { db, clock: ports.clock, ids: ports.ids };
    for (;;) {
      const appliedTo = db.transaction(() => {
        const at = appliedCount(db, importId);
        const rows = db.all<StagedRow>(
          'SELECT row_no, line_no, sku, product_json FROM import_rows WHERE import_id = ? AND row_no > ? ORDER BY row_no LIMIT ?',
          importId,
          at,
          ROWS_AT_ONCE,
        );
        const startMs = ports.clock.monotonicMs();
        let last: number | null = null;
        for (const staged of rows) {
          const apply = (): void =>
            // Written by `stageRow`, in this database.
            applyRow(edit, JSON.parse(staged.product_json) as ImportRow, {
              taxClassId,
              staffId: ports.staffId(),
            });
          if (!leaveOut) apply();
          else if (!isTaken(apply)) leave(importId, staged);
          last = staged.row_no;
          if (ports.clock.monotonicMs() - startMs > COLLECT_MS) break;
        }
        if (last !== null)
          db.run('UPDATE catalog_imports SET applied_count = ? WHERE import_id = ?', last, importId);
        else {
          db.run("UPDATE catalog_imports SET state = 'done' WHERE import_id = ?", importId);
        }
        return last;
      });
      if (appliedTo === null) break;
      if (running !== null) running.doneShare = appliedTo / Math.max(1, rowCount);
      await timers.sleep(0);
      if (stopped) return;
    }
    await clearSlowly(importId, true);
    if (running !== null) {
      running.state = 'done';
      running.doneShare = 1;
    }
    ports.changed();
  };
  /** Undoes what a row that fails had done of itself. A disk that takes nothing is no fault of the row. */
  const isTaken = (apply: () => void): boolean => {
    try {
      db.transaction(apply);
      return true;
    } catch (error) {
      if (db.findTrouble() !== null) throw error;
      return false;
    }
  };
  const leave = (importId: string, { line_no: lineNo, sku }: StagedRow): void => {
    const count = db.get<{ readonly errors: number }>(
      'SELECT COUNT(*) AS errors FROM import_errors WHERE import_id = ?',
      importId,
    );
    const counts = running?.counts ?? { ...NO_COUNTS };
    counts.errors = count?.errors ?? 0;
    addError(db, importId, lineNo, { field: 'sku', code: 'not-taken', value: sku }, counts);
    const was = db.get('SELECT 1 FROM products WHERE sku = ?', sku) === null ? 'created' : 'updated';
    counts[was] = Math.max(0, counts[was] - 1);
  };
  /** A hundred thousand rows at once would hold main up. */
  const clearSlowly = async (importId: string, keepErrors = false): Promise<void> => {
    for (const table of ['import_rows', 'import_codes', 'import_errors'] as const) {
      if (keepErrors && table === 'import_errors') continue;
      const key = { import_rows: 'row_no', import_codes: 'code', import_errors: 'error_no' }[table];
      let changes = 1;
      while (changes > 0 && !stopped) {
        ({ changes } = db.run(
          `DELETE FROM ${table} WHERE import_id = ? AND ${key} IN
             (SELECT ${key} FROM ${table} WHERE import_id = ? LIMIT 500)`,
          importId,
          importId,
        ));
        await timers.sleep(0);
      }
    }
  };
  const tryAgain = (one: Running, leaveOut: boolean): Result<Done> => {
    one.doneShare = 0;
    if (isApplying()) {
      one.state = 'applying';
      start(one, 'catalog-import.again', () => applyAll(one.importId, one.counts.rows, leaveOut));
    } else if (one.checked === null) return refuse('CATALOG_IMPORT_GONE');
    else {
      const { form } = one.checked;
      prepareCheck(one, form);
      start(one, 'catalog-import.check', () => check(one, form));
    }
    return accept({});
  };
  const start = (one: Running, what: string, work: () => Promise<void>): void => {
    inBackground(log, what, work, () => {
      one.state = 'failed';
    });
  };
  /** From here on the file is going to be taken as a whole. */
  const beginToApply = (one: Running): void => {
    db.run("UPDATE catalog_imports SET state = 'applying' WHERE import_id = ?", one.importId);
    rmSync(one.file, { force: true });
    one.state = 'applying';
    one.doneShare = 0;
    start(one, 'catalog-import.apply', () => applyAll(one.importId, one.counts.rows));
  };
  /** Takes the file if it still fits a catalogue that was changed since its check; else its new mistakes are shown. */
  const checkAgain = async (one: Running, form: FileForm): Promise<void> => {
    for (;;) {
      await check(one, form);
      if (stopped || current(one.importId) === null) return;
      if (one.state !== 'checked' || one.counts.errors > 0) return;
      if (one.checked?.revision === ports.revision()) break;
      prepareCheck(one, form);
    }
    beginToApply(one);
  };
  return {
    /** Goes on with what a crash cut off. */
    resume: (): void => {
      const cut = db.get<{
        readonly import_id: string;
        readonly file_name: string;
        readonly row_count: number;
      }>("SELECT import_id, file_name, row_count FROM catalog_imports WHERE state = 'applying'");
      if (cut !== null) {
        const one = newRunning(ports.directory, cut.import_id, cut.file_name);
        running = { ...one, state: 'applying', counts: { ...one.counts, rows: cut.row_count } };
        start(running, 'catalog-import.resume', () => applyAll(cut.import_id, cut.row_count));
        return;
      }
      // What was only checked is chosen anew, and what was left out was told: their page is gone.
      // In the background, since a till starts on a full disk too.
      inBackground(log, 'catalog-import.clear', async () => {
        db.run(
          "DELETE FROM import_errors WHERE import_id IN (SELECT import_id FROM catalog_imports WHERE state = 'done')",
        );
        return Promise.resolve();
      });
      rmSync(ports.directory, { recursive: true, force: true });
      const left = db.all<{ readonly import_id: string }>(
        "SELECT import_id FROM catalog_imports WHERE state = 'checked'",
      );
      for (const { import_id: importId } of left)
        inBackground(log, 'catalog-import.clear', async () => {
          db.run("UPDATE catalog_imports SET state = 'dropped' WHERE import_id = ?", importId);
          await clearSlowly(importId);
        });
    },
    begin: (fileName: string): Result<{ readonly importId: string }> => {
      if (isApplying() || running?.state === 'checking') return refuse('CATALOG_IMPORT_RUNNING');
      if (running !== null) forget(running);
      mkdirSync(ports.directory, { recursive: true, mode: 0o700 });
      const importId = ports.ids.uuidv7();
      running = newRunning(ports.directory, importId, fileName);
      return accept({ importId });
    },
    append: (importId: string, part: number, data: string): Result<Done> => {
      const one = current(importId);
      if (one?.state !== 'uploading' || part !== one.parts) return refuse('CATALOG_IMPORT_GONE');
      const bytes = Buffer.from(data.slice('base64:'.length), 'base64');
      const file = openSync(one.file, part === 0 ? 'w' : 'a', 0o600);
      writeSync(file, bytes);
      closeSync(file);
      if (statSync(one.file).size > FILE_BYTES_MAX) {
        forget(one);
        return refuse('CONTRACT_TOO_LARGE');
      }
      one.parts += 1;
      one.probe.feed(bytes);
      return accept({});
    },
    preview: async (importId: string): Promise<Result<ResponseOf<'catalogImport.preview'>>> => {
      const one = current(importId);
      if (one === null || one.parts === 0) return refuse('CATALOG_IMPORT_GONE');
      const encoding = one.probe.encoding();
      const [first] = partsOf(one.file);
      const bytes = first?.bytes ?? new Uint8Array();
      const [line] = new TextDecoder(encoding).decode(bytes).split(/\r?\n/u);
      one.delimiter = findDelimiter(line ?? '');
      const csv = createCsvReader({ encoding, delimiter: one.delimiter });
      const rows = [...csv.feed(bytes), ...(await csv.end())];
      const columns = (rows[0]?.cells ?? []).slice(0, 200).map((cell) => cell.trim());
      const mapping = guessMapping(columns);
      const price = mapping.find(({ field }) => field === 'price')?.column;
      const cells = rows
        .slice(1)
        .flatMap((row) => (price === undefined ? row.cells : (row.cells[price] ?? '')));
      return accept({
        encoding,
        delimiter: one.delimiter,
        decimalSign: findDecimalSign(cells, one.delimiter),
        columns,
        rows: rows
          .slice(1, PREVIEW_ROWS + 1)
          .map((row) => row.cells.slice(0, 200).map((cell) => cell.slice(0, 80))),
        mapping,
      });
    },
    check: (importId: string, mapping: ImportMapping, decimalSign: '.' | ','): Result<Done> => {
      const one = current(importId);
      if (one === null || one.parts === 0) return refuse('CATALOG_IMPORT_GONE');
      if (one.state === 'checking' || isApplying()) return refuse('CATALOG_IMPORT_RUNNING');
      prepareCheck(one, { mapping, decimalSign });
      start(one, 'catalog-import.check', () => check(one, { mapping, decimalSign }));
      return accept({});
    },
    progress: (): ImportProgress | null =>
      running === null
        ? null
        : {
            importId: running.importId,
            fileName: running.fileName,
            state: running.state,
            ...running.counts,
            done: running.doneShare,
            holdsCatalogue: isApplying(),
          },
    listErrors: (importId: string, after: number, limit: number): ResponseOf<'catalogImport.listErrors'> => ({
      errors: db
        .all<{
          readonly error_no: number;
          readonly line_no: number;
          readonly field: ImportField | '';
          readonly code: ImportErrorCode;
          readonly value: string;
        }>(
          `SELECT error_no, line_no, field, code, value FROM import_errors
           WHERE import_id = ? AND error_no > ? ORDER BY error_no LIMIT ?`,
          importId,
          after,
          limit,
        )
        .map((row) => ({
          errorNo: row.error_no,
          lineNo: row.line_no,
          field: row.field === '' ? null : row.field,
          code: row.code,
          value: row.value,
        })),
    }),
    /**
     * Takes a checked file, or tries again what failed. `leaveOut` is for a file that failed while it was taken, which is
     * the program's fault: rows that still can't be taken are listed as mistakes, and the catalogue is free again.
     */
    apply: (importId: string, leaveOut = false): Result<Done> => {
      const one = current(importId);
      if (one?.state === 'failed') return tryAgain(one, leaveOut);
      if (one?.state !== 'checked') return refuse('CATALOG_IMPORT_GONE');
      const { checked, counts } = one;
      if (checked === null || counts.errors > 0 || counts.rows === 0)
        return refuse('CATALOG_IMPORT_HAS_ERRORS');
      if (checked.revision === ports.revision()) beginToApply(one);
      else {
        prepareCheck(one, checked.form);
        start(one, 'catalog-import.check-again', () => checkAgain(one, checked.form));
      }
      return accept({});
    },
    drop: (importId: string): Result<Done> => {
      const one = current(importId);
      if (isApplying()) return refuse('CATALOG_IMPORT_RUNNING');
      if (one !== null) {
        rmSync(one.file, { force: true });
        running = null;
        inBackground(log, 'catalog-import.clear', async () => {
          db.run("UPDATE catalog_imports SET state = 'dropped' WHERE import_id = ?", importId);
          await clearSlowly(importId);
        });
      }
      return accept({});
    },
    /** Whether the catalogue belongs to an import: from its first row to its last, also while it is stuck. */
    isApplying,
    stop: (): void => {
      stopped = true;
    },
  };
}

function newRunning(directory: string, importId: string, fileName: string): Running {
  return {
    importId,
    fileName,
    file: join(directory, `${importId}.csv`),
    parts: 0,
    probe: createEncodingProbe(),
    delimiter: ',',
    state: 'uploading',
    counts: { ...NO_COUNTS },
    doneShare: 0,
    checked: null,
  };
}

function stageCells(db: Db, one: Running, row: CsvRow, mapping: ImportMapping, reader: RowReader): void {
  const cells: Partial<Record<ImportField, string>> = {};
  for (const { field, column } of mapping) {
    const cell = row.cells[column];
    // A row that ends early says nothing about the rest; an empty cell says that there is none.
    if (cell !== undefined) cells[field] = withoutGuard(cell);
  }
  const read = readRow(cells, reader);
  stageRow(db, one.importId, { lineNo: row.lineNo, ...read }, one.counts);
}

/** Takes away the apostrophe by which a cell was kept from being a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell;
}

function* partsOf(path: string): Generator<{ readonly bytes: Uint8Array; readonly endByte: number }> {
  const file = openSync(path, 'r');
  try {
    let endByte = 0;
    for (;;) {
      const bytes = new Uint8Array(PART_BYTES);
      const count = readSync(file, bytes, 0, PART_BYTES, endByte);
      if (count === 0) return;
      endByte += count;
      yield { bytes: bytes.subarray(0, count), endByte };
    }
  } finally {
    closeSync(file);
  }
}

function clearStaged(db: Db, importId: string): void {
  for (const table of ['import_rows', 'import_codes', 'import_errors'])
    db.run(`DELETE FROM ${table} WHERE import_id = ?`, importId);
}

function appliedCount(db: Db, importId: string): number {
  const row = db.get<{ readonly applied_count: number }>(
    'SELECT applied_count FROM catalog_imports WHERE import_id = ?',
    importId,
  );
  return row?.applied_count ?? 0;
}

/** A shop that has no tax class yet sells without tax until it says otherwise. */
function makeTaxClass(ports: { readonly db: Db; readonly ids: Ids }): string {
  ports.db.run("INSERT INTO tax_classes VALUES ('no-tax', 'No tax', 0, 0) ON CONFLICT DO NOTHING");
  return 'no-tax';
}
