import { z } from 'zod';
import { idSchema } from './basics.ts';
import { appSnapshotSchema } from './views/app.ts';
import { virtualReaderSchema } from './views/virtual-reader.ts';

/** What main tells the till page unasked. Each push carries a whole, so that a missed one does no harm. */
export const PUSHES = {
  'app.snapshot': appSnapshotSchema,
  'virtualReader.state': virtualReaderSchema,
  /** Something about this sale changed; a page that shows it asks again. */
  'transactions.changed': z.strictObject({ saleId: idSchema }),
} as const satisfies Record<string, z.ZodType>;

export type PushName = keyof typeof PUSHES;
export type PushOf<Name extends PushName> = z.output<(typeof PUSHES)[Name]>;
export const PUSH_NAMES = Object.keys(PUSHES) as readonly PushName[]; // The keys of a const object are its key type.
