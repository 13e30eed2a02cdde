import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/locale/index.ts';
import {
  PLAIN_LOOK,
  readReceiptCode,
  type ReceiptDocument,
  type ReceiptRow,
} from '../../../../shared/domain/receipt/index.ts';
import { CITIZEN_PAGES, CODE_PAGES } from '../testing/code-pages.ts';
import { drawPaper } from '../testing/draw-paper.ts';
import { asText, interpret, type Printed } from '../testing/escpos-interpreter.ts';
import { PAPERS, paperOf, PAYMENT, type PaperKind } from '../testing/every-paper.ts';
import { encodePaper } from './encode.ts';

/*
 * Goal: what comes out of the printer is what the paper says, for every kind of paper, width and language. Method: the
 * bytes are read by an interpreter that shares no code with the encoder, and held against the rows of the paper by rules
 * that know nothing of the layout; as a picture, against a kept one.
 */
const LOGO = {
  kind: 'logo',
  widthDots: 64,
  heightDots: 16,
  bits: Buffer.from(Array.from({ length: 128 }, (_, index) => (index * 37) & 255)).toString('base64'),
} as const;
const LOOK = {
  ...PLAIN_LOOK,
  logo: LOGO,
  headerLines: ['ul. Piotrkowska 1 · 90-001 Łódź'],
  footerLines: ['À bientôt · 5 € off'],
};
const COLUMNS = [32, 42, 48] as const;

const print = (paper: ReceiptDocument, columns: (typeof COLUMNS)[number], drawer = false) =>
  interpret(encodePaper(paper, { columns, characterSet: 'epson', cut: true }, drawer));

/** All letters of a row in the order in which they are read, without the signs that only part them. */
function lettersOf(row: ReceiptRow): string {
  switch (row.kind) {
    case 'heading':
    case 'text':
    case 'banner':
      return row.text;
    case 'columns':
      return row.left + row.right;
    case 'total':
      return row.label + row.amount;
    case 'tax':
      return row.name + row.net + row.tax;
    case 'barcode':
      return row.value;
    case 'rule':
    case 'logo':
      return '';
  }
}

/** A receipt printer has neither narrow blanks nor the long minus. */
const bare = (text: string): string => text.replaceAll('\u2212', '-').replaceAll(/[\s*-]/gu, '');

const linesOf = (happened: readonly Printed[]) => happened.filter((each) => each.kind === 'line');

describe.each(LOCALES)('in %s', (locale) => {
  describe.each(COLUMNS)('on paper of %i columns', (columns) => {
    it.each(PAPERS)('%s has all letters of its rows, in order, within the edges', (kind) => {
      const paper = paperOf(kind, locale, LOOK);
      const happened = print(paper, columns);
      const lines = linesOf(happened);
      expect(bare(lines.map(({ text }) => text).join(''))).toBe(bare(paper.rows.map(lettersOf).join('')));
      for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(columns);
      for (const value of atTheRight(paper.rows)) {
        const ends = lines.some(({ text }) => text.padEnd(columns).endsWith(value));
        expect(ends || value.length > columns, value).toBe(true);
      }
      for (const text of inTheMiddle(paper.rows, columns)) {
        const line = lines.find((each) => bare(each.text) === bare(text));
        const left = line === undefined ? -1 : line.text.length - line.text.trimStart().length;
        expect(left, text).toBe(Math.floor((columns - text.length) / 2));
      }
      for (const text of large(paper.rows))
        expect(
          lines.some((each) => each.heightTimes === 2 && each.text.includes(text)),
          text,
        ).toBe(true);
    });
  });
});

/** The last word at the right edge of each row: an amount, a number, a name, with the gap that some amounts leave. */
function atTheRight(rows: readonly ReceiptRow[]): readonly string[] {
  return rows
    .flatMap((row) => (row.kind === 'columns' ? row.right : row.kind === 'total' ? row.amount : []))
    .map((text) => /\S*\s*$/u.exec(text)?.[0] ?? '')
    .map((text) => text.replaceAll('\u2212', '-').replaceAll(/\s/gu, ' '));
}

