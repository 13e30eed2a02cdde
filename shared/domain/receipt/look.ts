import type { ReceiptLogo, ReceiptRow } from './document.ts';

/**
 * What a shop decides about its paper. What the law and the card schemes want (number, date, total, tax, card) is not
 * a choice and therefore not here.
 */
export type ReceiptLook = {
  readonly logo: ReceiptLogo | null;
  /** Below the shop's name: address, tax number. */
  readonly headerLines: readonly string[];
  /** The last words. Empty: the language's own. */
  readonly footerLines: readonly string[];
  readonly showCashier: boolean;
  readonly showItemCount: boolean;
  readonly showCode: boolean;
};

/** The paper of a shop that has chosen nothing. */
export const PLAIN_LOOK: ReceiptLook = {
  logo: null,
  headerLines: [],
  footerLines: [],
  showCashier: true,
  showItemCount: true,
  showCode: true,
};

/** Logo, name and lines at the top of each paper. */
export function letterhead(storeName: string, look: ReceiptLook): readonly ReceiptRow[] {
  return [
    ...(look.logo === null ? [] : [look.logo]),
    { kind: 'heading', text: storeName },
    ...look.headerLines.map((text): ReceiptRow => ({ kind: 'text', text, align: 'centre' })),
  ];
}
