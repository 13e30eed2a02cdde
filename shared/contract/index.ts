/**
 * The contract: everything that a page and main can say to each other, and nothing else. The relay's wire messages
 * are a door of their own, `relay/index.ts`.
 */
export * from './basics.ts';
export * from './channels.ts';
export * from './channel-actions.ts';
export type {
  ImportErrorCode,
  ImportField,
  ImportMapping,
  ImportProgress,
} from './channels/catalog-import.ts';
export type { CustomerSaid } from './channels/customers.ts';
export type { ChargeSettings } from './channels/charge.ts';
export type { DrawerAtClose } from './channels/shifts.ts';
export * from './envelope.ts';
export * from './errors.ts';
export * from './pushes.ts';
export * from './reader-page.ts';
export * from './views/app.ts';
export * from './views/appearance.ts';
export * from './views/catalog.ts';
export * from './views/charge.ts';
export * from './views/customer-display.ts';
export * from './views/customers.ts';
export * from './views/drawer.ts';
export * from './views/reports.ts';
export * from './views/refunds.ts';
export * from './views/charge-legs.ts';
export * from './views/payouts.ts';
export * from './views/people.ts';
export * from './views/review.ts';
export * from './views/sale.ts';
export * from './views/sales-report.ts';
export * from './views/mail.ts';
export * from './views/printing.ts';
export * from './views/settings.ts';
export * from './views/exercises.ts';
export * from './views/shifts.ts';
export * from './views/transactions.ts';
export * from './views/virtual-reader.ts';
export * from './bridge.ts';
