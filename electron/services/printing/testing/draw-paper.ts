import { code128Bars } from '../../../../shared/domain/receipt/index.ts';
import type { Printed } from './escpos-interpreter.ts';

const CELL = { width: 12, height: 24, line: 30 } as const;

/** The paper as a picture, dot for dot what the head would burn; letters as text, so that the picture stays small. */
export function drawPaper(happened: readonly Printed[], columns: number): string {
  const width = columns * CELL.width;
  const parts: string[] = [];
  let y = 12;
  for (const each of happened) {
    switch (each.kind) {
      case 'line': {
        const tall = each.heightTimes > 1;
        const height = CELL.line * each.heightTimes;
        if (each.text !== '') {
          const left = each.align === 'left' ? 0 : (width - each.text.length * CELL.width) / 2;
          parts.push(
            letters(each.text, left, y + CELL.height * each.heightTimes - 5, { tall, bold: each.bold }),
          );
        }
        y += height;
        break;
      }
      case 'barcode': {
        const bars = code128Bars(each.data) ?? [];
        const total = bars.reduce((sum, bar) => sum + bar, 0) * each.moduleDots;
        if (total > width) throw new Error(`Bars of ${String(total)} dots on paper of ${String(width)}`);
        let x = Math.floor((width - total) / 2);
        const drawn = bars.map((bar, index) => {
          const from = x;
          x += bar * each.moduleDots;
          return index % 2 === 0
            ? `M${String(from)} ${String(y)}h${String(bar * each.moduleDots)}v${String(each.heightDots)}h-${String(bar * each.moduleDots)}z`
            : '';
        });
        parts.push(`<path d="${drawn.join('')}"/>`);
        y += each.heightDots + 6;
        break;
      }
      case 'qr':
        parts.push(
          `<rect x="${String(width / 2 - 60)}" y="${String(y)}" width="120" height="120" fill="none" stroke="#000"><title>${each.data}</title></rect>`,
        );
        parts.push(letters('QR', width / 2 - 12, y + 66, { tall: false, bold: true }));
        y += 130;
        break;
      case 'picture': {
        parts.push(`<path d="${dots(each, Math.floor((width - each.widthDots) / 2), y)}"/>`);
        y += each.heightDots;
        break;
      }
      case 'pulse':
        parts.push(letters('drawer opens', 0, y + 10, { tall: false, bold: false }));
        y += 20;
        break;
      case 'cut':
        parts.push(`<path d="M0 ${String(y)}h${String(width)}" stroke="#000" stroke-dasharray="6 6"/>`);
        y += 12;
        break;
      default:
        throw new Error(`Not drawn: ${String(each satisfies never)}`);
    }
  }
  const size = `width="${String(width)}" height="${String(y)}" viewBox="0 0 ${String(width)} ${String(y)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n<rect width="100%" height="100%" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
}

function letters(
  text: string,
  x: number,
  y: number,
  how: { readonly tall: boolean; readonly bold: boolean },
): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const place = how.tall
    ? `transform="translate(${String(x)} ${String(y)}) scale(1 2)"`
    : `x="${String(x)}" y="${String(y)}"`;
  const weight = how.bold ? ' font-weight="700"' : '';
  const length = String(text.length * CELL.width);
  return `<text xml:space="preserve" ${place} font-family="monospace" font-size="20"${weight} textLength="${length}" lengthAdjust="spacingAndGlyphs">${safe}</text>`;
}

function dots(picture: Printed & { readonly kind: 'picture' }, left: number, top: number): string {
  const found: string[] = [];
  for (let row = 0; row < picture.heightDots; row += 1)
    for (let column = 0; column < picture.widthDots; column += 1) {
      const byte = picture.bits[(row * picture.widthDots + column) >> 3] ?? 0;
      if (((byte >> (7 - (column & 7))) & 1) === 1)
        found.push(`M${String(left + column)} ${String(top + row)}h1v1h-1z`);
    }
  return found.join('');
}
