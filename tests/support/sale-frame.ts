/** What the sales of service tests are rung up under, where a test has no wish of its own. */
export const SALE_FRAME = {
  currency: 'EUR',
  pricesIncludeTax: true,
  mode: 'test',
  register: 'Till 1',
  shiftId: 'shift-1',
  cashierId: 'staff-1',
} as const;
