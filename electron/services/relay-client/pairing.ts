import { z } from 'zod';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import {
  RELAY_PATHS,
  pairResponseSchema,
  relayRefusalSchema,
  type PairResponse,
} from '../../../shared/contract/relay/index.ts';

/** A request to a relay, or null when nobody answered. */
export type AskRelay = (
  url: string,
  init: {
    readonly method: 'POST' | 'PUT' | 'GET' | 'DELETE';
    readonly token: string | null;
    readonly body: object | null;
  },
) => Promise<{ readonly status: number; readonly body: unknown } | null>;

/** Plain HTTP carries the token in the open: only a relay on this computer may be reached that way. */
export function isSecureRelayUrl(text: string): boolean {
  const url = new URL(text);
  return url.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** Exchanges a one-time code for this till's token. */
export async function pairWithRelay(
  ask: AskRelay,
  request: { readonly url: string; readonly code: string; readonly terminalName: string },
): Promise<Result<PairResponse>> {
  if (!isSecureRelayUrl(request.url)) return refuse('RELAY_NOT_SECURE');
  const answer = await ask(new URL(RELAY_PATHS.pair, request.url).href, {
    method: 'POST',
    token: null,
    body: { code: request.code, terminalName: request.terminalName },
  });
  if (answer === null) return refuse('RELAY_UNREACHABLE');
  const paired = pairResponseSchema.safeParse(answer.body);
  if (answer.status === 200 || answer.status === 201) {
    return paired.success ? accept(paired.data) : refuse('RELAY_UNREACHABLE');
  }
  const refusal = relayRefusalSchema.safeParse(answer.body);
  return refuse(
    refusal.success && refusal.data.error.code === 'not-secure'
      ? 'RELAY_NOT_SECURE'
      : 'RELAY_CODE_NOT_ACCEPTED',
  );
}

/** Hands the endpoint's signing secret to the relay, so that it can tell Stripe's webhooks from forged ones. */
export async function uploadSigningSecret(
  ask: AskRelay,
  request: {
    readonly url: string;
    readonly token: string;
    readonly signingSecret: string;
    /** `keep`: endpoints that use other secrets are still there. */
    readonly others: 'keep' | 'keep-a-day';
  },
): Promise<Result<null>> {
  const answer = await ask(new URL(RELAY_PATHS.signingSecrets, request.url).href, {
    method: 'PUT',
    token: request.token,
    body: { secrets: [request.signingSecret], others: request.others },
  });
  if (answer === null) return refuse('RELAY_UNREACHABLE');
  if (answer.status === 401 || answer.status === 403) return refuse('RELAY_TOKEN_REFUSED');
  const accepted = z.object({ active: z.number() }).safeParse(answer.body);
  return answer.status === 200 && accepted.success ? accept(null) : refuse('RELAY_UNREACHABLE');
}
