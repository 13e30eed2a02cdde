import type { Db } from '../db/index.ts';

/**
 * A reader that this till asked for a card stays claimed until the reader itself said that the asking is over. After a
 * crash the reader still shows the prompt of the life before. A claim says that the note of its holder has to be read
 * before it is connected again; it does not say that the reader is still this till's.
 */
export type ReaderClaims = {
  /** Call inside the transaction that records the arming. */
  readonly claim: (readerId: string, atMs: number) => void;
  readonly release: (readerId: string) => void;
  readonly has: (readerId: string) => boolean;
};

export function createReaderClaims(db: Db): ReaderClaims {
  const has = (readerId: string): boolean =>
    db.get('SELECT 1 FROM reader_claims WHERE reader_id = ?', readerId) !== null;
  return {
    claim: (readerId, atMs) => {
      db.run(
        `INSERT INTO reader_claims VALUES (?, ?)
         ON CONFLICT (reader_id) DO UPDATE SET claimed_at_ms = excluded.claimed_at_ms`,
        readerId,
        atMs,
      );
    },
    release: (readerId) => {
      // Told more often than there is a claim, and each commit waits for the disk.
      if (has(readerId)) db.run('DELETE FROM reader_claims WHERE reader_id = ?', readerId);
    },
    has,
  };
}
