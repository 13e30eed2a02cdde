export * from './refund-leg-states.ts';
export { stepRefundLeg } from './refund-leg.ts';
export {
  allocateRefund,
  checkShares,
  type Allocation,
  type RefundableTender,
  type RefundShare,
} from './allocate.ts';
export {
  refundableLines,
  refundAmount,
  refundPieces,
  type RefundableLine,
  type RefundedLine,
} from './lines.ts';
