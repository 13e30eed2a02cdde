export { taxRateName } from './rate-name.ts';
import { type MinorUnits, minorUnits, multiplyRatio } from '../money/index.ts';

/** A tax that a line carries. `ratePpm` in parts per million: 21 % is 210_000, 8.875 % is 88_750. */
export type TaxRate = { readonly id: string; readonly name: string; readonly ratePpm: number };

const PPM = 1_000_000;

/**
 * The tax inside a price that includes it: 21 % of € 1.21 gross is € 0.21. Rounded half-up once; the net is gross
 * minus this, so the two always add up. Units: minor units. Throws RangeError for a rate that is not a whole
 * number from 0 to 1_000_000.
 */
export function taxIncludedIn(grossMinor: number, ratePpm: number): MinorUnits {
  assertRate(ratePpm);
  return minorUnits(multiplyRatio(grossMinor, ratePpm, PPM + ratePpm, 'half-up'));
}

/** The tax to add to a price without it. Rounding, units and refusals as `taxIncludedIn`. */
export function taxOnTop(netMinor: number, ratePpm: number): MinorUnits {
  assertRate(ratePpm);
  return minorUnits(multiplyRatio(netMinor, ratePpm, PPM, 'half-up'));
}

function assertRate(ratePpm: number): void {
  if (!Number.isInteger(ratePpm) || ratePpm < 0 || ratePpm > PPM) {
    throw new RangeError(
      `a tax rate must be a whole number from 0 to ${PPM} parts per million, got ${ratePpm}`,
    );
  }
}
