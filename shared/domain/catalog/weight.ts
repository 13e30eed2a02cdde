import { minorUnits, multiplyRatio, roundDivide, type MinorUnits } from '../money/index.ts';

/** Ten tonnes: more is a barcode scanned into the weight. */
export const GRAMS_MAX = 10_000_000;

/** What a weight costs at a price per kilogram, rounded half-up once. Units: minor units. */
export function priceOfWeight(perKiloMinor: number, grams: number): MinorUnits {
  return minorUnits(multiplyRatio(perKiloMinor, grams, 1_000, 'half-up'));
}

/** The grams that cost `priceMinor` at a price per kilogram, at least one. Null where no weight costs that. */
export function weightOfPrice(perKiloMinor: number, priceMinor: number): number | null {
  if (perKiloMinor <= 0 || priceMinor <= 0) return null;
  const grams = Math.max(1, roundDivide(priceMinor * 1_000, perKiloMinor, 'half-up'));
  return grams <= GRAMS_MAX ? grams : null;
}

/** `482` is `0.482` or, where people write it so, `0,482`. Always three decimals, as scales print it. */
export function kilogramText(grams: number, decimalSign: '.' | ','): string {
  const digits = String(grams).padStart(4, '0');
  return `${digits.slice(0, -3)}${decimalSign}${digits.slice(-3)}`;
}

/** Reads kilograms as typed, with point or comma and up to three decimals. Null for anything else, zero and too much. */
export function parseKilograms(text: string): number | null {
  const match = /^\s*(\d{1,5})(?:[.,](\d{1,3}))?\s*(?:kg)?\s*$/iu.exec(text);
  if (match === null) return null;
  const grams = Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
  return grams > 0 && grams <= GRAMS_MAX ? grams : null;
}
