import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../electron/services/db/index.ts';
import { findSales, takeIntoSearch, type SaleQuery } from '../../electron/services/sale-search/index.ts';
import { fillWithSales } from '../../electron/services/sale-search/testing/many-sales.ts';

/** How long the list of sales takes among very many: each kind of question, first and later pages. */
const SALES = Number(process.argv[2] ?? 100_000);
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const directory = mkdtempSync(join(tmpdir(), 'till-bench-sales-'));
const opened = openDatabase({ file: join(directory, 'till.db'), log: SILENT, onPoisoned: () => undefined });
if (!opened.ok) throw new Error(opened.code);
const { db } = opened;
const startMs = new Date(2025, 0, 1).getTime();
const everyMs = 300_000;
const begun = performance.now();
fillWithSales(db, { count: SALES, startMs, everyMs });
const filled = performance.now();
takeIntoSearch(db);
console.log(
  `${String(SALES)} sales: written in ${String(Math.round(filled - begun))} ms, taken into the search in ${String(Math.round(performance.now() - filled))} ms`,
);
const all: SaleQuery = {
  text: '',
  statuses: [],
  tender: null,
  cashierId: null,
  register: null,
  customerId: null,
  fromMs: null,
  untilMs: null,
  before: null,
  limit: 100,
};
const middleMs = startMs + (SALES / 2) * everyMs;
const QUESTIONS: Readonly<Record<string, Partial<SaleQuery>>> = {
  'the newest': {},
  'the newest below the middle': { before: SALES / 2 },
  'a word that is in every sixth sale': { text: 'cappuccino' },
  'a letter': { text: 'c' },
  'a word and last digits': { text: 'cappuccino 4242' },
  'last digits': { text: '1234' },
  'an amount': { text: '8.20' },
  'a receipt number': { text: 'R-000777' },
  'a name': { text: 'mara' },
  'nothing that there is': { text: 'xyzzy' },
  'needs a look, of which there is none': { statuses: ['in-doubt', 'mismatch', 'overpaid', 'refund-failed'] },
  'refunded, of which there is none': { statuses: ['part-refunded', 'refunded'] },
  voided: { statuses: ['voided'] },
  'paid in cash': { tender: 'cash', statuses: ['paid'] },
  'a day in the middle': { fromMs: middleMs, untilMs: middleMs + 86_400_000 },
  'half of all days': { fromMs: startMs, untilMs: middleMs },
  'a cashier at a register with a word': { cashierId: 'staff-2', register: 'Till 2', text: 'notebook' },
};
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < 30; round += 1) {
    const from = performance.now();
    found = findSales(db, { ...all, ...question, currency: 'EUR' }).found.length;
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((one, other) => one - other);
  console.log(
    `${name}: ${String(found)} rows, p50 ${(sorted[15] ?? 0).toFixed(1)} ms, worst ${(sorted.at(-1) ?? 0).toFixed(1)} ms`,
  );
}
db.close();
rmSync(directory, { recursive: true, force: true });
