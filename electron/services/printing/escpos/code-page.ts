import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

/**
 * Pages that every numbering has. Western Europe with the euro comes first: most papers then need one page for all
 * their lines.
 */
export const CODE_PAGES = ['cp858', 'windows1252', 'cp852', 'cp866', 'cp437'] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/**
 * A text in pieces of one code page each: a page is kept as long as it has the signs. The encoder's own choice copies
 * its tables for each letter, which takes a quarter of a second for a long receipt, and payments wait meanwhile.
 */
export function inCodePages(text: string): readonly { readonly page: CodePage; readonly text: string }[] {
  const pieces: { page: CodePage; text: string }[] = [];
  for (const sign of text) {
    const current = pieces.at(-1);
    const page = pageFor(sign, current?.page ?? CODE_PAGES[0]);
    if (current?.page === page) current.text += sign;
    else pieces.push({ page, text: sign });
  }
  return pieces;
}

/** The present page where it has the sign or where no page has it. */
function pageFor(sign: string, current: CodePage): CodePage {
  if (/^[ -~]$/u.test(sign) || has(current, sign)) return current;
  return CODE_PAGES.find((page) => has(page, sign)) ?? current;
}

/** By page and sign: there are as many as a shop's languages have. */
const KNOWN = new Map<string, boolean>();
const QUESTION_MARK = 0x3f;

function has(page: CodePage, sign: string): boolean {
  const key = `${page} ${sign}`;
  let known = KNOWN.get(key);
  if (known === undefined) {
    const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 42, errors: 'relaxed' });
    known = !encoder.codepage(page).text(sign).encode().includes(QUESTION_MARK);
    KNOWN.set(key, known);
  }
  return known;
}
