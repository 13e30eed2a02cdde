import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { CharacterSet, ReceiptColumns } from '../../../../shared/contract/index.ts';
import {
  layoutReceipt,
  type ReceiptBlock,
  type ReceiptDocument,
  type ReceiptLogo,
} from '../../../../shared/domain/receipt/index.ts';
import { CODE_PAGES, inCodePages } from './code-page.ts';

export type PaperRules = {
  readonly columns: ReceiptColumns;
  readonly characterSet: CharacterSet;
  readonly cut: boolean;
};

/** Dots across the paper: a character of font A is 12 wide. */
export function paperDots(columns: ReceiptColumns): number {
  return columns * 12;
}

/**
 * The bytes of a paper for an ESC/POS printer. The pulse for the drawer comes before everything that prints, so that the
 * cashier makes change while the paper comes out. A character that no code page of the printer has becomes `?`.
 */
export function encodePaper(document: ReceiptDocument, rules: PaperRules, kickDrawer: boolean): Uint8Array {
  const encoder = begin(rules);
  if (kickDrawer) encoder.raw(DRAWER_PULSE);
  for (const block of layoutReceipt(document, rules.columns)) put(encoder, block, rules);
  // Past the cutter: the last lines stand between head and knife.
  encoder.newline(rules.cut ? 5 : 3);
  if (rules.cut) encoder.cut('partial');
  return encoder.encode();
}

/** The bytes that open a drawer and print nothing. */
export function encodeDrawerKick(): Uint8Array {
  return Uint8Array.from([0x1b, 0x40, ...DRAWER_PULSE]);
}

/** ESC p: pin 2, 50 ms on, 500 ms off. Longer pulses heat the coil of small drawers. */
const DRAWER_PULSE = [0x1b, 0x70, 0, 25, 250];

function begin({ columns, characterSet }: PaperRules): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    codepageMapping: characterSet,
    imageMode: 'raster',
    newline: '\n',
    feedBeforeCut: 0,
    errors: 'relaxed',
  })
    .initialize()
    .codepage(CODE_PAGES[0]);
}

function put(encoder: ReceiptPrinterEncoder, block: ReceiptBlock, rules: PaperRules): void {
  switch (block.kind) {
    case 'line':
      if (block.weight !== 'plain') encoder.bold(true);
      if (block.weight === 'large') encoder.height(2);
      putText(encoder, block.text);
      if (block.weight === 'large') encoder.height(1);
      if (block.weight !== 'plain') encoder.bold(false);
      encoder.newline();
      return;
    case 'code':
      putCode(encoder, block, rules);
      return;
    case 'logo':
      encoder
        .align('center')
        .image(pictureOf(block), block.widthDots, heightFor(block), 'threshold')
        .align('left');
      return;
    default:
      throw new Error(`No way to print ${String(block satisfies never)}`);
  }
}

function putText(encoder: ReceiptPrinterEncoder, text: string): void {
  for (const piece of inCodePages(text)) encoder.codepage(piece.page).text(piece.text);
}

/** Thinner bars than two dots are not promised by printers, and not read by old scanners. */
const MODULE_DOTS = 2;

/**
 * Digits by set C of Code 128 where the bars fit, else a QR code. The code of a Stripe payment just fits 80 mm paper at
 * 203 dpi: the quiet zone that a scanner wants is in the margins, which the head does not reach.
 */
function putCode(
  encoder: ReceiptPrinterEncoder,
  block: ReceiptBlock & { kind: 'code' },
  rules: PaperRules,
): void {
  encoder.align('center');
  const modules = 11 * (block.value.length / 2 + 2) + 13;
  const fits = modules * MODULE_DOTS <= paperDots(rules.columns);
  if (/^(\d\d)+$/u.test(block.value) && fits) {
    encoder.barcode(`{C${pairsOf(block.value)}`, 'code128', { height: 72, width: 1, text: false });
  } else {
    encoder.qrcode(block.value, { model: 2, size: 5, errorlevel: 'm' });
  }
  encoder.align('left');
  for (const line of block.text) {
    putText(encoder, line);
    encoder.newline();
  }
}

function pairsOf(digits: string): string {
  return (digits.match(/\d\d/gu) ?? []).map((pair) => String.fromCharCode(Number(pair))).join('');
}

function heightFor({ heightDots }: ReceiptLogo): number {
  return Math.ceil(heightDots / 8) * 8;
}

function pictureOf(logo: ReceiptLogo): {
  data: Uint8ClampedArray;
  width: number;
  height: number;
  colorSpace: 'srgb';
} {
  const bits = Buffer.from(logo.bits, 'base64');
  const height = heightFor(logo);
  const data = new Uint8ClampedArray(logo.widthDots * height * 4).fill(255);
  for (let row = 0; row < logo.heightDots; row += 1) {
    for (let column = 0; column < logo.widthDots; column += 1) {
      const byte = bits[(row * logo.widthDots + column) >> 3] ?? 0;
      if (((byte >> (7 - (column & 7))) & 1) === 0) continue;
      const at = (row * logo.widthDots + column) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return { data, width: logo.widthDots, height, colorSpace: 'srgb' };
}
