export { RefundDialog } from './RefundDialog.tsx';
export { RefundsCard } from './RefundsCard.tsx';
