import type { CurrencyCode, MinorUnits } from '../money/index.ts';
import type { CartTaxTotals, Exemption, ExemptionReason } from '../cart/index.ts';
import type { TaxRate } from '../tax/index.ts';

/** Everything a receipt states. Amounts in minor units of `currency`. Declined attempts are not on a receipt. */
export type ReceiptFacts = {
  /** Whether money moved at all: `training` and `test` receipts say in words that they are none. */
  readonly mode: 'training' | 'test' | 'live';
  readonly storeName: string;
  readonly register: string;
  readonly cashierName: string;
  readonly receiptNumber: string;
  readonly saleId: string;
  /** When the sale was completed, as the clock on the store's wall showed it: `2026-11-23T14:03:22`, any offset after it. */
  readonly completedAtIso: string;
  /** Printed after the time as given; may be empty: `CET`. */
  readonly timeZoneLabel: string;
  readonly currency: CurrencyCode;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly ReceiptLine[];
  readonly totals: ReceiptTotals;
  readonly taxes: readonly CartTaxTotals[];
  /** Why the customer paid no tax; null for everybody else. */
  readonly exemption: Exemption | null;
  readonly tenders: readonly ReceiptTender[];
};

/** A line as it was sold. */
export type ReceiptLine = {
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: MinorUnits;
  readonly grossMinor: MinorUnits;
  /** Already taken off in `totalMinor`; 0 when there was none. */
  readonly discountMinor: MinorUnits;
  readonly discountLabel: string | null;
  readonly totalMinor: MinorUnits;
  readonly taxRate: TaxRate;
  readonly isExempt: boolean;
  readonly note: string | null;
};

/** The sums of the sale, as `cartTotals` gives them, and what cash rounding added or took. */
export type ReceiptTotals = {
  readonly itemCount: number;
  readonly subtotalMinor: MinorUnits;
  readonly discountMinor: MinorUnits;
  readonly discountLabel: string | null;
  readonly taxMinor: MinorUnits;
  /** Tax taken out of prices that include it; already out of the total. */
  readonly exemptedMinor: MinorUnits;
  readonly totalMinor: MinorUnits;
  /** Due in cash minus total; 0 where cash is not rounded. */
  readonly cashRoundingMinor: MinorUnits;
};

/** One way in which the sale was paid. */
export type ReceiptTender = ReceiptCashTender | ReceiptCardTender;

export type ReceiptCashTender = {
  readonly kind: 'cash';
  readonly tenderedMinor: MinorUnits;
  readonly changeMinor: MinorUnits;
};

/**
 * An approved card payment. Card schemes want account type, application name and application id (AID) on the
 * receipt of a chip or contactless payment; the other fields are the cardholder's proof.
 * Source: docs.stripe.com/terminal/features/receipts, read 2026-11. Values are Stripe's, unchanged.
 */
export type ReceiptCardTender = {
  readonly kind: 'card';
  readonly brand: string;
  readonly last4: string | null;
  readonly entryMode: ReceiptEntryMode;
  readonly wallet: string | null;
  readonly amountMinor: MinorUnits;
  /** Part of `amountMinor`: what was added to the sale's amount. */
  readonly tipMinor: MinorUnits;
  readonly authorisationCode: string | null;
  readonly applicationName: string | null;
  readonly aid: string | null;
  /** `cardholder_verification_method`: `online_pin`, `signature`, `none` ... */
  readonly verification: string | null;
  /** `checking`, `credit`, `prepaid`, `unknown`. */
  readonly accountType: string | null;
  readonly paymentIntentId: string;
};

export type ReceiptEntryMode = 'contactless' | 'chip' | 'swipe' | 'unknown';

/** Every word on a receipt that a language decides. Shared code knows none. */
export type ReceiptTexts = {
  readonly trainingBanner: string;
  readonly testBanner: string;
  readonly receiptNumber: string;
  readonly date: string;
  readonly register: string;
  readonly cashier: string;
  readonly itemCount: string;
  readonly lineDiscount: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly total: string;
  readonly cashRounding: string;
  readonly totalInCash: string;
  /** What this language calls the tax that the till's own rates are recorded as; see `taxRateName`. */
  readonly vat: string;
  /** Column heads of the tax table; `taxAdded` also names the line that adds tax to the total. */
  readonly taxRate: string;
  readonly taxNet: string;
  readonly taxAmount: string;
  readonly taxAdded: string;
  /** The line that takes tax out of the total and says why; and what stands after the name of a rate not charged. */
  readonly exemption: string;
  readonly rateExempt: string;
  readonly exemptionReasons: Readonly<Record<ExemptionReason, string>>;
  readonly exemptionReference: string;
  readonly tip: string;
  readonly cash: string;
  readonly change: string;
  readonly entryModes: Readonly<Record<ReceiptEntryMode, string>>;
  readonly authorisationCode: string;
  readonly application: string;
  readonly aid: string;
  readonly verification: string;
  /** By Stripe's value; a value without entry is printed as it is. */
  readonly verificationMethods: Readonly<Record<string, string>>;
  readonly accountType: string;
  readonly accountTypes: Readonly<Record<string, string>>;
  readonly paymentReference: string;
  /** Marks a second print: `COPY 1`. */
  readonly copy: string;
  readonly closingLines: readonly string[];
};
