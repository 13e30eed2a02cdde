import { parse } from 'csv-parse';
import type { Delimiter, Encoding } from './file-form.ts';

/** One row of the file with the line on which it begins. */
export type CsvRow = { readonly lineNo: number; readonly cells: readonly string[] };

/** A row longer than this is a file with a quote that is never closed. */
const RECORD_BYTES_MAX = 64 * 1024;

type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };

/**
 * Reads rows out of a file that comes in parts. Only the part at hand and the row that it cuts are in memory. `broken`
 * tells that the rest of the file can't be read as rows.
 */
export function createCsvReader(form: { readonly encoding: Encoding; readonly delimiter: Delimiter }) {
  const decoder = new TextDecoder(form.encoding);
  let broken = false;
  const parser = parse({
    delimiter: form.delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BYTES_MAX,
  });
  parser.on('error', () => {
    broken = true;
  });
  const drain = (): CsvRow[] => {
    const rows: CsvRow[] = [];
    // With `info` the parser gives each record beside where it stood.
    for (let one = parser.read() as Parsed | null; one !== null; one = parser.read() as Parsed | null)
      rows.push({ lineNo: one.info.lines, cells: one.record });
    return rows;
  };
  return {
    feed: (bytes: Uint8Array): CsvRow[] => {
      const text = decoder.decode(bytes, { stream: true });
      if (!broken && text !== '') parser.write(text);
      return drain();
    },
    end: async (): Promise<CsvRow[]> => {
      if (broken) return drain();
      const over = new Promise<void>((resolve) => {
        parser.once('end', resolve);
        parser.once('error', () => resolve());
      });
      const rows: CsvRow[] = [];
      parser.end(decoder.decode());
      parser.on('readable', () => rows.push(...drain()));
      rows.push(...drain());
      await over;
      return rows;
    },
    isBroken: (): boolean => broken,
  };
}
