export * from './gateway.ts';
export type { ChargeFacts, EmvReceipt } from './read-intent.ts';
