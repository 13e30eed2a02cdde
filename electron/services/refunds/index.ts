export { createRefunds, type RefundTrouble, type Refunds } from './refund-service.ts';
export type { RefundAmount, RefundFrame, RefundPorts, RefundWhy } from './card-refund.ts';
export { isRepairedToCash, mayBecomeCash } from './cash-repair-store.ts';
export { viewRefund } from './view.ts';
export { createRefundEffects, keyFor as refundKeyFor } from './effects.ts';
export { createRefundRunner, type RefundEffects, type RefundRunner } from './runner.ts';
export {
  countUnsettledRefunds,
  createRefundStore,
  legCounts,
  listRefundsOfSale,
  refundTimeline,
  type RefundStore,
} from './refund-store.ts';
export { REFUND_REASONS, type Refund, type RefundLeg, type RefundReason } from './records.ts';
