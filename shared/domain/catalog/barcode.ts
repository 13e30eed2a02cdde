/** What the digits after the item's number say in a code that a scale prints. */
export type EmbeddedRule = { readonly prefix: string; readonly holds: 'price' | 'weight' };

/** A code that a scale printed: which item, and its price in minor units or its weight in grams. */
export type EmbeddedCode = {
  readonly holds: EmbeddedRule['holds'];
  readonly scaleCode: string;
  readonly value: number;
};

/** Prefixes 20 to 29 are each shop's own; these two are what scales in Germany are set to (GS1 Germany). */
export const EMBEDDED_RULES_DEFAULT: readonly EmbeddedRule[] = [
  { prefix: '28', holds: 'price' },
  { prefix: '29', holds: 'weight' },
];

/** The last digit of a GTIN from those before it, by the weights 3, 1, 3 … from the right (GS1). Digits only. */
export function gtinCheckDigit(digitsBefore: string): string {
  let sum = 0;
  for (let place = 1; place <= digitsBefore.length; place += 1) {
    sum += Number(digitsBefore.at(-place)) * (place % 2 === 1 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether it has the length of an EAN-8, UPC-A, EAN-13 or GTIN-14 and the check digit fits. */
export function isGtin(code: string): boolean {
  return hasGtinForm(code) && gtinCheckDigit(code.slice(0, -1)) === code.at(-1);
}

/** Whether it looks like a GTIN but its check digit says that it was read or typed wrong. */
export function isMisreadGtin(code: string): boolean {
  return /^\d{13}$/.test(code) && !isGtin(code);
}

/**
 * The forms in which the same code may be on file, the given one first. A UPC-A is an EAN-13 that begins with 0, and
 * scanners differ in whether they send that 0.
 */
export function codeForms(code: string): readonly string[] {
  if (/^\d{12}$/.test(code) && isGtin(code)) return [code, `0${code}`];
  if (/^0\d{12}$/.test(code) && isGtin(code)) return [code, code.slice(1)];
  return [code];
}

/**
 * Reads an EAN-13 of a scale: prefix, five digits of the item, five of its price or weight, check digit.
 * Null when no rule has its prefix, or when the check digit is wrong: a misread price must not be sold.
 */
export function readEmbeddedCode(code: string, rules: readonly EmbeddedRule[]): EmbeddedCode | null {
  if (!/^2\d{12}$/.test(code) || !isGtin(code)) return null;
  const rule = rules.find(({ prefix }) => code.startsWith(prefix));
  if (rule === undefined) return null;
  return { holds: rule.holds, scaleCode: code.slice(2, 7), value: Number(code.slice(7, 12)) };
}

function hasGtinForm(code: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(code);
}
