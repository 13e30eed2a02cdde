import { z } from 'zod';
import { cursorSchema, RELAY_LIMITS, seqSchema } from './basics.ts';

/** Opens the conversation; must be the first message, within ten seconds of the upgrade. */
export const helloMessageSchema = z.strictObject({
  type: z.literal('hello'),
  protocol: z.int().min(1).max(1_000_000),
  /** The last cursor that the till committed; null when it has none: then everything still kept is replayed. */
  cursor: cursorSchema.nullable(),
  /** How many events the relay may send ahead of the till's acknowledgement. */
  credit: z.int().min(1).max(RELAY_LIMITS.creditEvents),
});

/**
 * Says that every event up to and including `seq` is committed on the till's disk together with its cursor. Sent
 * after that commit, never before: the relay forgets nothing, but it stops repeating.
 */
export const ackMessageSchema = z.strictObject({ type: z.literal('ack'), seq: seqSchema });

/** Asks for a sign of life; answered with `pong`. */
export const tillPingMessageSchema = z.strictObject({ type: z.literal('ping') });

/** Answers the relay's `ping`. */
export const tillPongMessageSchema = z.strictObject({ type: z.literal('pong') });

/** Everything a till can say. Strict: the relay closes on anything else. */
export const tillMessageSchema = z.discriminatedUnion('type', [
  helloMessageSchema,
  ackMessageSchema,
  tillPingMessageSchema,
  tillPongMessageSchema,
]);
export type TillMessage = z.output<typeof tillMessageSchema>;
