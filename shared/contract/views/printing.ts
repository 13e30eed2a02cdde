import { z } from 'zod';
import { atMsSchema, idSchema } from '../basics.ts';

/** Why paper did not come, as the person at the printer would say it. Each has its sentence in the page's texts. */
export const printerCauseSchema = z.enum([
  /** Nothing is set up, or what is set up prints from the page. */
  'no-printer',
  /** The address answers, but nothing listens there. */
  'refused',
  /** Nobody answers at the address in time. */
  'no-answer',
  'no-route',
  'name-unknown',
  /** The line broke, or the printer fell silent, after the job was begun. */
  'connection-lost',
  'paper-out',
  'cover-open',
  /** The printer says that it is not ready, and not why. */
  'offline',
  'device-missing',
  'device-busy',
  'permission-denied',
  'not-a-serial-port',
  'queue-missing',
  'queue-stopped',
  /** The computer's print service does not answer, or is not installed. */
  'spooler-missing',
  'unexpected',
]);

export const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Paper on the screen, in training. */
  z.strictObject({ kind: z.literal('virtual') }),
  /** The print dialog of the page: whichever printer, but no drawer and no cut. */
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({
    kind: z.literal('network'),
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[0-9A-Za-z.:%_-]+$/u),
    port: z.int().min(1).max(65_535),
  }),
  /** A device file: USB printers of the kernel (`/dev/usb/lp0`) and serial lines (`/dev/ttyUSB0`, `COM3`). */
  z.strictObject({
    kind: z.literal('device'),
    path: z
      .string()
      .trim()
      .regex(/^(\/dev\/[0-9A-Za-z._/-]{1,100}|COM\d{1,3}|LPT\d)$/u)
      .refine((path) => !path.includes('..')),
    /** Bits per second of a serial line; null for USB. */
    baudRate: z.union([z.literal(9600), z.literal(19_200), z.literal(38_400), z.literal(115_200)]).nullable(),
  }),
  /** A queue of CUPS or of Windows, by its name. */
  z.strictObject({
    kind: z.literal('spooler'),
    queue: z
      .string()
      .trim()
      .min(1)
      .max(220)
      .regex(/^[^\p{Cc}/#-][^\p{Cc}/#]*$/u),
  }),
]);

export const receiptColumnsSchema = z.union([z.literal(32), z.literal(42), z.literal(48)]);

/** Whose numbering of code pages the printer follows. */
export const characterSetSchema = z.enum([
  'epson',
  'bixolon',
  'citizen',
  'star',
  'xprinter',
  'pos-8360',
  'pos-5890',
  'sunmi',
]);

export const printSettingsSchema = z.strictObject({
  printer: printerSchema,
  columns: receiptColumnsSchema,
  characterSet: characterSetSchema,
  cut: z.boolean(),
  /** Whether a drawer hangs on this printer: it opens when cash is taken or given, before the receipt. */
  drawer: z.boolean(),
  autoPrint: z.boolean(),
  /** Whether closing a shift prints its Z. */
  printZ: z.boolean(),
});

export const logoSchema = z
  .strictObject({
    kind: z.literal('logo'),
    widthDots: z.int().min(8).max(384).multipleOf(8),
    heightDots: z.int().min(1).max(200),
    bits: z.base64().max(14_000),
  })
  // One bit a dot, row by row; base64 takes four letters for three bytes.
  .refine(({ widthDots, heightDots, bits }) => bits.length === 4 * Math.ceil((widthDots * heightDots) / 24));

const receiptLineSchema = z.string().trim().max(80);

/** What the shop decides about its paper; see `ReceiptLook` of the domain. */
export const receiptLookSchema = z.strictObject({
  logo: logoSchema.nullable(),
  headerLines: z.array(receiptLineSchema).max(8),
  footerLines: z.array(receiptLineSchema).max(8),
  showCashier: z.boolean(),
  showItemCount: z.boolean(),
  showCode: z.boolean(),
});

/** Paper, ready to be drawn: lines of one width, codes and pictures. */
export const paperSchema = z.strictObject({
  columns: receiptColumnsSchema,
  blocks: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('line'),
        text: z.string(),
        weight: z.enum(['plain', 'bold', 'large']),
      }),
      z.strictObject({ kind: z.literal('code'), value: z.string(), text: z.array(z.string()) }),
      logoSchema,
    ]),
  ),
});

export const foundPrinterSchema = z.strictObject({
  label: z.string(),
  printer: printerSchema,
  /** True when it answered like a receipt printer; null where nobody can ask. */
  answers: z.boolean().nullable(),
});

/**
 * What became of a job. `printed`: the printer said so behind it. `sent`: all of it was taken, and nothing there can say
 * more. `unknown`: bytes went out and nobody knows what of them is on paper.
 */
export const printStateSchema = z.enum([
  'waiting',
  'sending',
  'printed',
  'sent',
  'failed',
  'unknown',
  'cancelled',
]);
export const printKindSchema = z.enum([
  'receipt',
  'refund',
  'declined-slip',
  'test',
  'drawer',
  'x-report',
  'z-report',
]);

export const printJobSchema = z.strictObject({
  jobId: idSchema,
  kind: printKindSchema,
  /** The number of the receipt or refund that is printed. */
  label: z.string().nullable(),
  state: printStateSchema,
  cause: printerCauseSchema.nullable(),
  /** 0: the original. */
  copyNumber: z.int().min(0),
  kicksDrawer: z.boolean(),
  createdAtMs: atMsSchema,
  nextTryAtMs: atMsSchema.nullable(),
});

/** What frames the page knows of printing. */
export const printingViewSchema = z.strictObject({
  printer: z.enum(['none', 'virtual', 'system', 'network', 'device', 'spooler']),
  waiting: z.int(),
  /** Receipts can be mailed. */
  mail: z.boolean(),
  /** The newest job that needs a person. */
  trouble: printJobSchema.nullable(),
  /** The newest paper of the virtual printer. */
  paper: z.strictObject({ jobId: idSchema, atMs: atMsSchema, kicksDrawer: z.boolean() }).nullable(),
});

export const printAttemptSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    /** Whether the printer itself said so; else something took the bytes, and nobody there answers questions. */
    confirmed: z.boolean(),
  }),
  z.strictObject({ ok: z.literal(false), cause: printerCauseSchema, sent: z.enum(['nothing', 'maybe']) }),
]);

export type PrinterCause = z.output<typeof printerCauseSchema>;
export type Printer = z.output<typeof printerSchema>;
export type PrintSettings = z.output<typeof printSettingsSchema>;
export type CharacterSet = z.output<typeof characterSetSchema>;
export type ReceiptColumns = z.output<typeof receiptColumnsSchema>;
export type ReceiptLookView = z.output<typeof receiptLookSchema>;
export type Paper = z.output<typeof paperSchema>;
export type FoundPrinter = z.output<typeof foundPrinterSchema>;
export type PrintJobView = z.output<typeof printJobSchema>;
export type PrintKind = z.output<typeof printKindSchema>;
export type PrintState = z.output<typeof printStateSchema>;
export type PrintingView = z.output<typeof printingViewSchema>;
export type PrintAttempt = z.output<typeof printAttemptSchema>;
