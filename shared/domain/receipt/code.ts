/*
 * The code on a receipt from which any register finds the payment again: a PaymentIntent's id in digits only.
 *
 *   8 [0] <the id as a number> <2 check digits>
 *
 * Digits, because a scanner types like a keyboard: letters change with its layout and with Caps Lock, digits do not, and
 * set C of Code 128 carries two of them in each symbol. The id's letters and digits behind `pi_` are read as a number
 * in bijective base 62, so that ids of any length have codes of their own; the two check digits make the whole 1 modulo
 * 97, as in an IBAN, which finds every wrong digit and every swapped pair. A 0 behind the 8 makes the length even, as
 * set C wants it. No product's barcode is longer than 18 digits, no code of an intent is shorter than 30.
 */
const VERSION = '8';
const PREFIX = 'pi_';
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(LETTERS.length);
const CHECK = 97n;
/** Shorter ones are product codes; longer ones no intent has. */
const LENGTH_MIN = 30;
const LENGTH_MAX = 80;

/** The receipt's code for an intent; null for an id of another form, which is then printed as it is. */
export function receiptCode(paymentIntentId: string): string | null {
  const letters = paymentIntentId.startsWith(PREFIX) ? paymentIntentId.slice(PREFIX.length) : '';
  if (letters.length < 15 || !/^[0-9A-Za-z]+$/u.test(letters)) return null;
  let value = 0n;
  for (const letter of letters) value = value * BASE + BigInt(LETTERS.indexOf(letter) + 1);
  const digits = value.toString();
  const body = `${VERSION}${digits.length % 2 === 0 ? '0' : ''}${digits}`;
  const check = CHECK + 1n - ((BigInt(body) * 100n) % CHECK);
  return `${body}${check.toString().padStart(2, '0')}`;
}

/** What somebody scanned or typed, as an intent's id. Null: it is no code of a receipt, or a digit of it is wrong. */
export function readReceiptCode(text: string): string | null {
  const bare = text.replaceAll(/[\s.-]/gu, '');
  if (/^pi_[0-9A-Za-z]{15,60}$/u.test(bare)) return bare;
  if (!looksLikeReceiptCode(bare) || BigInt(bare) % CHECK !== 1n) return null;
  let value = BigInt(bare.slice(VERSION.length, -2));
  let letters = '';
  while (value > 0n) {
    value -= 1n;
    letters = `${LETTERS[Number(value % BASE)] ?? ''}${letters}`;
    value /= BASE;
  }
  return `${PREFIX}${letters}`;
}

/** Whether a scan is meant as a receipt's code, right or wrong, and not as a product. */
export function looksLikeReceiptCode(text: string): boolean {
  return new RegExp(`^${VERSION}\\d{${String(LENGTH_MIN - 1)},${String(LENGTH_MAX - 1)}}$`, 'u').test(text);
}

/** The code in groups of four, as people read and type it. */
export function groupReceiptCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}
