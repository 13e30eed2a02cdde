import { createHmac } from 'node:crypto';

/** One entry as it is on the disk. `changes` is the JSON text that was sealed, character by character. */
export type EntryRow = {
  readonly seq: number;
  readonly at_ms: number;
  readonly staff_id: string | null;
  readonly staff_name: string;
  readonly action: string;
  readonly subject: string | null;
  readonly approved_by: string | null;
  readonly reason: string | null;
  readonly changes: string;
};

/**
 * The seal of an entry: HMAC-SHA256, keyed from the vault, over the seal before it and the entry's fields in this
 * order as one JSON array. The first entry follows an empty seal.
 */
export function sealOf(key: string, previousMac: string, entry: EntryRow): string {
  const sealed = [
    previousMac,
    entry.seq,
    entry.at_ms,
    entry.staff_id,
    entry.staff_name,
    entry.action,
    entry.subject,
    entry.approved_by,
    entry.reason,
    entry.changes,
  ];
  return createHmac('sha256', key).update(JSON.stringify(sealed)).digest('hex');
}

/** Tells keys apart without giving one away. */
export function keyIdOf(key: string): string {
  return createHmac('sha256', key).update('key-id').digest('hex').slice(0, 16);
}

/** The end of the chain, as it is kept in the vault beside the key. */
export type Head = { readonly seq: number; readonly mac: string };

export function writeHead(head: Head): string {
  return `${String(head.seq)}:${head.mac}`;
}

/** Null for what is no head: then nothing is known of the end. */
export function readHead(text: string | null): Head | null {
  const parts = /^(\d+):([0-9a-f]{64})$/u.exec(text ?? '');
  const [, seq, mac] = parts ?? [];
  return seq === undefined || mac === undefined ? null : { seq: Number(seq), mac };
}
