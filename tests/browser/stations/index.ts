import { BOOKS } from './books.ts';
import { CART } from './cart.ts';
import { CHARGING, IN_DOUBT } from './charging.ts';
import { CUSTOMER_DISPLAY, CUSTOMERS } from './customers.ts';
import { LOCK, PEOPLE } from './people.ts';
import { PRODUCTS } from './products.ts';
import { SALES } from './sales.ts';
import { SELLING } from './selling.ts';
import { SETTINGS } from './settings.ts';
import { SHIFT } from './shift.ts';
import { STARTING } from './starting.ts';
import type { Station } from './station.ts';

/** Every screen and dialog in one walk through a till that has no shop yet. The order matters: each goes on from the one before. */
export const STATIONS: readonly Station[] = [
  ...STARTING,
  ...SELLING,
  ...CART,
  ...CHARGING,
  ...SALES,
  ...PRODUCTS,
  ...CUSTOMERS,
  ...CUSTOMER_DISPLAY,
  ...BOOKS,
  ...SETTINGS,
  ...PEOPLE,
  ...SHIFT,
  ...IN_DOUBT,
  ...LOCK,
];
export { visit, type Station } from './station.ts';
