/**
 * The fonts that every reader of PDFs has hold the letters of Western Europe (Windows code page 1252). Others are written
 * by the letter under their accent, or by a question mark: a wrong letter would be worse.
 */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** Letters with a stroke, which have no accent to take off. */
const STROKES: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ŧ: 't',
  '−': '-',
};

export function inWesternLetters(text: string): string {
  return Array.from(text, (letter) => {
    if (isWestern(letter)) return letter;
    const stroke = STROKES[letter];
    if (stroke !== undefined) return stroke;
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return bare !== '' && Array.from(bare).every(isWestern) ? bare : '?';
  }).join('');
}

function isWestern(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN_1.includes(letter);
}
