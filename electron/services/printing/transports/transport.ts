import type { PrintAttempt, PrinterCause } from '../../../../shared/contract/index.ts';

/** One way to one printer. Both never throw: whatever goes wrong is a cause. */
export type PrinterTransport = {
  /**
   * Sends a whole job. `sent: 'nothing'` means that not one byte of it left, so that trying again can't print twice;
   * `'maybe'` means that nobody knows how much of it is on paper.
   */
  readonly send: (bytes: Uint8Array) => Promise<PrintAttempt>;
  /** Looks whether a job could be printed now, without printing. */
  readonly check: () => Promise<PrintAttempt>;
};

/** All of it was taken. Whether it is on paper, nobody there can say. */
export const SENT: PrintAttempt = { ok: true, confirmed: false };
/** The printer itself answered: behind a job that it printed, to a check that it is ready. */
export const CONFIRMED: PrintAttempt = { ok: true, confirmed: true };

/** Nothing left the till. */
export function refused(cause: PrinterCause): PrintAttempt {
  return { ok: false, cause, sent: 'nothing' };
}

/** Some of it may be on paper. */
export function inDoubt(cause: PrinterCause): PrintAttempt {
  return { ok: false, cause, sent: 'maybe' };
}

/** What the system's error code says to the person at the printer. */
export function causeOf(error: unknown): PrinterCause {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return CAUSES[code] ?? 'unexpected';
}

const CAUSES: Readonly<Record<string, PrinterCause>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-answer',
  EHOSTUNREACH: 'no-route',
  EHOSTDOWN: 'no-route',
  ENETUNREACH: 'no-route',
  ENETDOWN: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  EAI_NODATA: 'name-unknown',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  EIO: 'connection-lost',
  ENOENT: 'device-missing',
  ENXIO: 'device-missing',
  ENODEV: 'device-missing',
  EBUSY: 'device-busy',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
};
