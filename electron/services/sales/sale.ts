import type { SaleView } from '../../../shared/contract/index.ts';
import type { Cart, CartLine, CartTotals } from '../../../shared/domain/cart/index.ts';
import type { Money } from '../../../shared/domain/money/index.ts';

export type SaleState = SaleView['state'];
export type Sale = {
  readonly saleId: string;
  readonly number: number;
  readonly state: SaleState;
  readonly cart: Cart;
  readonly totals: CartTotals;
  readonly total: Money;
  readonly cartHash: string;
  readonly mode: 'training' | 'test' | 'live' | 'none';
  readonly register: string;
  readonly shiftId: string;
  readonly cashierId: string;
  readonly openedAtMs: number;
  readonly completedAtMs: number | null;
  readonly receiptNumber: string | null;
};

/** What a new sale is rung up under. */
export type SaleFrame = {
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly mode: Sale['mode'];
  readonly register: string;
  readonly shiftId: string;
  readonly cashierId: string;
};

/** What a line is made of; the rest of it is empty at first. */
export type NewItem = Omit<CartLine, 'lineId' | 'note' | 'discount'>;
