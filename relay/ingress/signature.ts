import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is known of a webhook before anybody has read it. */
export type SignedRequest = {
  /** The bytes as they came: signing is over these, so they are never decoded first. */
  readonly body: Uint8Array;
  readonly header: string | null;
  readonly secrets: readonly string[];
  readonly arrivedAtMs: number;
  readonly toleranceMs: number;
};

/**
 * `sentAtMs` is Stripe's time of sending in milliseconds; null when the header does not tell it authentically. It
 * comes with a refusal for age too, because then it shows that this computer's clock, or Stripe's sender, is off.
 */
export type SignatureVerdict =
  | { readonly kind: 'authentic'; readonly sentAtMs: number }
  | {
      readonly kind: 'refused';
      readonly why: 'no-secret' | 'no-header' | 'no-match' | 'too-old' | 'in-future';
      readonly sentAtMs: number | null;
    };

/** More than Stripe sends (one for each active secret), few enough that a hostile header costs nothing. */
const MOST_SIGNATURES = 16;
const LONGEST_HEADER = 4096;
const DIGEST_BYTES = 32;

/**
 * Checks the `Stripe-Signature` header: `t=<seconds>,v1=<hex>[,v1=...]`, an HMAC-SHA256 over timestamp, dot and body.
 * Any `v1` may match any active secret, which is how rolling a secret works; other versions count for nothing. Unlike
 * Stripe's library it refuses times in the future as well, by the same tolerance.
 * Source: docs.stripe.com/webhooks, "Verify webhook signatures manually", read 2026-11.
 */
export function verifySignature(request: SignedRequest): SignatureVerdict {
  if (request.secrets.length === 0) return { kind: 'refused', why: 'no-secret', sentAtMs: null };
  const parsed = parseHeader(request.header);
  if (parsed === null) return { kind: 'refused', why: 'no-header', sentAtMs: null };
  if (!matches(request, parsed)) return { kind: 'refused', why: 'no-match', sentAtMs: null };
  const sentAtMs = Number(parsed.timestamp) * 1000;
  const ageMs = request.arrivedAtMs - sentAtMs;
  if (ageMs > request.toleranceMs) return { kind: 'refused', why: 'too-old', sentAtMs };
  if (ageMs < -request.toleranceMs) return { kind: 'refused', why: 'in-future', sentAtMs };
  return { kind: 'authentic', sentAtMs };
}

type ParsedHeader = { readonly timestamp: string; readonly signatures: readonly Buffer[] };

function parseHeader(header: string | null): ParsedHeader | null {
  if (header === null || header.length > LONGEST_HEADER) return null;
  const timestamps: string[] = [];
  const signatures: Buffer[] = [];
  for (const part of header.split(',')) {
    const [name, value] = splitOnce(part.trim());
    if (name === 't') timestamps.push(value);
    if (name === 'v1' && /^[0-9a-f]{64}$/.test(value)) signatures.push(Buffer.from(value, 'hex'));
  }
  const [timestamp] = timestamps;
  if (timestamp === undefined || timestamps.length !== 1 || !/^\d{1,12}$/.test(timestamp)) return null;
  if (signatures.length === 0 || signatures.length > MOST_SIGNATURES) return null;
  return { timestamp, signatures };
}

/** Compares all with all and stops at no match: the time must not tell which secret or signature was close. */
function matches(request: SignedRequest, { timestamp, signatures }: ParsedHeader): boolean {
  let found = false;
  for (const secret of request.secrets) {
    const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(request.body).digest();
    for (const signature of signatures) {
      if (signature.length === DIGEST_BYTES && timingSafeEqual(expected, signature)) found = true;
    }
  }
  return found;
}

function splitOnce(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}
