/*
 * A barcode scanner is a very fast typist: it sends the code's characters within a few milliseconds of each other and
 * ends with Enter. This file tells it from a person, as a pure machine that is fed characters with their times.
 */

/** Longest pause between two characters of one code. Scanners send one every 1 to 15 ms, fast people need 60 ms. */
export const SCAN_GAP_MS = 35;
/** Shortest code taken for a scan: UPC-E without check digit. Shorter runs are a person rolling over keys. */
export const SCAN_LENGTH_MIN = 6;

export type ScannerState = { readonly held: string; readonly lastAtMs: number };

export const SCANNER_IDLE: ScannerState = { held: '', lastAtMs: 0 };

/** What one key changed. `typed`: characters that turned out to come from a person and can be used now. */
export type ScannerStep = {
  readonly state: ScannerState;
  readonly typed: string;
  readonly code: string | null;
};

/** Takes one character. It is held back until it is clear who typed it. */
export function feedCharacter(state: ScannerState, character: string, atMs: number): ScannerStep {
  if (state.held !== '' && atMs - state.lastAtMs > SCAN_GAP_MS)
    return { state: { held: character, lastAtMs: atMs }, typed: state.held, code: null };
  return { state: { held: state.held + character, lastAtMs: atMs }, typed: '', code: null };
}

/** Takes Enter: the end of a code, or a person's Enter after whatever they had typed. */
export function feedEnter(state: ScannerState, atMs: number): ScannerStep {
  const isScan =
    state.held.length >= SCAN_LENGTH_MIN &&
    atMs - state.lastAtMs <= SCAN_GAP_MS &&
    /^[0-9A-Za-z./+-]+$/.test(state.held) &&
    /\d/.test(state.held);
  return isScan
    ? { state: SCANNER_IDLE, typed: '', code: state.held }
    : { state: SCANNER_IDLE, typed: state.held, code: null };
}

/** Gives back what is held when no further character came in time. */
export function feedPause(state: ScannerState, atMs: number): ScannerStep {
  if (state.held === '' || atMs - state.lastAtMs <= SCAN_GAP_MS) return { state, typed: '', code: null };
  return { state: SCANNER_IDLE, typed: state.held, code: null };
}
