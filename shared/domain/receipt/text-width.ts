/**
 * How wide a text is on a printer or terminal that gives each cell the same width: East Asian wide characters and
 * emoji take two cells, combining marks none.
 */
export function textWidth(text: string): number {
  return graphemesOf(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/**
 * Breaks a text into rows of at most `columns` cells, at spaces where possible, inside a word where it is longer
 * than a row. Leading spaces are an indent and return on every row. Never gives an empty list.
 * Throws RangeError when `columns` is below 2: a wide character would not fit.
 */
export function wrapText(text: string, columns: number): readonly string[] {
  if (columns < 2) throw new RangeError(`cannot wrap to ${columns} columns`);
  const indentWidth = /^ */.exec(text)?.[0].length ?? 0;
  const indent = ' '.repeat(indentWidth + 2 <= columns ? indentWidth : 0);
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    for (const piece of breakWord(word, columns - indent.length)) {
      const joined = row === '' ? piece : `${row} ${piece}`;
      if (textWidth(joined) <= columns - indent.length) {
        row = joined;
      } else {
        rows.push(row);
        row = piece;
      }
    }
  }
  return [...rows, row].map((part) => (part === '' ? '' : indent + part));
}

function breakWord(word: string, columns: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const grapheme of graphemesOf(word)) {
    if (piece !== '' && textWidth(piece + grapheme) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
  }
  return [...pieces, piece];
}

/** Splits by what a reader sees as one character; the same in every language, so no locale is named. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function graphemesOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** Wide and full-width blocks of Unicode Standard Annex 11, and pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) || grapheme.includes('\ufe0f') ? 2 : 1;
}
