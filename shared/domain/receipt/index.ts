export type {
  ReceiptCardTender,
  ReceiptCashTender,
  ReceiptEntryMode,
  ReceiptFacts,
  ReceiptLine,
  ReceiptTender,
  ReceiptTexts,
  ReceiptTotals,
} from './facts.ts';
export type { ReceiptDocument, ReceiptRow } from './document.ts';
export { buildReceipt } from './build.ts';
export { renderReceiptText } from './render-text.ts';
export {
  buildRefundReceipt,
  type RefundReceiptFacts,
  type RefundReceiptLeg,
  type RefundReceiptTexts,
} from './refund-receipt.ts';
export { groupReceiptCode, looksLikeReceiptCode, readReceiptCode, receiptCode } from './code.ts';
