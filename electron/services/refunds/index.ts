export {
  createRefunds,
  type RefundFrame,
  type RefundPorts,
  type RefundTrouble,
  type Refunds,
} from './refund-service.ts';
export { createRefundEffects, keyFor as refundKeyFor } from './effects.ts';
export { createRefundRunner, type RefundEffects, type RefundRunner } from './runner.ts';
export { createRefundStore, legCounts, listRefundsOfSale, type RefundStore } from './refund-store.ts';
export { REFUND_REASONS, type Refund, type RefundLeg, type RefundReason } from './records.ts';
