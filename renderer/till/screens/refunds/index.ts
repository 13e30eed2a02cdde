export { ByCode } from './CodeDialog.tsx';
export { PaymentScreen } from './PaymentScreen.tsx';
export { RefundDialog } from './RefundDialog.tsx';
export { RefundsCard } from './RefundsCard.tsx';
export { FinishExchange, GivenBack } from './FinishExchange.tsx';
