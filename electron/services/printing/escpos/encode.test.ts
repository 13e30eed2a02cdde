import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CharacterSet, ReceiptColumns } from '../../../../shared/contract/index.ts';
import { LOCALES } from '../../../../shared/domain/locale/index.ts';
import {
  code128Bars,
  layoutReceipt,
  PLAIN_LOOK,
  readReceiptCode,
  renderReceiptText,
  type ReceiptDocument,
  type ReceiptRow,
} from '../../../../shared/domain/receipt/index.ts';
import { sentencesOf } from '../../../../tests/support/sentences.ts';
import { sampleReceipt, testPage } from '../../receipts/index.ts';
import { drawPaper } from '../testing/draw-paper.ts';
import { asText, interpret, type Printed } from '../testing/escpos-interpreter.ts';
import { encodeDrawerKick, encodePaper } from './encode.ts';

/**
 * What a printer makes of the bytes, read by an interpreter that shares no code with the encoder: as text beside the
 * plain receipt, and as a picture beside a kept one.
 */
const SHOP = {
  storeName: 'Corner Bakery',
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
const LOOK = {
  ...PLAIN_LOOK,
  logo: LOGO,
  headerLines: ['Bäckergasse 1', '10115 Berlin'],
  footerLines: ['À bientôt · 5 € off'],
};
const RECEIPT = sampleReceipt(SHOP, 'de', LOOK);

const rules = (columns: ReceiptColumns, characterSet: CharacterSet = 'epson') => ({
  columns,
  characterSet,
  cut: true,
});
const linesOf = (happened: readonly Printed[]) => happened.filter((each) => each.kind === 'line');

describe.each(LOCALES)('the words on paper in %s', (locale) => {
  it('come out as they stand on the screen, with all their accents', () => {
    const words = sentencesOf(locale).filter(({ path }) => path.startsWith('paper.'));
    const rows = words.map((word): ReceiptRow => ({ kind: 'text', text: word.say([]), align: 'left' }));
    const printed = asText(interpret(encodePaper({ rows }, rules(42), false)), 42);
    expect(printed.replace('[Cut]', '').trim()).toBe(renderReceiptText({ rows }, 42).trim());
  });
});

describe.each([32, 42, 48] as const)('a receipt on paper of %i columns', (columns) => {
  const happened = interpret(encodePaper(RECEIPT, rules(columns), true));

  it('reads like the receipt on the screen, accents and euro included', () => {
    // Below a code or a picture stands one empty line more.
    const full = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('['));
    expect(full(asText(happened, columns))).toEqual(full(renderReceiptText(RECEIPT, columns)));
  });

  it('looks like the kept picture', async () => {
    await expect(drawPaper(happened, columns)).toMatchFileSnapshot(
      `../testing/pictures/receipt-${String(columns)}.svg`,
    );
  });

  it('opens the drawer before the first line is printed, and once', () => {
    expect(happened[0]).toEqual({ kind: 'pulse', pin: 2, onMs: 50 });
    expect(happened.filter(({ kind }) => kind === 'pulse')).toHaveLength(1);
  });

  it('is cut once, below everything', () => {
    expect(happened.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
    const below = happened.slice(happened.findIndex(({ kind }) => kind === 'cut') + 1);
    expect(asText(below, columns).trim()).toBe('');
  });

  it('carries the code that leads back to the payment', () => {
    const codes = happened.flatMap((each) =>
      each.kind === 'barcode' || each.kind === 'qr' ? [each.data] : [],
    );
    expect(codes.map(readReceiptCode)).toEqual(['pi_3Sample0Sample0Sample0Sa']);
  });

  it('carries the logo dot for dot', () => {
    const [picture] = happened.filter((each) => each.kind === 'picture');
    expect(picture).toMatchObject({ widthDots: 16, heightDots: 8 });
    expect(Buffer.from(picture?.bits ?? []).toString('base64')).toBe(LOGO.bits);
  });
});

describe('the bytes for a printer', () => {
  it('set totals and the shop’s name apart, and never widen a character', () => {
    const lines = linesOf(interpret(encodePaper(RECEIPT, rules(42), false)));
    const large = lines.filter(({ heightTimes }) => heightTimes === 2).map(({ text }) => text.trim());
    expect(large).toContain('Corner Bakery');
    expect(large.some((text) => text.startsWith('Summe'))).toBe(true);
    expect(large).toHaveLength(2);
  });

  it('do not open the drawer unasked, and open it alone when nothing is to be printed', () => {
    expect(interpret(encodePaper(RECEIPT, rules(42), false)).some(({ kind }) => kind === 'pulse')).toBe(
      false,
    );
    expect(interpret(encodeDrawerKick())).toEqual([{ kind: 'pulse', pin: 2, onMs: 50 }]);
  });

  it('leave out the cut where there is no knife', () => {
    const happened = interpret(encodePaper(RECEIPT, { ...rules(42), cut: false }, false));
    expect(happened.some(({ kind }) => kind === 'cut')).toBe(false);
  });

  it('take bars where they fit the paper and a QR code where they do not', () => {
    const kinds = ([32, 42, 48] as const).map(
      (columns) =>
        interpret(encodePaper(RECEIPT, rules(columns), false)).find(
          ({ kind }) => kind === 'barcode' || kind === 'qr',
        )?.kind,
    );
    expect(kinds).toEqual(['qr', 'qr', 'barcode']);
  });

  it('take a QR code for a sale without a card, whose id has letters', () => {
    const document: ReceiptDocument = {
      rows: [{ kind: 'barcode', value: '0193a4f2-1111-7000-8000-00000000abcd' }],
    };
    const happened = interpret(encodePaper(document, rules(48), false));
    expect(happened.find(({ kind }) => kind === 'qr')).toMatchObject({
      data: '0193a4f2-1111-7000-8000-00000000abcd',
    });
  });

  it('show a question mark where no code page has the sign, and keep the rest of the line', () => {
    const document: ReceiptDocument = { rows: [{ kind: 'text', text: 'Tee 東 €2', align: 'left' }] };
    expect(linesOf(interpret(encodePaper(document, rules(42), false)))[0]?.text).toMatch(/^Tee \?+ €2$/u);
  });

  it('print a test page whose ruler is as wide as the paper', () => {
    const page = testPage({ ...SHOP, printerName: '10.0.0.7:9100', columns: 48 }, 'en');
    const lines = linesOf(interpret(encodePaper(page, rules(48), false))).map(({ text }) => text);
    expect(lines).toContain('123456789012345678901234567890123456789012345678');
    expect(lines).toContain('€ £ ÄÖÜ äöü ß é è ç ñ å ø');
  });

  it('carry any text of European languages through, at any width', () => {
    const words = fc.stringMatching(/^[A-Za-z0-9 ÄÖÜäöüßÉéèêçñåøæ€£ŁłŽžĎďČčřšŰűŐőЖдя.,:%*-]{1,60}$/u);
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), fc.constantFrom(32, 42, 48), (texts, columns) => {
        const rows = texts.map((text) => ({ kind: 'text', text, align: 'left' }) as const);
        const wanted = layoutReceipt({ rows }, columns).map((block) =>
          block.kind === 'line' ? block.text : '',
        );
        const printed = linesOf(interpret(encodePaper({ rows }, rules(columns), false))).map(
          ({ text }) => text,
        );
        expect(printed.slice(0, wanted.length)).toEqual(wanted);
      }),
    );
  });
});

describe('Code 128', () => {
  it('has eleven modules for each symbol and thirteen for the stop', () => {
    const bars = code128Bars('0012345678901234567890123456789012345678901234567890') ?? [];
    expect(bars.reduce((sum, bar) => sum + bar, 0)).toBe(11 * 28 + 13);
  });
  it('is that of the standard’s own reading: start C, 12 34, check, stop', () => {
    expect(code128Bars('1234')?.join('')).toBe('211232112232131123' + '121241' + '2331112');
  });
  it('refuses what set C can’t carry', () => {
    expect(['', '123', '12a4'].map(code128Bars)).toEqual([null, null, null]);
  });
});
