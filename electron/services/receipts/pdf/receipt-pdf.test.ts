import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import {
  PLAIN_LOOK,
  renderReceiptText,
  type ReceiptDocument,
} from '../../../../shared/domain/receipt/index.ts';
import { copyOf, sampleReceipt } from '../index.ts';
import { receiptPdf } from './receipt-pdf.ts';
import { inWesternLetters } from './western-letters.ts';

/** Receipts as PDF, read back by Mozilla's reader: what a customer can select is what the printer prints. */
const SHOP = {
  storeName: 'Bäckerei Süd',
  register: 'Till 1',
  cashierName: 'Ana',
  currency: 'EUR',
  atMs: Date.UTC(2026, 10, 23, 12, 0),
};
const LOGO = {
  kind: 'logo',
  widthDots: 16,
  heightDots: 8,
  bits: Buffer.from('ff01810181018101810181018101ffff', 'hex').toString('base64'),
} as const;
const ABOUT = { title: 'Receipt R-000000', atMs: SHOP.atMs, language: 'de' };

async function read(bytes: Uint8Array) {
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: true, verbosity: 0 });
  const pdf = await loading.promise;
  const page = await pdf.getPage(1);
  const content = await page.getTextContent();
  const lines = new Map<number, { x: number; text: string }[]>();
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const transform = item.transform as readonly number[]; // A matrix of six: position in the last two.
    const y = Math.round(transform[5] ?? 0);
    lines.set(y, [...(lines.get(y) ?? []), { x: transform[4] ?? 0, text: item.str }]);
  }
  const { info } = await pdf.getMetadata();
  const result = {
    pages: pdf.numPages,
    title: (info as { Title?: string }).Title,
    size: page.getViewport({ scale: 1 }),
    lines: [...lines]
      .toSorted(([one], [other]) => other - one)
      .map(([, items]) =>
        items
          .toSorted((one, other) => one.x - other.x)
          .map(({ text }) => text)
          .join(''),
      ),
  };
  await loading.destroy();
  return result;
}

describe('a receipt as PDF', () => {
  it.each(['en', 'de'] as const)(
    'holds the lines of the paper as text, on one page, in %s',
    async (locale) => {
      const paper = sampleReceipt(SHOP, locale, {
        ...PLAIN_LOOK,
        logo: LOGO,
        headerLines: ['Gäßchen 1 · 5 €'],
      });
      const { pages, title, lines, size } = await read(await receiptPdf(paper, ABOUT));
      expect([pages, title]).toEqual([1, 'Receipt R-000000']);
      const printed = renderReceiptText(paper)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      expect(lines.map((line) => line.replaceAll(/\s+/gu, ' '))).toEqual(
        printed.map((line) => line.replaceAll(/\s+/gu, ' ')),
      );
      // As wide as the paper of a printer, and no line below its end.
      expect(size.width).toBeGreaterThan(200);
      expect(size.width).toBeLessThan(300);
    },
  );

  it('carries the mark of a copy', async () => {
    const paper = sampleReceipt(SHOP, 'en', PLAIN_LOOK);
    const copy = copyOf(paper, { copyNumber: 2, atMs: SHOP.atMs, locale: 'en' });
    const { lines } = await read(await receiptPdf(copy, ABOUT));
    expect(lines.filter((line) => line.includes('COPY 2'))).toHaveLength(2);
  });

  it('is the same for the same paper and time', async () => {
    const paper = sampleReceipt(SHOP, 'en', PLAIN_LOOK);
    const [one, two] = await Promise.all([receiptPdf(paper, ABOUT), receiptPdf(paper, ABOUT)]);
    expect(Buffer.from(one ?? []).equals(Buffer.from(two ?? []))).toBe(true);
  });

  it('writes letters that the font has not by the nearest ones, and never drops a line', async () => {
    expect(inWesternLetters('Łódź żółty €5 – “œuf” Ω')).toBe('Lódz zólty €5 – “œuf” ?');
    const paper: ReceiptDocument = {
      rows: [
        { kind: 'columns', left: 'Żurek', right: '12,00' },
        { kind: 'text', text: 'Σ', align: 'left' },
      ],
    };
    const { lines } = await read(await receiptPdf(paper, ABOUT));
    expect(lines.map((line) => line.replaceAll(/\s+/gu, ' '))).toEqual(['Zurek 12,00', '?']);
  });
});
