import PDFDocument from 'pdfkit';
import {
  code128Bars,
  layoutReceipt,
  type ReceiptBlock,
  type ReceiptDocument,
  type ReceiptLogo,
} from '../../../../shared/domain/receipt/index.ts';
import { inWesternLetters } from './western-letters.ts';

/** In points, 72 to the inch. The page is as wide as the paper of a receipt printer and as long as the receipt. */
const COLUMNS = 42;
const FONT_SIZE = 9;
/** Each letter of Courier is 0.6 of its size wide. */
const CELL = FONT_SIZE * 0.6;
const LINE = 12.5;
const MARGIN = 18;
const WIDTH = COLUMNS * CELL + 2 * MARGIN;
const BARS_HEIGHT = 30;
/** Dots of a logo to the point, so that it has the size that it has on paper: 203 to the inch. */
const DOTS = 203 / 72;

/**
 * The same paper as a PDF: the lines that the printer prints, as text that can be selected, searched and read out.
 * Letters that the font has not are written by the nearest one. The bytes are the same for the same paper and time.
 */
export async function receiptPdf(
  paper: ReceiptDocument,
  about: { readonly title: string; readonly atMs: number; readonly language: string },
): Promise<Uint8Array> {
  const blocks = layoutReceipt(paper, COLUMNS);
  const height = blocks.reduce((sum, block) => sum + heightOf(block), 2 * MARGIN);
  const document = new PDFDocument({
    size: [WIDTH, height],
    margin: 0,
    font: 'Courier',
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, CreationDate: new Date(about.atMs) },
  });
  const pieces: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (piece: Uint8Array) => pieces.push(piece));
    document.on('end', () => {
      resolve(new Uint8Array(Buffer.concat(pieces)));
    });
    document.on('error', reject);
  });
  let y = MARGIN;
  for (const block of blocks) {
    draw(document, block, y);
    y += heightOf(block);
  }
  document.end();
  return done;
}

function heightOf(block: ReceiptBlock): number {
  switch (block.kind) {
    case 'line':
      return LINE;
    case 'code':
      return LINE * block.text.length + (code128Bars(block.value) === null ? 0 : BARS_HEIGHT + LINE);
    case 'logo':
      return block.heightDots / DOTS + LINE / 2;
    default:
      throw new Error(`No height for ${String(block satisfies never)}`);
  }
}

function draw(document: PDFKit.PDFDocument, block: ReceiptBlock, y: number): void {
  switch (block.kind) {
    case 'line':
      drawLine(document, block.text, y, block.weight !== 'plain');
      return;
    case 'code': {
      const bars = code128Bars(block.value);
      if (bars !== null) drawBars(document, bars, y + LINE / 2);
      const below = bars === null ? y : y + BARS_HEIGHT + LINE;
      block.text.forEach((line, index) => {
        drawLine(document, line, below + index * LINE, false);
      });
      return;
    }
    case 'logo':
      drawLogo(document, block, y);
      return;
    default:
      throw new Error(`No way to draw ${String(block satisfies never)}`);
  }
}

function drawLine(document: PDFKit.PDFDocument, text: string, y: number, isBold: boolean): void {
  if (text.trim() === '') return;
  // Spaces at the front are a distance on paper, and would only be in the way of whoever copies the line.
  const indent = text.length - text.trimStart().length;
  document
    .font(isBold ? 'Courier-Bold' : 'Courier', FONT_SIZE)
    .fillColor('black')
    .text(inWesternLetters(text.trim()), MARGIN + indent * CELL, y, { lineBreak: false });
}

function drawBars(document: PDFKit.PDFDocument, bars: readonly number[], y: number): void {
  const modules = bars.reduce((sum, width) => sum + width, 0);
  const moduleWidth = Math.min(1, (WIDTH - 2 * MARGIN) / modules);
  let x = (WIDTH - modules * moduleWidth) / 2;
  bars.forEach((width, index) => {
    if (index % 2 === 0) document.rect(x, y, width * moduleWidth, BARS_HEIGHT);
    x += width * moduleWidth;
  });
  document.fill('black');
}

/** Run by run: a picture of dots stays sharp at any size. */
function drawLogo(document: PDFKit.PDFDocument, logo: ReceiptLogo, y: number): void {
  const bits = Buffer.from(logo.bits, 'base64');
  const left = (WIDTH - logo.widthDots / DOTS) / 2;
  const isBlack = (dot: number): boolean => (((bits[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1) === 1;
  for (let row = 0; row < logo.heightDots; row += 1) {
    let from: number | null = null;
    for (let column = 0; column <= logo.widthDots; column += 1) {
      const black = column < logo.widthDots && isBlack(row * logo.widthDots + column);
      if (black) from ??= column;
      else if (from !== null) {
        document.rect(left + from / DOTS, y + row / DOTS, (column - from) / DOTS, 1 / DOTS);
        from = null;
      }
    }
  }
  document.fill('black');
}
