import { z } from 'zod';

/** The parts of Stripe's event that say what it is about. Everything else in it is a claim that nobody believes. */
const eventBody = z.object({
  data: z.object({
    object: z.looseObject({
      object: z.string().optional(),
      id: z.string().optional(),
      payment_intent: z.string().nullish(),
      metadata: z.looseObject({ register: z.string().optional() }).nullish(),
      action: z
        .object({
          process_payment_intent: z.object({ payment_intent: z.string() }).nullish(),
          refund_payment: z.object({ payment_intent: z.string().nullish() }).nullish(),
        })
        .nullish(),
    }),
  }),
});

export type EventSubject = {
  readonly objectId: string | null;
  readonly intentId: string | null;
  readonly register: string | null;
};

/**
 * Which object an event is about, and which PaymentIntent stands behind it: the intent itself, the one that a charge,
 * refund or dispute names, or the one that a reader's action was for. Looked at only to know what to read at Stripe;
 * both are null when the body can't be read.
 */
export function subjectOf(body: string): EventSubject {
  const parsed = eventBody.safeParse(jsonOf(body));
  if (!parsed.success) return { objectId: null, intentId: null, register: null };
  const { object, id, payment_intent: named, metadata, action } = parsed.data.data.object;
  const objectId = id ?? null;
  const intentId =
    object === 'payment_intent'
      ? objectId
      : (named ??
        action?.process_payment_intent?.payment_intent ??
        action?.refund_payment?.payment_intent ??
        null);
  return { objectId, intentId, register: metadata?.register ?? null };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
