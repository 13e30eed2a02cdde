import type { RefundSource } from '../../../shared/contract/views/refunds.ts';

/** Where the page is. Charging is not a route: main says by its snapshot whether a sale is being charged. */
export type Route =
  | { readonly name: 'sell' }
  | { readonly name: 'transactions' }
  | { readonly name: 'transaction'; readonly saleId: string; readonly refunding?: true }
  /** A payment of another register, found by the code of its receipt. */
  | { readonly name: 'payment'; readonly paymentIntentId: string }
  | { readonly name: 'review' }
  | { readonly name: 'registers' }
  | { readonly name: 'payouts' }
  /** `newCode`: a code that was scanned and that no product has yet. */
  | { readonly name: 'products'; readonly newCode?: string }
  | { readonly name: 'shift' }
  | { readonly name: 'reports' }
  | { readonly name: 'customers'; readonly customerId?: string }
  | { readonly name: 'settings'; readonly section: SettingsSection };

export type SettingsSection =
  | 'shop'
  | 'appearance'
  | 'keyboard'
  | 'payments'
  | 'drawer'
  | 'customer'
  | 'printer'
  | 'receipt'
  | 'mail'
  | 'stripe'
  | 'scanner'
  | 'security'
  | 'staff'
  | 'permissions'
  | 'audit'
  | 'exercises'
  | 'about';
export type RouteName = Route['name'];

/** Where the code of a receipt leads: to the sale where this till has it, else to the payment at Stripe. */
export function routeOfReceipt(source: RefundSource): Route {
  return source.kind === 'sale'
    ? { name: 'transaction', saleId: source.saleId, refunding: true }
    : { name: 'payment', paymentIntentId: source.paymentIntentId };
}
