/*
 * What a report is made of: what was sold, what of it was given back, and how money came and went. Amounts are minor
 * units of one currency; times are milliseconds since 1970.
 */

/**
 * One line of a sale or of a refund; `key` is the product, `quantity` pieces, below zero where a sale took goods back,
 * `grossMinor` what was paid: with tax and less discounts.
 */
export type ReportLine = {
  readonly key: string;
  readonly name: string;
  readonly categoryId: string | null;
  readonly quantity: number;
  readonly grossMinor: number;
};

export type ReportTax = {
  readonly name: string;
  readonly ratePpm: number;
  /** Sold under this rate to somebody who is exempt from it. */
  readonly isExempt: boolean;
  readonly netMinor: number;
  readonly taxMinor: number;
};

/** A sale, at the time at which it was finished. The lines come to `totalMinor`, and so do the taxes with their nets. */
export type SaleFact = {
  readonly atMs: number;
  readonly cashierId: string;
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly itemCount: number;
  readonly lines: readonly ReportLine[];
  readonly taxes: readonly ReportTax[];
};

/** What a customer got back of sales, at the time at which it was decided. */
export type RefundFact = {
  readonly atMs: number;
  readonly cashierId: string;
  /** Without `tipMinor`, which went back beside it. The lines come to this. */
  readonly amountMinor: number;
  readonly tipMinor: number;
  readonly lines: readonly ReportLine[];
  readonly taxes: readonly ReportTax[];
};

/** Money that came or went by one leg, whatever for. */
export type PaymentFact = {
  readonly atMs: number;
  readonly kind: 'cash' | 'card';
  readonly brand: string | null;
  readonly entryMode: string | null;
  readonly takenMinor: number;
  readonly givenBackMinor: number;
  /** The part of it that is a tip; below zero where one was given back. */
  readonly tipMinor: number;
  /** The part of it that cash rounding added; below zero where it took off. */
  readonly roundingMinor: number;
};

/** How long one card payment took; null where a step of it is not on record. */
export type LatencyFact = {
  readonly atMs: number;
  readonly pressToResultMs: number | null;
  readonly tapToApprovalMs: number | null;
};

export type ReportFacts = {
  readonly sales: readonly SaleFact[];
  readonly refunds: readonly RefundFact[];
  readonly payments: readonly PaymentFact[];
  readonly voided: number;
  /** Given back to cards of these sales by others than this till; in nothing else here. */
  readonly elsewhereMinor: number;
};
