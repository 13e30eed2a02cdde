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
export type { ReceiptDocument, ReceiptLogo, ReceiptRow } from './document.ts';
export { PLAIN_LOOK, type ReceiptLook } from './look.ts';
export { markCopy } from './copy.ts';
export { buildDeclinedSlip, type DeclinedSlipFacts, type DeclinedSlipTexts } from './declined-slip.ts';
export { buildReceipt } from './build.ts';
export { layoutReceipt, renderReceiptText, type ReceiptBlock } from './render-text.ts';
export {
  buildRefundReceipt,
  type RefundReceiptFacts,
  type RefundReceiptLeg,
  type RefundReceiptTexts,
  type RefundedCard,
} from './refund-receipt.ts';
export { groupReceiptCode, looksLikeReceiptCode, readReceiptCode, receiptCode } from './code.ts';
export { code128Bars } from './code128.ts';
