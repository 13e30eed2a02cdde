export { CartHead } from './Cart.tsx';
export { LineFacts } from './CartLine.tsx';
export { CartTotals } from './CartTotals.tsx';
export { CheckoutScreen } from './CheckoutScreen.tsx';
export { ShopPicture } from './ShopPicture.tsx';
