/**
 * The conversation between a till and a relay, and the relay's HTTP bodies. Delivery of events: at least once, in
 * order per store, effects idempotent by event id; an acknowledgement means "committed on the till's disk".
 */
export * from './basics.ts';
export * from './http.ts';
export * from './parse.ts';
export * from './relay-messages.ts';
export * from './till-messages.ts';
