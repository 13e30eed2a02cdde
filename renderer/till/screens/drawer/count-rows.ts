import { listDenominations } from '../../../../shared/domain/drawer/index.ts';
import {
  AMOUNT_MINOR_MAX,
  currencyFacts,
  keypadPush,
  type KeypadKey,
} from '../../../../shared/domain/money/index.ts';

/** A row of the count: one kind of note or coin, or the rest that is typed as an amount. */
export type CountRow =
  | { readonly kind: 'note' | 'coin'; readonly id: string; readonly valueMinor: number }
  | { readonly kind: 'other'; readonly id: 'other' };

const PIECES_MAX = 99_999;

/** The rows in the order in which they are counted: notes down, coins down, then the rest. */
export function rowsOf(currency: string): readonly CountRow[] {
  const { notesMinor, coinsMinor } = listDenominations(currency);
  const unit = 10 ** currencyFacts(currency).decimals;
  return [
    ...notesMinor
      // Rare notes are counted as the rest; a screenful of rows that stay empty helps nobody.
      .filter((valueMinor) => unit === 1 || valueMinor <= 200 * unit)
      .map((valueMinor) => ({ kind: 'note' as const, id: `note-${String(valueMinor)}`, valueMinor })),
    ...coinsMinor.map((valueMinor) => ({
      kind: 'coin' as const,
      id: `coin-${String(valueMinor)}`,
      valueMinor,
    })),
    { kind: 'other', id: 'other' },
  ];
}

/** What a key makes of a row. Pieces never grow beyond what a drawer holds, the rest never beyond what a till counts. */
export function pressKey(row: CountRow, before: number, key: KeypadKey): number {
  return keypadPush(before, key, row.kind === 'other' ? AMOUNT_MINOR_MAX : PIECES_MAX);
}

/** What was counted, as main wants it. Rows that were left empty are not in it. */
export function countOf(
  rows: readonly CountRow[],
  typed: Readonly<Record<string, number>>,
): { readonly pieces: { valueMinor: number; count: number }[]; readonly otherMinor: number } {
  return {
    pieces: rows.flatMap((row) => {
      const count = typed[row.id] ?? 0;
      return row.kind === 'other' || count === 0 ? [] : [{ valueMinor: row.valueMinor, count }];
    }),
    otherMinor: typed['other'] ?? 0,
  };
}

/** What the rows of one kind come to, for their heading. Main adds the count up itself. */
export function sumOf(
  rows: readonly CountRow[],
  typed: Readonly<Record<string, number>>,
  kind: CountRow['kind'] | 'all',
): number {
  return rows.reduce((sum, row) => {
    if (kind !== 'all' && row.kind !== kind) return sum;
    const count = typed[row.id] ?? 0;
    return sum + (row.kind === 'other' ? count : row.valueMinor * count);
  }, 0);
}
