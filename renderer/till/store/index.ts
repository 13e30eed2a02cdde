export { FAVOURITES } from './catalog-slice.ts';
export type { ChargeTab } from './charge-slice.ts';
export type { AskedApproval } from './people-slice.ts';
export type { Route, RouteName, SettingsSection } from './route.ts';
export { createTillStore, type Ask, type TillState, type TillStore } from './till-store.ts';
export { TillStoreProvider, useSnapshot, useTill } from './use-till.tsx';
export { keypadRules } from './keypad-rules.ts';
export { NO_SALES_FILTER, type SalesFilter } from './sales-list-slice.ts';
