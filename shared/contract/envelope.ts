import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from './errors.ts';

/**
 * What every request is answered with. Thrown errors don't survive the crossing between processes, so refusals travel
 * as values. `reference` finds the log line of an unexpected failure; it holds nothing else.
 */
export type Envelope<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ContractError };

export type ContractError = {
  readonly code: ErrorCode;
  readonly reference?: string | undefined;
  /** Facts for the sentence, such as a number of seconds. Never a secret, never a stack. */
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
};

export const contractErrorSchema = z.strictObject({
  code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]), // The registry is not empty.
  reference: z.string().max(64).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export function envelopeSchema<Schema extends z.ZodType>(value: Schema) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: contractErrorSchema }),
  ]);
}

/** What a service hands back for an expected outcome: a value, or a code from the registry. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ContractError };

export function accept<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, facts?: ContractError['facts']): { ok: false; error: ContractError } {
  return facts === undefined ? { ok: false, error: { code } } : { ok: false, error: { code, facts } };
}
