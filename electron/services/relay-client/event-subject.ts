import { z } from 'zod';
import type { StoredEvent } from './event-store.ts';

/** The parts of Stripe's event that say what it is about. Everything else in it is a claim that nobody believes. */
const eventBody = z.object({
  data: z.object({
    object: z.looseObject({
      object: z.string().optional(),
      id: z.string().optional(),
      payment_intent: z.string().nullish(),
      action: z
        .object({
          process_payment_intent: z.object({ payment_intent: z.string() }).nullish(),
          refund_payment: z.object({ payment_intent: z.string().nullish() }).nullish(),
        })
        .nullish(),
    }),
  }),
});

/**
 * Which object an event is about, and which PaymentIntent stands behind it: the intent itself, the one that a charge,
 * refund or dispute names, or the one that a reader's action was for. Looked at only to know what to read at Stripe;
 * both are null when the body can't be read.
 */
export function subjectOf(body: string): Pick<StoredEvent, 'objectId' | 'intentId'> {
  const parsed = eventBody.safeParse(jsonOf(body));
  if (!parsed.success) return { objectId: null, intentId: null };
  const { object, id, payment_intent: named, action } = parsed.data.data.object;
  const objectId = id ?? null;
  const intentId =
    object === 'payment_intent'
      ? objectId
      : (named ??
        action?.process_payment_intent?.payment_intent ??
        action?.refund_payment?.payment_intent ??
        null);
  return { objectId, intentId };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
