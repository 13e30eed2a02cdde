import { z } from 'zod';
import { CARD_TENDER_EFFECTS, CARD_TENDER_STATES } from '../../../shared/domain/payment/index.ts';

/** Where the plug is pulled: around an effect, or right after a state was committed. */
export const killPointSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('before-effect'), effect: z.enum(CARD_TENDER_EFFECTS) }),
  z.strictObject({ at: z.literal('after-effect'), effect: z.enum(CARD_TENDER_EFFECTS) }),
  z.strictObject({ at: z.literal('after-commit'), state: z.enum(CARD_TENDER_STATES) }),
]);
export type KillPoint = z.output<typeof killPointSchema>;

export const tillProcessOptionsSchema = z.strictObject({
  profile: z.string(),
  vaultFile: z.string(),
  stripeBaseUrl: z.string(),
  killPoint: killPointSchema.nullable(),
});
export type TillProcessOptions = z.output<typeof tillProcessOptionsSchema>;
