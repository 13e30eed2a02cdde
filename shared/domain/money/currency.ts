/** An upper-case ISO 4217 code that this till knows: `EUR`, `JPY`, `KWD`. */
export type CurrencyCode = string & { readonly __brand: 'CurrencyCode' };

/** What the counter has to know about a currency. All amounts in its minor units. */
export type CurrencyFacts = {
  readonly code: CurrencyCode;
  /** Digits after the decimal sign, as Stripe counts them (not always as ISO does). */
  readonly decimals: 0 | 2 | 3;
  /** Notes that customers really hand over, ascending; notes that are no longer issued are left out. */
  readonly notesMinor: readonly number[];
  /** Coins in use, ascending. */
  readonly coinsMinor: readonly number[];
  /** What a cash total is rounded to; 1 means that cash is not rounded. */
  readonly cashStepMinor: number;
  /** Which way an amount exactly between two steps goes when paid in cash. */
  readonly cashTie: 'half-up' | 'half-down';
  /** Card amounts must be a multiple of this: Stripe refuses three-decimal amounts whose last digit is not 0. */
  readonly cardStepMinor: 1 | 10;
};

/** Every currency this till can count, in alphabetical order: what a form offers. */
export function listCurrencyCodes(): readonly CurrencyCode[] {
  return [...FACTS.values()].map((facts) => facts.code).toSorted();
}

/** Whether the text is the code of a currency this till knows, in capitals as ISO writes it. */
export function isCurrencyCode(code: string): boolean {
  return FACTS.has(code);
}

/** Marks a checked text as currency code. Throws RangeError, naming the text, when the currency is not known. */
export function currencyCode(code: string): CurrencyCode {
  return currencyFacts(code).code;
}

/** Decimals, notes, coins and cash rounding of a currency. Throws RangeError when it is not known. */
export function currencyFacts(code: string): CurrencyFacts {
  const facts = FACTS.get(code);
  if (facts === undefined) throw new RangeError(`unknown currency: ${JSON.stringify(code)}`);
  return facts;
}

type Row = {
  readonly decimals: 0 | 2 | 3;
  /** In major units, because that is what is printed on them. */
  readonly notes: readonly number[];
  readonly coinsMinor: readonly number[];
  readonly cashStepMinor?: number;
  readonly cashTie?: 'half-down';
};

const CENTS_TO_TWO = [1, 2, 5, 10, 20, 50, 100, 200];

/**
 * Decimals: docs.stripe.com/currencies, read 2026-11 (zero-decimal BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV
 * XAF XOF XPF; three-decimal BHD JOD KWD OMR TND; HUF and CLP differ from what people pay with, which is what
 * `cashStepMinor` is for). Notes, coins and cash rounding: the issuing central banks' public pages. A step above 1
 * stands only where law or the lack of smaller coins makes everybody round; the euro has none by default although
 * some member states round to 0.05: a store there sets it.
 */
