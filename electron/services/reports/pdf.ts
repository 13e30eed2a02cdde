import PDFDocument from 'pdfkit';
import type { Cell, ReportTable } from './tables.ts';

const MARGIN = 48;
const ROW = 17;
const HEAD = 15;
const GREY = '#5b6470';
const LINE = '#d5dae0';

/** What stands above the tables, and on each page. */
export type PdfHeading = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly banner: string | null;
  readonly page: (page: number, pages: number) => string;
  readonly madeAtMs: number;
  readonly language: string;
};

/** All tables of a report on A4 pages, with each table's head again where it goes on. Base64. */
export async function pdfOf(heading: PdfHeading, tables: readonly ReportTable[]): Promise<string> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: heading.language,
    info: { Title: heading.title, CreationDate: new Date(heading.madeAtMs) },
  });
  const pieces: Buffer[] = [];
  const done = new Promise<string>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => {
      resolve(Buffer.concat(pieces).toString('base64'));
    });
    document.on('error', reject);
  });
  document.font('Helvetica-Bold').fontSize(20).text(printable(heading.title));
  document.font('Helvetica').fontSize(10).fillColor(GREY);
  for (const line of heading.lines) document.text(printable(line));
  if (heading.banner !== null)
    document.moveDown(0.5).font('Helvetica-Bold').fillColor('#5a2ca0').text(printable(heading.banner));
  for (const table of tables) if (table.rows.length > 0) drawTable(document, table);
  numberPages(document, heading);
  document.end();
  return done;
}

function drawTable(document: PDFKit.PDFDocument, table: ReportTable): void {
  const widths = widthsOf(document, table);
  if (document.y + 3 * ROW + HEAD > bottomOf(document)) document.addPage();
  else document.y += 18;
  document.font('Helvetica-Bold').fontSize(13).fillColor('black').text(printable(table.name), MARGIN);
  document.y += 4;
  const head = (): void => {
    drawRow(document, { cells: table.columns, widths, isHead: true });
  };
  head();
  for (const row of table.rows) {
    if (document.y + ROW > bottomOf(document)) {
      document.addPage();
      head();
    }
    drawRow(document, { cells: row, widths, isHead: false });
  }
}

function drawRow(
  document: PDFKit.PDFDocument,
  row: { readonly cells: readonly Cell[]; readonly widths: readonly number[]; readonly isHead: boolean },
): void {
  const top = document.y;
  let left = MARGIN;
  document.font(row.isHead ? 'Helvetica-Bold' : 'Helvetica').fontSize(row.isHead ? 8.5 : 9.5);
  document.fillColor(row.isHead ? GREY : 'black');
  row.cells.forEach((cell, index) => {
    const width = row.widths[index] ?? 0;
    document.text(printable(textOf(cell)), left, top, {
      width: width - 6,
      height: ROW,
      lineBreak: false,
      ellipsis: true,
      align: index === 0 ? 'left' : 'right',
    });
    left += width;
  });
  const bottom = top + (row.isHead ? HEAD : ROW) - 3;
  document.moveTo(MARGIN, bottom).lineTo(left, bottom).lineWidth(0.5).strokeColor(LINE).stroke();
  document.y = bottom + 3;
}

/** The name gets what the figures leave; figures share alike. */
function widthsOf(document: PDFKit.PDFDocument, { columns }: ReportTable): readonly number[] {
  const room = document.page.width - 2 * MARGIN;
  const figure = Math.min(86, room / (columns.length + 1));
  return columns.map((_column, index) => (index === 0 ? room - figure * (columns.length - 1) : figure));
}

function numberPages(document: PDFKit.PDFDocument, heading: PdfHeading): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(start + page);
    // Below the margin, where a line of text would otherwise begin another page.
    document.page.margins.bottom = 0;
    document
      .font('Helvetica')
      .fontSize(8.5)
      .fillColor(GREY)
      .text(printable(heading.page(page + 1, count)), MARGIN, document.page.height - MARGIN + 14, {
        align: 'right',
        lineBreak: false,
        width: document.page.width - 2 * MARGIN,
      });
  }
}

function bottomOf(document: PDFKit.PDFDocument): number {
  return document.page.height - MARGIN;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.figure;
}

/** What the fonts that every reader of PDF has know beyond Latin-1. */
const KNOWN_BEYOND = /[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

/** Letters that those fonts lack lose their accents; what is left of other scripts is shown as a question mark. */
export function printable(text: string): string {
  return Array.from(text.normalize('NFC'))
    .map((letter) => {
      if (isKnown(letter)) return letter;
      const plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
      return (PLAIN[plain] ?? Array.from(plain).every(isKnown)) ? (PLAIN[plain] ?? plain) : '?';
    })
    .join('');
}

const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  '\u202F': ' ',
  '−': '-',
};

function isKnown(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || KNOWN_BEYOND.test(letter);
}
