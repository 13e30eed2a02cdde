import { z } from 'zod';
import { emptySchema, idSchema } from '../basics.ts';
import {
  foundPrinterSchema,
  paperSchema,
  printAttemptSchema,
  printJobSchema,
  printSettingsSchema,
  receiptColumnsSchema,
  receiptLookSchema,
} from '../views/printing.ts';
import { channel } from './channel.ts';

const jobId = z.strictObject({ jobId: idSchema });

/** Paper: what is printed and how, and why it was not. The page never names a file of its own choosing. */
export const PRINTING_CHANNELS = {
  'printing.getSettings': channel(
    emptySchema,
    z.strictObject({
      settings: printSettingsSchema,
      look: receiptLookSchema,
      /** Which kinds of printers this computer knows. */
      system: z.enum(['windows', 'mac', 'linux']),
    }),
  ),
  'printing.saveSettings': channel(z.strictObject({ settings: printSettingsSchema }), emptySchema),
  'printing.saveLook': channel(z.strictObject({ look: receiptLookSchema }), emptySchema),
  /** A receipt of an invented sale with a look that is not saved yet. */
  'printing.preview': channel(
    z.strictObject({ look: receiptLookSchema, columns: receiptColumnsSchema }),
    paperSchema,
  ),
  /** Looks for printers: queues, device files, and the neighbours of this computer in its network. */
  'printing.discover': channel(emptySchema, z.strictObject({ found: z.array(foundPrinterSchema) })),
  /** With settings that are not saved yet, at once and past the queue. */
  'printing.tryOut': channel(
    z.strictObject({ settings: printSettingsSchema, what: z.enum(['check', 'test-page', 'drawer']) }),
    printAttemptSchema,
  ),
  'printing.printSale': channel(z.strictObject({ saleId: idSchema }), printJobSchema),
  'printing.printRefund': channel(z.strictObject({ refundId: idSchema }), printJobSchema),
  /** The slip of the card that a bank refused last. */
  'printing.printDeclined': channel(z.strictObject({ tenderId: idSchema }), printJobSchema),
  /** The X of the open shift as it is at this moment (`shiftId` null), or the Z of a closed one. */
  'printing.printReport': channel(z.strictObject({ shiftId: idSchema.nullable() }), printJobSchema),
  /** The newest completed sale once more, marked as a copy. */
  'printing.reprintLast': channel(emptySchema, printJobSchema),
  /** A sale's receipt as a file for keeping. */
  'printing.getReceiptPdf': channel(
    z.strictObject({ saleId: idSchema }),
    z.strictObject({ name: z.string(), base64: z.base64() }),
  ),
  'printing.listJobs': channel(emptySchema, z.strictObject({ jobs: z.array(printJobSchema) })),
  'printing.again': channel(jobId, printJobSchema),
  'printing.cancel': channel(jobId, emptySchema),
  /** What the virtual printer holds. */
  'printing.getPaper': channel(jobId, paperSchema),
} as const;
