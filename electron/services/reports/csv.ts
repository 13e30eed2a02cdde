import type { Cell, ReportTable } from './tables.ts';

/** All tables of a report as one file: each with its name before its rows, an empty line between them. */
export function csvOf(heading: readonly (readonly Cell[])[], tables: readonly ReportTable[]): string {
  const lines = [...heading, ...tables.flatMap(({ name, columns, rows }) => [[], [name], columns, ...rows])];
  // The mark at the beginning tells spreadsheet programs that the file is UTF-8.
  return `\uFEFF${lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')}`;
}

function field(cell: Cell): string {
  if (typeof cell !== 'string') return quoted(cell.figure);
  // A spreadsheet takes a cell that begins like this for a formula and carries it out.
  return quoted(/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell);
}

function quoted(text: string): string {
  return /[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
