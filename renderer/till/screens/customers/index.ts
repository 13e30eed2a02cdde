export { CartCustomer } from './CartCustomer.tsx';
export { CustomerOfSaleCard } from './CustomerOfSaleCard.tsx';
export { CustomersScreen } from './CustomersScreen.tsx';
