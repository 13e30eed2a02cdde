/*
 * A barcode scanner is a very fast typist: it sends a code's characters within a few milliseconds of each other and
 * mostly ends with Enter or Tab. This file tells it from a person, as a pure machine that is fed characters with their
 * times. Whatever it can't tell is a person's: nobody's typing is lost.
 */

/** Longest pause between two characters of one code. Scanners send one every 1 to 15 ms, fast people need 60 ms. */
export const SCAN_GAP_MS = 35;
/** Once several characters came that fast, one pause may be longer: radio scanners stumble now and then. */
export const SCAN_STUMBLE_MS = 80;
const STUMBLE_AFTER = 3;
/** An end key has to be as quick as a character until a run is this long: people roll over three keys and Enter. */
const LATE_END_AFTER = 5;
/** Shortest run that can be a code. Two keys at once are a person rolling over them. */
export const SCAN_LENGTH_MIN = 3;
/** No person keeps this up: at most so long for each character on average. */
const MACHINE_GAP_MS = 22;
/** Nobody keeps up even `SCAN_GAP_MS` for this long; slow scanners and busy computers do. */
const LONG_RUN = 8;
/** The same for what follows a cut, where the machine is known already. */
const LONG_RUN_BEHIND_CUT = 4;
/** A run without an end counts from this length on. */
const LENGTH_WITHOUT_END = 4;
/** An end key this soon after a code, or after a run as fast as one, was not pressed by a person. */
export const END_BELONGS_MS = 200;
/** A machine that begins this soon after keys as fast as a machine's has not begun: it is the rest of a torn code. */
const CUT_BELONGS_MS = 150;

export type ScannerState = {
  /** Characters of which it is not clear yet who typed them. */
  readonly held: string;
  readonly startedAtMs: number;
  readonly lastAtMs: number;
  readonly slowestMs: number;
  /** When a machine was last heard; its end key may still be on the way. */
  readonly machineAtMs: number;
  /** When keys as fast as a machine's were last given as typed: what follows at once may be the rest of their code. */
  readonly cutAtMs: number;
};

export const SCANNER_IDLE: ScannerState = {
  held: '',
  startedAtMs: 0,
  lastAtMs: 0,
  slowestMs: 0,
  machineAtMs: -Infinity,
  cutAtMs: -Infinity,
};

/** A code with how it came, for those who set scanners up. */
export type Scan = {
  readonly code: string;
  readonly averageMs: number;
  readonly slowestMs: number;
  readonly end: 'Enter' | 'Tab' | 'none';
};

/** What one key changed. `typed`: characters that turned out to come from a person and can be used now. */
export type ScannerStep = {
  readonly state: ScannerState;
  readonly typed: string;
  readonly scan: Scan | null;
  /** The key was a machine's and means nothing: an end key after its code. */
  readonly isStray: boolean;
  /** The rest of a code whose beginning was taken for a person's is dropped: half a code is a wrong one. */
  readonly isTorn: boolean;
};

/** Takes one character. It is held back until it is clear who typed it. */
export function feedCharacter(state: ScannerState, character: string, atMs: number): ScannerStep {
  const gapMs = atMs - state.lastAtMs;
  if (state.held === '' || gapMs > longestGapMs(state)) {
    const done = giveUp(state, 'none');
    return {
      ...done,
      state: { ...done.state, held: character, startedAtMs: atMs, lastAtMs: atMs, slowestMs: 0 },
    };
  }
  const slowestMs = Math.max(state.slowestMs, gapMs);
  return step({ ...state, held: state.held + character, lastAtMs: atMs, slowestMs });
}

/** Takes Enter or Tab: the end of a code, or a person's key after whatever they had typed. */
export function feedEnd(state: ScannerState, end: 'Enter' | 'Tab', atMs: number): ScannerStep {
  if (state.held === '') {
    return { ...step(state), isStray: atMs - state.machineAtMs <= END_BELONGS_MS };
  }
  if (isBehindCut(state) && isMachine(state)) {
    const torn = giveUp(state, end);
    return { ...torn, isStray: atMs - torn.state.machineAtMs <= END_BELONGS_MS };
  }
  const longestMs = state.held.length < LATE_END_AFTER ? SCAN_GAP_MS : longestGapMs(state);
  if (atMs - state.lastAtMs <= longestMs && isMachine(state)) {
    return { ...step({ ...SCANNER_IDLE, machineAtMs: atMs }), scan: scanOf(state, end) };
  }
  const done = giveUp(state, 'none');
  return { ...done, isStray: atMs - done.state.machineAtMs <= END_BELONGS_MS };
}

/** Gives back what is held when no further character came in time, or the code that it is without any end. */
export function feedPause(state: ScannerState, atMs: number): ScannerStep {
  if (state.held === '' || atMs - state.lastAtMs <= longestGapMs(state)) return step(state);
  return giveUp(state, 'none');
}

/**
 * Gives back a run that is too short for a code, because something came that only a person does: a press, an arrow key.
 * What was typed before it must count before it.
 */
export function feedPerson(state: ScannerState): ScannerStep {
  return state.held.length < SCAN_LENGTH_MIN ? giveUp(state, 'none') : step(state);
}

/** How long this state waits for a further character. */
export function longestGapMs(state: ScannerState): number {
  return state.held.length >= STUMBLE_AFTER && isMachine(state) ? SCAN_STUMBLE_MS : SCAN_GAP_MS;
}

/** What is held is over: a code by its speed and length, the rest of a torn one, or a person's. */
function giveUp(state: ScannerState, end: Scan['end']): ScannerStep {
  const machineAtMs = isMachine(state) ? state.lastAtMs : state.machineAtMs;
  const next = { ...SCANNER_IDLE, machineAtMs };
  if (isMachine(state) && /\d/.test(state.held)) {
    if (isBehindCut(state)) return { ...step({ ...next, cutAtMs: state.lastAtMs }), isTorn: true };
    if (state.held.length >= LENGTH_WITHOUT_END) return { ...step(next), scan: scanOf(state, end) };
  }
  const isFast = state.held.length > 1 && averageMs(state) <= SCAN_GAP_MS;
  const cutAtMs = isFast ? state.lastAtMs : state.cutAtMs;
  return { ...step({ ...next, cutAtMs }), typed: state.held };
}

function isMachine(state: ScannerState): boolean {
  if (state.held.length < SCAN_LENGTH_MIN) return false;
  if (averageMs(state) <= MACHINE_GAP_MS) return true;
  // A key that is held down repeats as fast as a slow scanner sends.
  const isRepeated = new Set(state.held).size === 1;
  const length = isBehindCut(state) ? LONG_RUN_BEHIND_CUT : LONG_RUN;
  return state.held.length >= length && averageMs(state) <= SCAN_GAP_MS && !isRepeated;
}

function isBehindCut(state: ScannerState): boolean {
  return state.held !== '' && state.startedAtMs - state.cutAtMs <= CUT_BELONGS_MS;
}

function averageMs(state: ScannerState): number {
  return (state.lastAtMs - state.startedAtMs) / Math.max(1, state.held.length - 1);
}

function scanOf(state: ScannerState, end: Scan['end']): Scan {
  return { code: state.held.trim(), averageMs: averageMs(state), slowestMs: state.slowestMs, end };
}

function step(state: ScannerState): ScannerStep {
  return { state, typed: '', scan: null, isStray: false, isTorn: false };
}
