import type { ImportErrorCode, ImportField, TaxClass } from '../../../../shared/contract/index.ts';
import { parseMoneyText } from '../../../../shared/domain/money/index.ts';

/** What a row says about one product. A field that the file does not have is left out, and stays as it is. */
export type ImportRow = {
  readonly sku: string;
  readonly name?: string;
  readonly variant?: string;
  readonly category?: string;
  readonly priceMinor?: number | null;
  readonly taxClassId?: string;
  readonly barcodes?: readonly string[];
  readonly stock?: number;
  readonly soldBy?: 'piece' | 'weight';
  readonly scaleCode?: string | null;
  readonly favourite?: boolean;
};

export type RowTrouble = {
  readonly field: ImportField;
  readonly code: ImportErrorCode;
  readonly value: string;
};

export type RowReader = {
  readonly currency: string;
  readonly decimalSign: '.' | ',';
  readonly taxClasses: readonly TaxClass[];
};

const YES = new Set([
  '1',
  'yes',
  'y',
  'true',
  'x',
  'ja',
  'j',
  'wahr',
  'oui',
  'o',
  'vrai',
  'sí',
  'si',
  's',
  'verdadero',
]);
const NO = new Set(['', '0', 'no', 'n', 'false', 'nein', 'falsch', 'non', 'faux', 'falso']);
const WEIGHTS = new Set([
  'weight',
  'kg',
  'gewicht',
  'kilogram',
  'kilogramm',
  'poids',
  'au poids',
  'kilogramme',
  'peso',
  'kilogramo',
]);
const PIECES = new Set([
  '',
  'piece',
  'pc',
  'pcs',
  'stuck',
  'stück',
  'stk',
  'each',
  'pièce',
  'à la pièce',
  'unidad',
  'ud',
  'uds',
]);

/**
 * Whole numbers, with or without thousands. Spreadsheets like to write them with decimals too, some with the wrong
 * sign: as long as it isn't followed by three digits, that can't be thousands.
 */
