/*
 * The last net before a log line reaches a disk: whatever looks like a secret or a card number is replaced, whoever
 * passed it. Callers still never pass one.
 */
const SECRETS: readonly RegExp[] = [
  /\b(?:sk|rk)_(?:test|live)_\w+/gu,
  /\bwhsec_[\w+/=-]+/gu,
  /\bpst_\w+/gu,
  /\bpi_\w+_secret_\w+/gu,
  /\bBearer\s+[\w.~+/=-]+/giu,
];

export function redact(text: string): string {
  const hidden = SECRETS.reduce((line, pattern) => line.replaceAll(pattern, '[secret]'), text);
  return hidden.replaceAll(/\b\d(?:[ -]?\d){12,18}\b/gu, (digits) =>
    passesLuhn(digits.replaceAll(/\D/gu, '')) ? '[card]' : digits,
  );
}

/** The check digit that every card number has; it spares long amounts and times. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
