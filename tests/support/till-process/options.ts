import { z } from 'zod';
import { REFUND_LEG_STATES, type RefundLegEffect } from '../../../shared/domain/refund/index.ts';
import { CARD_TENDER_EFFECTS, CARD_TENDER_STATES } from '../../../shared/domain/payment/index.ts';

/** Where the plug is pulled: around an effect, or right after a state was committed. */
export const killPointSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('before-effect'), effect: z.enum(CARD_TENDER_EFFECTS) }),
  z.strictObject({ at: z.literal('after-effect'), effect: z.enum(CARD_TENDER_EFFECTS) }),
  z.strictObject({ at: z.literal('after-commit'), state: z.enum(CARD_TENDER_STATES) }),
]);
export type KillPoint = z.output<typeof killPointSchema>;

const REFUND_EFFECTS = [
  'make-refund',
  'find-refund',
  'arm-reader',
  'process-refund',
  'disarm-reader',
] as const satisfies readonly RefundLegEffect[];

/** The same for a refund leg. */
export const refundKillPointSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('before-effect'), effect: z.enum(REFUND_EFFECTS) }),
  z.strictObject({ at: z.literal('after-effect'), effect: z.enum(REFUND_EFFECTS) }),
  z.strictObject({ at: z.literal('after-commit'), state: z.enum(REFUND_LEG_STATES) }),
]);
export type RefundKillPoint = z.output<typeof refundKillPointSchema>;

/** Right after the row of a prepared intent was committed: before its request is sent, or with its answer in it. */
export const preparedKillPointSchema = z.enum(['asked', 'made']);
export type PreparedKillPoint = z.output<typeof preparedKillPointSchema>;

/** While a shift is closed: inside its commit after one of its statements, or right behind it. Or while cash is taken. */
export const shiftKillPointSchema = z.enum([
  'cash-written',
  'close-written',
  'report-written',
  'next-shift-written',
  'committed',
]);
export type ShiftKillPoint = z.output<typeof shiftKillPointSchema>;

export const tillProcessOptionsSchema = z.strictObject({
  profile: z.string(),
  vaultFile: z.string(),
  stripeBaseUrl: z.string(),
  killPoint: killPointSchema.nullable(),
  refundKillPoint: refundKillPointSchema.nullable().default(null),
  preparedKillPoint: preparedKillPointSchema.nullable().default(null),
  shiftKillPoint: shiftKillPointSchema.nullable().default(null),
});
export type TillProcessOptions = z.input<typeof tillProcessOptionsSchema>;
