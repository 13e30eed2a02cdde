import { CODE_PAGES } from './code-pages.ts';

/*
 * Reads a stream of ESC/POS as a printer would, from Epson's command reference and without a line of the encoder that
 * made it. Strict on purpose: a command that it does not know is a defect of the paper, not of the reader.
 */
export type PrintedLine = {
  readonly text: string;
  readonly bold: boolean;
  readonly heightTimes: number;
  readonly align: 'left' | 'centre' | 'right';
};

export type Printed =
  | ({ readonly kind: 'line' } & PrintedLine)
  | {
      readonly kind: 'barcode';
      readonly set: string;
      readonly data: string;
      readonly moduleDots: number;
      readonly heightDots: number;
    }
  | { readonly kind: 'qr'; readonly data: string; readonly moduleDots: number }
  | {
      readonly kind: 'picture';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'pulse'; readonly pin: 2 | 5; readonly onMs: number }
  | { readonly kind: 'cut'; readonly part: boolean };

/** Everything that happened at the printer, in order. Throws on bytes that no receipt printer knows. */
export function interpret(stream: Uint8Array, pages = CODE_PAGES): readonly Printed[] {
  const bytes = Array.from(stream);
  const happened: Printed[] = [];
  let at = 0;
  let page = 0;
  let bold = false;
  let heightTimes = 1;
  let align: PrintedLine['align'] = 'left';
  let text = '';
  let lineBold = false;
  let lineHeight = 1;
  const bar = { moduleDots: 3, heightDots: 162 };
  let qrData = '';
  let qrDots = 3;
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw new Error('The stream ends inside a command');
    at += 1;
    return byte;
  };
  const take = (count: number): readonly number[] => Array.from({ length: count }, next);
  const put = (character: string): void => {
    text += character;
    lineBold ||= bold && character !== ' ';
    lineHeight = Math.max(lineHeight, heightTimes);
  };
  const feed = (): void => {
    happened.push({ kind: 'line', text, bold: lineBold, heightTimes: lineHeight, align });
    text = '';
    lineBold = false;
    lineHeight = 1;
  };
  const flushed = (): void => {
    if (text !== '') throw new Error(`A command that needs an empty line came after "${text}"`);
  };

  const escape = (command: number): void => {
    switch (command) {
      case 0x40: // ESC @
        page = 0;
        bold = false;
        heightTimes = 1;
        align = 'left';
        text = '';
        return;
      case 0x74: // ESC t
        page = next();
        if (!pages.has(page)) throw new Error(`Code page ${String(page)} is not one of the interpreter's`);
        return;
      case 0x45: // ESC E
        bold = (next() & 1) === 1;
        return;
      case 0x4d: // ESC M
        if (next() !== 0) throw new Error('Another font than A');
        return;
      case 0x61: // ESC a
        flushed();
        align = (['left', 'centre', 'right'] as const)[next() & 3] ?? 'left';
        return;
      case 0x64: // ESC d
        feed();
        take(1);
        return;
      case 0x70: {
        // ESC p
        const pin = next() === 0 ? 2 : 5;
        const [on = 0] = take(2);
        happened.push({ kind: 'pulse', pin, onMs: on * 2 });
        return;
      }
      default:
        throw new Error(`Unknown command ESC ${command.toString(16)}`);
    }
  };
  const graphics = (): void => {
    // GS ( k: two-dimensional codes
    const [low = 0, high = 0] = take(2);
    const [, command = 0, ...rest] = take(low + high * 256);
    if (command === 0x43) qrDots = rest[0] ?? 0;
    else if (command === 0x50) qrData = String.fromCharCode(...rest.slice(1));
    else if (command === 0x51) happened.push({ kind: 'qr', data: qrData, moduleDots: qrDots });
    else if (command !== 0x41 && command !== 0x45)
      throw new Error(`Unknown QR command ${command.toString(16)}`);
  };
  const barcode = (): void => {
    // GS k, form B
    const system = next();
    if (system !== 73) throw new Error(`Another barcode than Code 128: ${String(system)}`);
    const data = take(next());
    if (data[0] !== 0x7b || data[1] !== 0x43) throw new Error('Not set C of Code 128');
    const digits = data.slice(2).map((pair) => {
      if (pair > 99) throw new Error(`No pair of digits: ${String(pair)}`);
      return String(pair).padStart(2, '0');
    });
    happened.push({ kind: 'barcode', set: 'C', data: digits.join(''), ...bar });
  };
  const group = (command: number): void => {
    switch (command) {
      case 0x21: {
        // GS !
        const size = next();
        if (size >> 4 !== 0) throw new Error('Wide characters would not fit the columns');
        heightTimes = (size & 7) + 1;
        return;
      }
      case 0x28:
        if (next() !== 0x6b) throw new Error('Unknown command GS (');
        graphics();
        return;
      case 0x48: // GS H
        if (next() !== 0) throw new Error('The printer would write the digits a second time');
        return;
      case 0x56: {
        // GS V
        flushed();
        happened.push({ kind: 'cut', part: (next() & 1) === 1 });
        return;
      }
      case 0x68:
        bar.heightDots = next();
        return;
      case 0x6b:
        flushed();
        barcode();
        return;
      case 0x76: {
        // GS v 0
        take(2);
        const [widthLow = 0, widthHigh = 0, heightLow = 0, heightHigh = 0] = take(4);
        const widthBytes = widthLow + widthHigh * 256;
        const heightDots = heightLow + heightHigh * 256;
        const bits = Uint8Array.from(take(widthBytes * heightDots));
        happened.push({ kind: 'picture', widthDots: widthBytes * 8, heightDots, bits });
        return;
      }
      case 0x77:
        bar.moduleDots = next();
        return;
      default:
        throw new Error(`Unknown command GS ${command.toString(16)}`);
    }
  };

  while (at < bytes.length) {
    const byte = next();
    if (byte === 0x1b) escape(next());
    else if (byte === 0x1d) group(next());
    else if (byte === 0x1c) {
      if (next() !== 0x2e) throw new Error('Unknown command FS'); // FS .: no double-byte characters
    } else if (byte === 0x0a) feed();
    else if (byte === 0x0d) continue;
    else if (byte < 0x20) throw new Error(`Unknown byte ${byte.toString(16)}`);
    else put(byte < 0x80 ? String.fromCharCode(byte) : (pages.get(page)?.[byte - 0x80] ?? '\ufffd'));
  }
  flushed();
  return happened;
}

/** What a person reads on the paper, with codes in brackets. */
export function asText(happened: readonly Printed[], columns: number): string {
  return happened
    .flatMap((each): readonly string[] => {
      switch (each.kind) {
        case 'line': {
          const room = columns - each.text.length;
          const indent = each.align === 'left' ? 0 : each.align === 'right' ? room : Math.floor(room / 2);
          return [(' '.repeat(Math.max(0, indent)) + each.text).trimEnd()];
        }
        case 'barcode':
          return [`[Code 128 ${each.data}]`];
        case 'qr':
          return [`[QR ${each.data}]`];
        case 'picture':
          return [`[Picture ${String(each.widthDots)} x ${String(each.heightDots)}]`];
        case 'pulse':
          return ['[Drawer]'];
        case 'cut':
          return ['[Cut]'];
        default:
          throw new Error(`Not read: ${String(each satisfies never)}`);
      }
    })
    .join('\n');
}
