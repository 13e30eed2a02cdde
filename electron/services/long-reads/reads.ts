import type { Db } from '../db/index.ts';
import { makeReportFile, makeReportForPage } from '../reports/index.ts';
import { findSales } from '../sale-search/index.ts';

/** Each read by its name. Requests and answers cross a thread: plain data only. */
export const READS = {
  'sales.find': findSales,
  'report.make': makeReportForPage,
  'report.file': makeReportFile,
} as const satisfies Readonly<Record<string, (db: Db, request: never) => unknown>>;

type Reads = typeof READS;
export type ReadName = keyof Reads;
export type ReadRequest<Name extends ReadName> = Parameters<Reads[Name]>[1];
export type ReadAnswer<Name extends ReadName> = Awaited<ReturnType<Reads[Name]>>;

/** Carries out one read. */
export async function read<Name extends ReadName>(
  db: Db,
  name: Name,
  request: ReadRequest<Name>,
): Promise<ReadAnswer<Name>> {
  // The name ties request and answer together; the compiler can't follow that through the table.
  const work = READS[name] as (db: Db, request: ReadRequest<Name>) => unknown;
  return (await work(db, request)) as ReadAnswer<Name>;
}
