/**
 * The port behind which events rest between Stripe and the tills. Every engine passes `eventLogConformance`.
 *
 * Per store: `seq` starts at 1 and has no gaps; an event id is stored once, for as long as the event is kept (35 days
 * at least, because Stripe repeats for 3 and lists for 30); order is order of storing, never Stripe's timestamps.
 */
export type EventLog = {
  /** Names this log. A till that knows another epoch makes a full reconcile. */
  readonly epoch: string;
  /**
   * Stores an event. Resolves only after the commit has reached the disk, so the caller may then answer 2xx. Rejects
   * when the disk can't be trusted any more: answer 503 and stop the process.
   */
  readonly append: (event: NewEvent) => Promise<AppendOutcome>;
  /** Events of one store with `seq` above `afterSeq`, in order of `seq`, at most `limit`. */
  readonly readAfter: (query: ReadQuery) => Promise<readonly StoredEvent[]>;
  /** Where a store's log ends and begins; null for an unknown store. */
  readonly extent: (storeId: string) => Promise<LogExtent | null>;
  /** The event id at a place; null where nothing is kept (any more). */
  readonly eventIdAt: (storeId: string, seq: number) => Promise<string | null>;
  /**
   * Forgets whole segments whose newest event arrived before the day of `receivedBeforeMs`; never leaves a gap, never
   * moves a head. What shares a segment with younger events stays until those are old. Returns how many events went.
   */
  readonly trim: (receivedBeforeMs: number) => Promise<number>;
  /**
   * Calls `listener` after each commit, by whichever instance, that gave this store something to read. A wake-up may be
   * late by `WAKE_UP_WITHIN_MS` when its hint was lost. Returns the function that stops it.
   */
  readonly onAppended: (storeId: string, listener: () => void) => () => void;
  /** Whether an append would be taken just now. */
  readonly check: () => Promise<LogCondition>;
  /** Commits what was handed in, then closes. Later appends are refused. */
  readonly close: () => Promise<void>;
};

/** An engine that several instances share sweeps this often, so that a lost hint delays an event and loses none. */
export const WAKE_UP_WITHIN_MS = 2000;

export type NewEvent = {
  readonly storeId: string;
  readonly eventId: string;
  readonly eventType: string;
  /**
   * Stripe's own time of making, in seconds since 1970; null where the event has none. Never used for order. An id comes
   * with one time of making only: an engine may look for a known id among the events of that day alone.
   */
  readonly createdAtS: number | null;
  readonly receivedAtMs: number;
  /** Tells two bodies under one id apart. */
  readonly fingerprint: string;
  /** The signature header as it arrived; null for a backfilled event. */
  readonly signature: string | null;
  readonly body: string;
};

/**
 * `duplicate`: the id is known with this content; answer 2xx, send nothing.
 * `conflicting`: the id is known with other content; the first stays, this one is in quarantine, a person should look.
 * `refused`: nothing was stored; answer 503, so that Stripe repeats.
 */
export type AppendOutcome =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'duplicate'; readonly seq: number }
  | { readonly kind: 'conflicting'; readonly seq: number }
  | { readonly kind: 'refused'; readonly why: 'full' | 'busy' | 'read-only' | 'closed' | 'unknown-store' };

export type ReadQuery = { readonly storeId: string; readonly afterSeq: number; readonly limit: number };

export type StoredEvent = {
  readonly seq: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly receivedAtMs: number;
  readonly signature: string | null;
  readonly body: string;
};

export type LogExtent = {
  /** 0 while the store has had no event. */
  readonly headSeq: number;
  readonly headEventId: string;
  /** The smallest `seq` still kept; `headSeq + 1` when nothing is. */
  readonly oldestSeq: number;
  readonly lastReceivedAtMs: number | null;
  readonly quarantined: number;
};

export type LogCondition = 'ok' | 'full' | 'failed' | 'closed';
