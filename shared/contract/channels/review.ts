import { z } from 'zod';
import { approvalSchema, emptySchema, idSchema, shortTextSchema } from '../basics.ts';
import {
  adoptionSourceSchema,
  orphanOptionsSchema,
  registersSchema,
  reviewDoneSchema,
  reviewItemSchema,
} from '../views/review.ts';

const itemIdSchema = z.string().min(1).max(200);

/** The Review Queue: what does not add up, and what a manager may do about it. Amounts are main's alone. */
export const REVIEW_CHANNELS = {
  'review.list': {
    request: emptySchema,
    response: z.strictObject({ items: z.array(reviewItemSchema), done: z.array(reviewDoneSchema) }),
  },
  /** Reads the orphan's items at Stripe, when somebody looks at it. */
  'review.lookAtOrphan': {
    request: z.strictObject({ paymentIntentId: idSchema }),
    response: orphanOptionsSchema,
  },
  'review.adopt': {
    request: z.strictObject({
      paymentIntentId: idSchema,
      source: adoptionSourceSchema,
      approval: approvalSchema,
    }),
    response: z.strictObject({ saleId: idSchema }),
  },
  'review.repairTender': {
    request: z.strictObject({ paymentIntentId: idSchema, saleId: idSchema, approval: approvalSchema }),
    response: z.strictObject({ saleId: idSchema }),
  },
  /** Gives back an orphan whole, or what no sale needs of a payment; or lets go of what the bank holds. */
  'review.refund': {
    request: z.strictObject({ paymentIntentId: idSchema, approval: approvalSchema }),
    response: emptySchema,
  },
  'review.dismiss': {
    request: z.strictObject({ itemId: itemIdSchema, approval: approvalSchema }),
    response: emptySchema,
  },
  'review.checkWithStripe': { request: emptySchema, response: emptySchema },
  'registers.list': { request: emptySchema, response: registersSchema },
  /** From now on this till explains that register's money. How much of it was found without a sale. */
  'registers.retire': {
    request: z.strictObject({ register: shortTextSchema, approval: approvalSchema }),
    response: z.strictObject({ orphans: z.int() }),
  },
} as const;
