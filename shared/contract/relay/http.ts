import { z } from 'zod';
import { RELAY_LIMITS, relayModeSchema } from './basics.ts';
import type { RelayMessage } from './relay-messages.ts';
import { helloMessageSchema } from './till-messages.ts';

/** `POST /api/pair`: exchanges a one-time code for this terminal's token. */
export const pairRequestSchema = z.strictObject({
  /** As the person typed it; case, spaces and dashes don't matter. */
  code: z.string().trim().min(4).max(64),
  /** What the chain's operator sees in the list of terminals, such as "Till 2". */
  terminalName: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((name) => !/\p{Cc}/u.test(name)),
});

/** Its answer. The token is shown this once: it belongs in the till's vault. */
export const pairResponseSchema = z.object({
  token: z.string().min(16).max(256),
  terminalId: z.string().min(1).max(64),
  storeId: z.string().min(1).max(64),
  storeName: z.string(),
  mode: relayModeSchema,
  /** What the manager copies into Stripe's dashboard. */
  webhookUrl: z.string(),
});

/** A Stripe endpoint's signing secret. */
export const signingSecretSchema = z.string().regex(/^whsec_[\w+/=-]{8,240}$/);

/** `PUT /api/terminal/signing-secrets`: the secrets that this store's webhooks are signed with from now on. */
export const signingSecretsRequestSchema = z.strictObject({
  secrets: z.array(signingSecretSchema).min(1).max(RELAY_LIMITS.signingSecrets),
  /**
   * What becomes of secrets that are not in the list: `keep` while an endpoint that uses one is still there; `keep-a-day`
   * fits Stripe's rolling of a secret, which lets the old one live up to 24 hours; `drop` is for a secret that leaked.
   */
  others: z.enum(['keep', 'keep-a-day', 'drop']),
});

/** Its answer: how many secrets are accepted now. They are never sent back. */
export const signingSecretsResponseSchema = z.object({ active: z.int().min(0) });

/** `POST /api/terminal/events`: what a session would say, for a till whose network lets no websocket through. */
export const rangeReadRequestSchema = helloMessageSchema.omit({ type: true });

/** Its answer: `welcome`, perhaps `reset`, at most `credit` times `event`, and `health`, as the socket words them. */
export type RangeReadResponse = { readonly messages: readonly RelayMessage[] };

/** The body of every refusal of the till's HTTP requests. */
export const relayRefusalSchema = z.object({
  error: z.object({
    code: z.enum([
      'malformed',
      'protocol-unsupported',
      'code-not-accepted',
      'throttled',
      'token-refused',
      'not-secure',
      'origin-refused',
      'not-found',
      'too-large',
      'unavailable',
    ]),
  }),
});
export type PairRequest = z.output<typeof pairRequestSchema>;
export type PairResponse = z.output<typeof pairResponseSchema>;
export type SigningSecretsRequest = z.output<typeof signingSecretsRequestSchema>;
export type RelayRefusalCode = z.output<typeof relayRefusalSchema>['error']['code'];