function inTheMiddle(rows: readonly ReceiptRow[], columns: number): readonly string[] {
  return rows
    .flatMap((row) =>
      row.kind === 'banner' || row.kind === 'heading' || (row.kind === 'text' && row.align === 'centre')
        ? row.text.replaceAll(/\s/gu, ' ')
        : [],
    )
    .filter((text) => text.length <= columns - 4);
}

function large(rows: readonly ReceiptRow[]): readonly string[] {
  return rows.flatMap((row) =>
    row.kind === 'heading'
      ? (row.text.split(/\s/u)[0] ?? '')
      : row.kind === 'total'
        ? (row.amount.trim().split(/\s/u)[0] ?? '')
        : [],
  );
}

const KEPT: Readonly<Record<PaperKind, (typeof LOCALES)[number]>> = {
  sale: 'fr',
  refund: 'es',
  declined: 'de',
  copy: 'en',
  x: 'de',
  z: 'fr',
  test: 'en',
};

describe.each(PAPERS)('%s', (kind) => {
  const paper = paperOf(kind, KEPT[kind], LOOK);

  it('looks like its kept picture', async () => {
    await expect(drawPaper(print(paper, 42, true), 42)).toMatchFileSnapshot(
      `../testing/pictures/${kind}-42.svg`,
    );
  });

  it.each(COLUMNS)('opens the drawer first and is cut last, on %i columns', (columns) => {
    const happened = print(paper, columns, true);
    expect(happened[0]).toEqual({ kind: 'pulse', pin: 2, onMs: 50 });
    expect(happened.filter(({ kind: what }) => what === 'pulse')).toHaveLength(1);
    const cut = happened.findIndex(({ kind: what }) => what === 'cut');
    expect(asText(happened.slice(cut + 1), columns).trim()).toBe('');
  });

  it.each(COLUMNS)('carries its logo dot for dot and a code that fits, on %i columns', (columns) => {
    const happened = print(paper, columns);
    const pictures = happened.filter((each) => each.kind === 'picture');
    expect(pictures.map(({ bits }) => Buffer.from(bits).toString('base64'))).toEqual(
      paper.rows.some((row) => row.kind === 'logo') ? [LOGO.bits] : [],
    );
    const codes = happened.flatMap((each) =>
      each.kind === 'barcode' || each.kind === 'qr' ? [{ kind: each.kind, data: each.data }] : [],
    );
    const wanted = paper.rows.flatMap((row) => (row.kind === 'barcode' ? row.value : []));
    expect(codes.map(({ data }) => data)).toEqual(wanted);
    if (kind === 'sale' || kind === 'copy')
      expect(codes.map(({ data }) => readReceiptCode(data))).toEqual([PAYMENT]);
    for (const each of happened)
      if (each.kind === 'barcode')
        // Set C: a start, a symbol for two digits, a check and a stop of 13 modules.
        expect((11 * (each.data.length / 2 + 2) + 13) * 2).toBeLessThanOrEqual(columns * 12);
  });
});

describe('the numbers by which a maker calls its code pages', () => {
  it.each([
    ['epson', CODE_PAGES],
    ['bixolon', CODE_PAGES],
    ['star', CODE_PAGES],
    ['xprinter', CODE_PAGES],
    ['pos-8360', CODE_PAGES],
    ['citizen', CITIZEN_PAGES],
  ] as const)('of %s give the same paper, with every sign of it', (characterSet, pages) => {
    const rows = ['Crème 5 € ÄÖß', 'Łódź žluťoučký őű', 'Жя привет', '“Quote” – dash…', 'ñ ¿qué? £ ¥'].map(
      (text): ReceiptRow => ({ kind: 'text', text, align: 'left' }),
    );
    const bytes = encodePaper({ rows }, { columns: 42, characterSet, cut: false }, false);
    const texts = linesOf(interpret(bytes, pages)).map(({ text }) => text.trimEnd());
    expect(texts.slice(0, rows.length)).toEqual(rows.map((row) => lettersOf(row)));
  });
});
