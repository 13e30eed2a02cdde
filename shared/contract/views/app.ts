import { z } from 'zod';
import { atMsSchema, currencySchema, idSchema, localeSchema, modeSchema } from '../basics.ts';
import { chargeViewSchema } from './charge.ts';
import { runningExerciseSchema } from './exercises.ts';
import { reviewSeveritySchema } from './review.ts';
import { saleViewSchema } from './sale.ts';

/**
 * Why a reader is not reached. The first ten are the causes that shops meet; the others are the till's own: Stripe does not
 * answer it, does not take its key, or its page could not load Stripe's software.
 */
export const READER_CAUSES = [
  'not-registered',
  'other-location',
  'other-mode',
  'off',
  'other-subnet',
  'dns-protection',
  'firewall',
  'in-use',
  'needs-update',
  'page-permission',
  'stripe-away',
  'key-refused',
  'sdk-blocked',
] as const;
export const readerCauseSchema = z.enum(READER_CAUSES);

/** What the till found out about a reader that it does not reach. */
export const readerTroubleSchema = z.strictObject({
  /** The one cause that the till established; null while it can't tell. */
  cause: readerCauseSchema.nullable(),
  /** Where nothing is established: what has not been ruled out, the most likely first. */
  possible: z.array(readerCauseSchema),
  /** The other register that uses it, by that register's own note. */
  usedBy: z.strictObject({ register: z.string(), sinceMs: atMsSchema }).nullable(),
});

/** The chip in the status bar. `in-doubt` wins over everything: money before machinery. */
export const readerChipSchema = z.strictObject({
  state: z.enum(['none', 'connecting', 'ready', 'waiting-for-card', 'busy', 'lost', 'in-doubt']),
  label: z.string().nullable(),
  driver: z.enum(['lan', 'server-driven']).nullable(),
  /** Set while the reader is not reached and somebody has looked why. */
  trouble: readerTroubleSchema.nullable(),
});

/** The link to the relay, as it is now, not as it was hoped. `none`: this till works by sweeps alone. */
export const relayLinkSchema = z.strictObject({
  state: z.enum(['none', 'connecting', 'live', 'away', 'refused']),
  sinceMs: atMsSchema.nullable(),
  lastEventAtMs: atMsSchema.nullable(),
  signatureFailures: z.int(),
  backlog: z.int(),
});

export const reconciliationSummarySchema = z.strictObject({
  cardTenders: z.int(),
  matched: z.int(),
  /** Tenders whose outcome is not known yet. They block nothing but are never hidden. */
  unsettled: z.int(),
  mismatched: z.int(),
  lastAtMs: atMsSchema.nullable(),
});

/** Everything that frames the page. Main pushes the whole again after each change; the page replaces its copy. */
export const appSnapshotSchema = z.strictObject({
  revision: z.int(),
  setUp: z.boolean(),
  mode: modeSchema.nullable(),
  /** True when real money can't move here because this shell refuses live keys. */
  shell: z.enum(['electron', 'browser']),
  version: z.string(),
  locale: localeSchema,
  locked: z.boolean(),
  hasPin: z.boolean(),
  store: z
    .strictObject({
      name: z.string(),
      currency: currencySchema,
      register: z.string(),
      hasCatalog: z.boolean(),
    })
    .nullable(),
  cashier: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
  shift: z.strictObject({ number: z.int(), openedAtMs: atMsSchema }).nullable(),
  cardsReady: z.boolean(),
  reader: readerChipSchema,
  relay: relayLinkSchema,
  reconciliation: reconciliationSummarySchema,
  /** What waits in the Review Queue, and how bad the worst of it is. */
  review: z.strictObject({ open: z.int(), worst: reviewSeveritySchema.nullable() }),
  /** Set while this till must not start a card payment because its own disk can't be trusted. */
  degraded: z.enum(['disk-full', 'read-only', 'damaged']).nullable(),
  /** The trouble that somebody practises now, in training. */
  exercise: runningExerciseSchema.nullable(),
  sale: saleViewSchema.nullable(),
  charge: chargeViewSchema.nullable(),
});

export type AppSnapshot = z.output<typeof appSnapshotSchema>;
export type ReaderCause = z.output<typeof readerCauseSchema>;
export type ReaderTrouble = z.output<typeof readerTroubleSchema>;
export type ReaderChip = z.output<typeof readerChipSchema>;
export type RelayLink = z.output<typeof relayLinkSchema>;
export type ReconciliationSummary = z.output<typeof reconciliationSummarySchema>;
