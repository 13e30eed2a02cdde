import type { PrinterCause } from '../../../../shared/contract/index.ts';

/*
 * What an ESC/POS printer says of itself. DLE EOT is answered at once, even while the printer is out of paper; GS r
 * waits in line behind the job, so its answer says that the job was worked off.
 * Source: Epson's ESC/POS command reference, DLE EOT and GS r, read 2026-11.
 */

/** Asks for the printer's state, why it is offline, and its paper. */
export const ASK_STATUS = Uint8Array.of(0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 4);
export const STATUS_ANSWERS = 3;
/** Asks for the paper sensor once everything before it was printed. */
export const ASK_WHEN_PRINTED = Uint8Array.of(0x1d, 0x72, 1);

/** Bits that are fixed in each answer to DLE EOT: 0xx1xx10. */
export function isStatusByte(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** Bits that are fixed in the answer to GS r: 0xx0xxxx. */
export function isPaperByte(byte: number): boolean {
  return (byte & 0x90) === 0;
}

/** What keeps the printer from printing, from its three answers in order; null when nothing does. */
export function troubleOf([
  printer = 0x12,
  offline = 0x12,
  paper = 0x12,
]: readonly number[]): PrinterCause | null {
  if ((offline & 0x04) !== 0) return 'cover-open';
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'paper-out';
  return (printer & 0x08) === 0 && (offline & 0x40) === 0 ? null : 'offline';
}

/** The same from the answer to GS r: only the end of the paper shows in it. */
export function paperEnded(byte: number): boolean {
  return (byte & 0x0c) !== 0;
}
