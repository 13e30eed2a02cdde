import { parseObject } from './messages.ts';

export type Pairing = {
  readonly token: string;
  readonly terminalId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly mode: string;
  readonly webhookUrl: string;
};
/** A refusal by the page's table; `code` is null where the answer had none. */
export type Refusal = {
  readonly status: number;
  readonly code: string | null;
  readonly retryAfterS: number | null;
};
export type Answer =
  | { readonly ok: true; readonly status: number; readonly body: Readonly<Record<string, unknown>> | null }
  | { readonly ok: false; readonly refusal: Refusal };

/** One request of a till. A line that fails is status 0. */
export async function ask(
  baseUrl: string,
  method: string,
  path: string,
  options: { readonly token?: string; readonly body?: object; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch(() => null);
  if (response === null) return { ok: false, refusal: { status: 0, code: null, retryAfterS: null } };
  const body = parseObject(await response.text().catch(() => ''));
  if (response.ok) return { ok: true, status: response.status, body };
  const error = body?.['error'];
  const code = typeof error === 'object' && error !== null ? (Reflect.get(error, 'code') as unknown) : null;
  const retryAfter = response.headers.get('retry-after');
  return {
    ok: false,
    refusal: {
      status: response.status,
      code: typeof code === 'string' ? code : null,
      retryAfterS: retryAfter === null ? null : Number(retryAfter),
    },
  };
}

/** Turns the operator's one-time code into this terminal's token. */
export async function pair(
  baseUrl: string,
  code: string,
  terminalName: string,
): Promise<Pairing | { readonly refusal: Refusal }> {
  const answer = await ask(baseUrl, 'POST', '/api/pair', { body: { code, terminalName } });
  return answer.ok ? (answer.body as Pairing) : { refusal: answer.refusal };
}

/** Hands over what Stripe shows for the webhook endpoint; the answer is how many secrets are in use. */
export async function handOverSecrets(
  baseUrl: string,
  token: string,
  secrets: readonly string[],
  others: 'keep' | 'keep-a-day' | 'drop',
): Promise<Answer> {
  return ask(baseUrl, 'PUT', '/api/terminal/signing-secrets', { token, body: { secrets, others } });
}
