/**
 * A receipt as a list of rows, before any paper: the page draws it, `renderReceiptText` types it. Texts and amounts
 * are final; nothing that reads a document computes.
 */
export type ReceiptDocument = { readonly rows: readonly ReceiptRow[] };

export type ReceiptRow =
  /** The store's name. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly align: 'left' | 'centre' }
  /** A label and its value, pushed to both edges. */
  | { readonly kind: 'columns'; readonly left: string; readonly right: string }
  | { readonly kind: 'rule' }
  /** A sum that must be found at a glance. */
  | { readonly kind: 'total'; readonly label: string; readonly amount: string }
  /** A row of the tax table; `isHead` names the columns. */
  | {
      readonly kind: 'tax';
      readonly isHead: boolean;
      readonly name: string;
      readonly net: string;
      readonly tax: string;
    }
  /** What a scanner reads to find the payment again: a PaymentIntent, or the sale where none was made. */
  | { readonly kind: 'barcode'; readonly value: string }
  /** Says what this paper is not: no proof of payment, or not the first of its kind. */
  | { readonly kind: 'banner'; readonly text: string }
  | ReceiptLogo;

/**
 * A picture in black and white. `bits` in base64: rows from the top, eight dots in a byte, the highest bit at the left,
 * 1 is black; `widthDots` is a multiple of 8.
 */
export type ReceiptLogo = {
  readonly kind: 'logo';
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: string;
};
