/** The one source of chance of a run: the same seed gives the same numbers everywhere and for ever. */
export type Chance = {
  /** A whole number from 0 up to and without `limit`. */
  readonly below: (limit: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly maybe: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly bytes: (count: number) => Uint8Array;
};

/** sfc32, stirred up by the seed: small, fast, and without a visible pattern between neighbouring seeds. */
export function createChance(seed: number): Chance {
  let a = 0x9e3779b9;
  let b = seed >>> 0;
  let c = Math.floor(seed / 2 ** 32) >>> 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  for (let stir = 0; stir < 16; stir += 1) next();
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    maybe: (probability) => next() / 2 ** 32 < probability,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('Nothing to pick from');
      return value;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  };
}
