import type { RelayHealth } from '../../shared/contract/relay/index.ts';

export type RefusalReason = NonNullable<RelayHealth['lastSignatureFailure']>;

/** What has been seen at a store's door since the relay started. Kept in memory: it is a sign of life, not a record. */
export type DoorRecord = {
  readonly signatureFailures: number;
  readonly lastSignatureFailureAtMs: number | null;
  readonly lastSignatureFailure: RefusalReason | null;
  readonly clockSkewMs: number | null;
  readonly lastWebhookAtMs: number | null;
};

export type HealthBook = {
  readonly accepted: (storeId: string, atMs: number) => void;
  /** When any store's last webhook was accepted, by this relay's clock; null since it started. */
  readonly lastAcceptedAtMs: () => number | null;
  readonly refused: (storeId: string, why: RefusalReason, atMs: number) => void;
  readonly clockSeen: (storeId: string, skewMs: number) => void;
  readonly read: (storeId: string) => DoorRecord;
  /** The store's signing secrets were set: what was refused before says nothing about them. */
  readonly secretsSet: (storeId: string) => void;
  /**
   * Calls `listener` when the count of refusals turned: at each refusal, and when it starts anew. A till hears of it while
   * the manager is still looking.
   */
  readonly onTurned: (listener: (storeId: string) => void) => void;
};

const NOTHING_SEEN: DoorRecord = {
  signatureFailures: 0,
  lastSignatureFailureAtMs: null,
  lastSignatureFailure: null,
  clockSkewMs: null,
  lastWebhookAtMs: null,
};

export function createHealthBook(): HealthBook {
  const records = new Map<string, DoorRecord>();
  const listeners: ((storeId: string) => void)[] = [];
  let lastAcceptedAtMs: number | null = null;
  const read = (storeId: string): DoorRecord => records.get(storeId) ?? NOTHING_SEEN;
  const tell = (storeId: string): void => {
    for (const listener of listeners) listener(storeId);
  };
  return {
    read,
    lastAcceptedAtMs: () => lastAcceptedAtMs,
    accepted: (storeId, atMs) => {
      lastAcceptedAtMs = atMs;
      const before = read(storeId);
      records.set(storeId, { ...before, signatureFailures: 0, lastWebhookAtMs: atMs });
      if (before.signatureFailures > 0) tell(storeId);
    },
    refused: (storeId, why, atMs) => {
      const before = read(storeId);
      records.set(storeId, {
        ...before,
        signatureFailures: before.signatureFailures + 1,
        lastSignatureFailureAtMs: atMs,
        lastSignatureFailure: why,
      });
      tell(storeId);
    },
    secretsSet: (storeId) => {
      records.set(storeId, { ...read(storeId), signatureFailures: 0 });
      tell(storeId);
    },
    clockSeen: (storeId, skewMs) => {
      records.set(storeId, { ...read(storeId), clockSkewMs: skewMs });
    },
    onTurned: (listener) => {
      listeners.push(listener);
    },
  };
}
