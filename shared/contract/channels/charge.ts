import { z } from 'zod';
import { KEYPAD_ORDERS } from '../../domain/money/index.ts';
import { amountMinorSchema, approvalSchema, emptySchema, idSchema } from '../basics.ts';
import {
  decisionViewSchema,
  missingMoneySchema,
  tipChoiceSchema,
  unsettledSchema,
  unwoundSchema,
} from '../views/charge-legs.ts';

const saleId = z.strictObject({ saleId: idSchema });
const tenderId = z.strictObject({ tenderId: idSchema });
const tipPercents = z.array(z.int().min(1).max(50)).min(1).max(4);
const chargeSettings = z.strictObject({
  tips: z.enum(['off', 'reader', 'till']),
  tipPercents,
  capture: z.enum(['automatic', 'manual']),
  keypad: z.enum(KEYPAD_ORDERS),
});

/** Paying a sale by one leg or several. */
export const CHARGE_CHANNELS = {
  'charge.begin': { request: saleId, response: emptySchema },
  'charge.backToCart': { request: saleId, response: emptySchema },
  /** Cash and card for all that may be asked for now. */
  'charge.takeCash': {
    request: z.strictObject({ saleId: idSchema, tenderedMinor: amountMinorSchema }),
    response: emptySchema,
  },
  'charge.startCard': { request: saleId, response: emptySchema },
  /** The same for a part of it, as the cashier typed it. */
  'charge.takeCashPart': {
    request: z.strictObject({
      saleId: idSchema,
      amountMinor: amountMinorSchema,
      tenderedMinor: amountMinorSchema,
    }),
    response: emptySchema,
  },
  /** `amountMinor` null: all that may be asked for now, which main computes; for a tip on the whole. */
  'charge.startCardPart': {
    request: z.strictObject({
      saleId: idSchema,
      amountMinor: amountMinorSchema.nullable(),
      tip: tipChoiceSchema.nullable(),
    }),
    response: emptySchema,
  },
  'charge.presentAgain': { request: tenderId, response: emptySchema },
  /** Through Stripe's servers, when the shop's network does not reach the reader and no card was shown. */
  'charge.presentServerDriven': { request: tenderId, response: emptySchema },
  'charge.cancelCard': { request: tenderId, response: emptySchema },
  'charge.checkWithStripe': { request: tenderId, response: emptySchema },
  /** Whether a held amount that looks like an earlier payment is another purchase, or the same one and is let go. */
  'charge.answerTwin': {
    request: z.strictObject({ tenderId: idSchema, answer: z.enum(['second-purchase', 'let-go']) }),
    response: emptySchema,
  },
  /** A manager puts a name on a payment that nobody knows the outcome of. */
  'charge.decide': {
    request: z.strictObject({
      tenderId: idSchema,
      verdict: decisionViewSchema.shape.verdict,
      approval: approvalSchema,
    }),
    response: emptySchema,
  },
  /** Gives back every leg that paid: cards by refund, cash by hand. */
  'charge.unwind': {
    request: z.strictObject({ saleId: idSchema, approval: approvalSchema }),
    response: unwoundSchema,
  },
  'charge.listUnsettled': {
    request: emptySchema,
    response: z.strictObject({ payments: z.array(unsettledSchema), missing: z.array(missingMoneySchema) }),
  },
  'charge.getSettings': { request: emptySchema, response: chargeSettings },
  'charge.saveSettings': { request: chargeSettings, response: chargeSettings },
} as const satisfies Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>;

export type ChargeSettings = z.output<typeof chargeSettings>;
