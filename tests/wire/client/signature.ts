import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_S = 300;
const MOST_SIGNATURES = 16;

/**
 * Whether Stripe signed `body`, judged by the moment it reached the relay: a till that was away for a week must not
 * refuse a week-old event for its age. `header` is `t=SECONDS,v1=HEX[,v1=HEX…]`, or null for an event without one.
 */
export function isSignedByStripe(
  header: string | null,
  body: string,
  receivedAtMs: number,
  secrets: readonly string[],
): boolean {
  const fields = (header ?? '').split(',').map((field) => field.split('=', 2));
  const of = (name: string): readonly string[] =>
    fields.flatMap(([key, value]) => (key === name && value !== undefined ? [value] : []));
  const [seconds] = of('t');
  if (seconds === undefined || !/^\d{1,12}$/u.test(seconds)) return false;
  if (Math.abs(receivedAtMs / 1000 - Number(seconds)) > TOLERANCE_S + 1) return false;
  const given = of('v1').slice(0, MOST_SIGNATURES);
  return secrets.some((secret) => {
    const due = createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest();
    return given.some((hex) => {
      const bytes = Buffer.from(hex, 'hex');
      return bytes.length === due.length && timingSafeEqual(bytes, due);
    });
  });
}