const ROWS: Readonly<Record<string, Row>> = {
  AUD: { decimals: 2, notes: [5, 10, 20, 50, 100], coinsMinor: [5, 10, 20, 50, 100, 200], cashStepMinor: 5 },
  BHD: { decimals: 3, notes: [0.5, 1, 5, 10, 20], coinsMinor: [5, 10, 25, 50, 100], cashStepMinor: 5 },
  BRL: { decimals: 2, notes: [2, 5, 10, 20, 50, 100, 200], coinsMinor: [5, 10, 25, 50, 100] },
  CAD: { decimals: 2, notes: [5, 10, 20, 50, 100], coinsMinor: [5, 10, 25, 100, 200], cashStepMinor: 5 },
  CHF: {
    decimals: 2,
    notes: [10, 20, 50, 100, 200, 1000],
    coinsMinor: [5, 10, 20, 50, 100, 200, 500],
    cashStepMinor: 5,
  },
  CZK: {
    decimals: 2,
    notes: [100, 200, 500, 1000, 2000, 5000],
    coinsMinor: [100, 200, 500, 1000, 2000, 5000],
    cashStepMinor: 100,
  },
  DKK: {
    decimals: 2,
    notes: [50, 100, 200, 500],
    coinsMinor: [50, 100, 200, 500, 1000, 2000],
    cashStepMinor: 50,
  },
  EUR: { decimals: 2, notes: [5, 10, 20, 50, 100, 200], coinsMinor: CENTS_TO_TWO },
  GBP: { decimals: 2, notes: [5, 10, 20, 50], coinsMinor: CENTS_TO_TWO },
  HKD: {
    decimals: 2,
    notes: [10, 20, 50, 100, 500, 1000],
    coinsMinor: [10, 20, 50, 100, 200, 500, 1000],
    cashStepMinor: 10,
  },
  HUF: {
    decimals: 2,
    notes: [500, 1000, 2000, 5000, 10_000, 20_000],
    coinsMinor: [500, 1000, 2000, 5000, 10_000, 20_000],
    cashStepMinor: 500,
  },
  JOD: { decimals: 3, notes: [1, 5, 10, 20, 50], coinsMinor: [50, 100, 250, 500] },
  JPY: { decimals: 0, notes: [1000, 5000, 10_000], coinsMinor: [1, 5, 10, 50, 100, 500] },
  KRW: {
    decimals: 0,
    notes: [1000, 5000, 10_000, 50_000],
    coinsMinor: [10, 50, 100, 500],
    cashStepMinor: 10,
  },
  KWD: {
    decimals: 3,
    notes: [0.25, 0.5, 1, 5, 10, 20],
    coinsMinor: [5, 10, 20, 50, 100],
    cashStepMinor: 5,
  },
  MXN: {
    decimals: 2,
    notes: [20, 50, 100, 200, 500, 1000],
    coinsMinor: [10, 20, 50, 100, 200, 500, 1000],
  },
  MYR: { decimals: 2, notes: [1, 5, 10, 20, 50, 100], coinsMinor: [5, 10, 20, 50], cashStepMinor: 5 },
  NOK: {
    decimals: 2,
    notes: [50, 100, 200, 500, 1000],
    coinsMinor: [100, 500, 1000, 2000],
    cashStepMinor: 100,
  },
  // Five cents lie exactly between two steps; the law leaves it to the shop and most round down for the customer.
  NZD: {
    decimals: 2,
    notes: [5, 10, 20, 50, 100],
    coinsMinor: [10, 20, 50, 100, 200],
    cashStepMinor: 10,
    cashTie: 'half-down',
  },
  PLN: {
    decimals: 2,
    notes: [10, 20, 50, 100, 200, 500],
    coinsMinor: [1, 2, 5, 10, 20, 50, 100, 200, 500],
  },
  SEK: {
    decimals: 2,
    notes: [20, 50, 100, 200, 500],
    coinsMinor: [100, 200, 500, 1000],
    cashStepMinor: 100,
  },
  SGD: { decimals: 2, notes: [2, 5, 10, 50, 100], coinsMinor: [5, 10, 20, 50, 100] },
  USD: { decimals: 2, notes: [1, 5, 10, 20, 50, 100], coinsMinor: [1, 5, 10, 25] },
};

const FACTS: ReadonlyMap<string, CurrencyFacts> = new Map(
  Object.entries(ROWS).map(([code, row]) => [code, factsOf(code, row)]),
);

function factsOf(code: string, row: Row): CurrencyFacts {
  const minorPerMajor = 10 ** row.decimals;
  return {
    // True because the code is a key of the table that defines which codes are known.
    code: code as CurrencyCode,
    decimals: row.decimals,
    // Halves and quarters times a power of ten are exact, so no rounding hides here.
    notesMinor: row.notes.map((note) => note * minorPerMajor),
    coinsMinor: row.coinsMinor,
    cashStepMinor: row.cashStepMinor ?? 1,
    cashTie: row.cashTie ?? 'half-up',
    cardStepMinor: row.decimals === 3 ? 10 : 1,
  };
}
