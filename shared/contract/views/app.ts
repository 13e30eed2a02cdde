import { z } from 'zod';
import { KEYPAD_ORDERS } from '../../domain/money/index.ts';
import { atMsSchema, currencySchema, idSchema, localeSchema, modeSchema } from '../basics.ts';
import { appearanceSchema, shortcutKeySchema } from './appearance.ts';
import { chargeViewSchema } from './charge.ts';
import { customerOfSaleSchema } from './customers.ts';
import { drawerChipSchema } from './drawer.ts';
import { runningExerciseSchema } from './exercises.ts';
import { actionSchema, personChoiceSchema, roleSchema } from './people.ts';
import { printingViewSchema } from './printing.ts';
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

/** Whether Stripe answers this till, and since when it does not. Cards wait while it is away; cash never does. */
export const stripeLineSchema = z.strictObject({
  state: z.enum(['there', 'away']),
  sinceMs: atMsSchema.nullable(),
});

/** What waits for a line or a machine: counts of things that are safe on this disk. */
export const waitingSchema = z.strictObject({
  /** Events that arrived and could not be looked up at Stripe yet. */
  events: z.int(),
  /** Refunds that Stripe or a bank has not finished. */
  refunds: z.int(),
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
  appearance: appearanceSchema,
  /** The shortcuts whose keys were changed at this till. */
  shortcutKeys: z.array(shortcutKeySchema),
  /** How amounts are typed at this till. */
  keypad: z.enum(KEYPAD_ORDERS),
  locked: z.boolean(),
  /** Whether anybody has a PIN or badge, so that the till can be locked. */
  hasPin: z.boolean(),
  /** Everybody who can come in, for the lock and for approvals. */
  people: z.array(personChoiceSchema),
  store: z
    .strictObject({
      name: z.string(),
      currency: currencySchema,
      register: z.string(),
      hasCatalog: z.boolean(),
      /** Rises with each change of the catalogue; a page that shows products asks again. */
      catalogRevision: z.int(),
    })
    .nullable(),
  /** Who stands before the till; while it is locked, who stood there last. */
  cashier: z
    .strictObject({
      id: idSchema,
      name: z.string(),
      role: roleSchema,
      hasPin: z.boolean(),
      /** What this person is denied, so that the page does not offer it. Main refuses it anyway. */
      denied: z.array(actionSchema),
    })
    .nullable(),
  /** Set while the audit log shows signs of tampering that the owner has not looked at. */
  auditAlert: z.boolean(),
  shift: z
    .strictObject({
      number: z.int(),
      /** Since when somebody works in it. */
      openedAtMs: atMsSchema,
      openedByName: z.string().nullable(),
      /** It was not closed at the end of the day. */
      leftOvernight: z.boolean(),
    })
    .nullable(),
  drawer: drawerChipSchema,
  cardsReady: z.boolean(),
  reader: readerChipSchema,
  relay: relayLinkSchema,
  stripe: stripeLineSchema,
  waiting: waitingSchema,
  reconciliation: reconciliationSummarySchema,
  /** What waits in the Review Queue, and how bad the worst of it is. */
  review: z.strictObject({ open: z.int(), worst: reviewSeveritySchema.nullable() }),
  /** Set while this till must not start a card payment because its own disk can't be trusted. */
  degraded: z.enum(['disk-full', 'read-only', 'damaged']).nullable(),
  /** The trouble that somebody practises now, in training. */
  exercise: runningExerciseSchema.nullable(),
  printing: printingViewSchema,
  sale: saleViewSchema.nullable(),
  /** Who that sale is for; null: nobody in particular. */
  customer: customerOfSaleSchema.nullable(),
  /** How many carts are put aside; the page asks for them when this changes. */
  parked: z.strictObject({ count: z.int(), revision: z.int() }),
  charge: chargeViewSchema.nullable(),
});

export type AppSnapshot = z.output<typeof appSnapshotSchema>;
export type ReaderCause = z.output<typeof readerCauseSchema>;
export type ReaderTrouble = z.output<typeof readerTroubleSchema>;
export type ReaderChip = z.output<typeof readerChipSchema>;
export type StripeLine = z.output<typeof stripeLineSchema>;
export type Waiting = z.output<typeof waitingSchema>;
export type RelayLink = z.output<typeof relayLinkSchema>;
export type ReconciliationSummary = z.output<typeof reconciliationSummarySchema>;
