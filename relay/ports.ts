/** Every way in which the relay touches the world. `system.ts` has the real ones, tests pass their own. */

/** Wall time for arrival and tolerance, monotonic time for silence and slowness. */
export type Clock = {
  /** Milliseconds since 1970; may jump when somebody sets the computer's clock. */
  readonly nowMs: () => number;
  /** Milliseconds that only ever rise; meaningless across restarts. */
  readonly monotonicMs: () => number;
};

/** Timers. `after` and `soon` return nothing early; the function that `after` returns forgets the call. */
export type Timers = {
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** Runs `call` once everything that has already arrived was handled: the window in which appends gather. */
  readonly soon: (call: () => void) => void;
};

/** Randomness good enough for secrets. */
export type Random = { readonly bytes: (count: number) => Uint8Array };

/** A structured log: `feature.event` and fields. The sink redacts; callers still never pass a body or a secret. */
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What nearly every part of the relay is given. */
export type RelayPorts = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
};