const STOCKS = {
  '.': /^(-?)(\d{1,3}(?:[,\s'’]\d{3})+(?!,)|\d{1,7}(?!,000))(?:[.,]0+)?$/u,
  ',': /^(-?)(\d{1,3}(?:[.\s'’]\d{3})+(?!\.)|\d{1,7}(?!\.000))(?:[.,]0+)?$/u,
} as const;

/** Reads the cells of one row. All that is wrong with it is told at once, so that a file is corrected once. */
export function readRow(
  cells: Readonly<Partial<Record<ImportField, string>>>,
  reader: RowReader,
): { readonly row: ImportRow; readonly troubles: readonly RowTrouble[] } {
  const troubles: RowTrouble[] = [];
  const wrong = (field: ImportField, code: ImportErrorCode): void => {
    troubles.push({ field, code, value: (cells[field] ?? '').slice(0, 120) });
  };
  const text = (field: ImportField, most: number): string | undefined => {
    const cell = cells[field];
    if (cell === undefined) return undefined;
    const value = cell.replaceAll(/\p{Cc}+/gu, ' ').trim();
    if (value.length > most) wrong(field, 'too-long');
    return value;
  };
  const sku = text('sku', 1_000) ?? '';
  if (sku === '') wrong('sku', 'sku-missing');
  if (sku.length > 64) wrong('sku', 'sku-too-long');
  const name = text('name', 120);
  if (name === '') wrong('name', 'name-missing');
  const row = {
    sku,
    name,
    variant: text('variant', 60),
    category: text('category', 60),
    priceMinor: priceOf(cells.price, reader, wrong),
    taxClassId: taxOf(cells.tax, reader, wrong),
    barcodes: codesOf(cells.barcodes, wrong),
    stock: stockOf(cells.stock, reader, wrong),
    soldBy: choiceOf(cells.soldBy, [PIECES, WEIGHTS], () => wrong('soldBy', 'sold-by-unknown')),
    scaleCode: scaleCodeOf(cells.scaleCode, wrong),
    favourite: choiceOf(cells.favourite, [NO, YES], () => wrong('favourite', 'yes-no-unknown')),
  };
  return {
    row: {
      ...withoutMissing({
        ...row,
        soldBy:
          row.soldBy === undefined ? undefined : row.soldBy === 1 ? ('weight' as const) : ('piece' as const),
        favourite: row.favourite === undefined ? undefined : row.favourite === 1,
      }),
      sku,
    },
    troubles,
  };
}

type Wrong = (field: ImportField, code: ImportErrorCode) => void;

function priceOf(cell: string | undefined, reader: RowReader, wrong: Wrong): number | null | undefined {
  if (cell === undefined) return undefined;
  if (cell.trim() === '') return null;
  const parsed = parseMoneyText(cell, reader.currency, reader.decimalSign === ',' ? 'de-DE' : 'en-GB');
  if (parsed.ok) return parsed.amountMinor;
  wrong('price', 'price-not-a-number');
  return undefined;
}

/** By the name of a class, or by its rate as people write it: `19`, `19 %`, `0.19`. */
function taxOf(cell: string | undefined, reader: RowReader, wrong: Wrong): string | undefined {
  const text = cell?.trim() ?? '';
  if (text === '') return undefined;
  const named = reader.taxClasses.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (named !== undefined) return named.taxClassId;
  const match = /^(\d{1,2})(?:[.,](\d{1,4}))?\s*%?$/u.exec(text);
  const ratePpm = match === null ? null : Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  const rated = reader.taxClasses.find(
    (each) => each.ratePpm === ratePpm || each.ratePpm === (ratePpm ?? 0) * 100,
  );
  if (rated !== undefined && ratePpm !== null) return rated.taxClassId;
  wrong('tax', 'tax-unknown');
  return undefined;
}

function codesOf(cell: string | undefined, wrong: Wrong): readonly string[] | undefined {
  if (cell === undefined) return undefined;
  const codes = [...new Set(cell.split(/[\s,;|]+/u).filter((code) => code !== ''))];
  if (codes.length > 12 || codes.some((code) => !/^[\x21-\x7e]{3,48}$/.test(code))) {
    wrong('barcodes', 'code-not-allowed');
    return undefined;
  }
  return codes;
}

function stockOf(cell: string | undefined, reader: RowReader, wrong: Wrong): number | undefined {
  const text = cell?.trim() ?? '';
  if (text === '') return undefined;
  const match = STOCKS[reader.decimalSign].exec(text);
  const digits = match?.[2]?.replaceAll(/\D/gu, '') ?? '';
  if (match !== null && digits.length <= 7) return match[1] === '-' ? 0 - Number(digits) : Number(digits);
  wrong('stock', 'stock-not-a-number');
  return undefined;
}

function scaleCodeOf(cell: string | undefined, wrong: Wrong): string | null | undefined {
  if (cell === undefined) return undefined;
  const text = cell.trim();
  if (text === '') return null;
  if (/^\d{1,5}$/.test(text)) return text.padStart(5, '0');
  wrong('scaleCode', 'scale-code-not-allowed');
  return undefined;
}

function choiceOf(
  cell: string | undefined,
  choices: readonly [ReadonlySet<string>, ReadonlySet<string>],
  refuse: () => void,
): 0 | 1 | undefined {
  if (cell === undefined) return undefined;
  const text = cell.trim().toLowerCase();
  if (choices[0].has(text)) return 0;
  if (choices[1].has(text)) return 1;
  refuse();
  return undefined;
}

type Present<Row> = { readonly [Key in keyof Row]?: Exclude<Row[Key], undefined> };

/** A field that is not there is left out, so that it stays out when it is kept as JSON too. */
function withoutMissing<Row extends object>(row: Row): Present<Row> {
  // Only what is not undefined is left, which is what the type says.
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<Row>;
}
