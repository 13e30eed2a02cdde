import { createListeners, type Listeners } from './listeners.ts';
import {
  feedCharacter,
  feedEnd,
  feedPause,
  feedPerson,
  longestGapMs,
  SCANNER_IDLE,
  type Scan,
  type ScannerStep,
} from './scanner.ts';

/** One key press that is not a plain character. `inField`: a person is typing into a field. */
export type KeyPress = { readonly key: string; readonly inField: boolean };

/** What a part of the page does with the keyboard. A handler answers true when the press is used up. */
export type KeyboardListener = {
  readonly onKey?: (press: KeyPress) => boolean;
  /** Characters typed while no field has the focus. `numpad`: they came from the number pad. */
  readonly onText?: (text: string, from: { readonly numpad: boolean }) => boolean;
  /** A barcode; never also delivered as text. Where a field had the focus, it holds again what it held before. */
  readonly onScan?: (
    code: string,
    from: { readonly field: HTMLElement | null; readonly scan: Scan },
  ) => boolean;
  /** Nothing below this listener hears anything: an open dialog. */
  readonly modal?: boolean;
};

export type Keyboard = Pick<Listeners<KeyboardListener>, 'listen'>;

/** A page that is busy hears keys late: they keep their own times, but this clock must not run out before them. */
const LATE_MS = 15;

const SALE_KEYS = new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'Delete', 'Backspace', 'Home', 'End']);

/**
 * The keyboard of the whole page: one listener on the window, so that function keys, typing without focus and scans
 * work wherever the focus is.
 *
 * What a scanner sends never presses a button and stays in no field, wherever the focus is; and F5 never reloads: both
 * would be surprises with money on the table.
 *
 * `onTorn`: a code came in pieces, of which the first was taken for typing; the rest was dropped.
 */
export function createKeyboard(page: Window, onTorn: () => void = () => undefined): Keyboard {
  const { listen, offer } = createListeners<KeyboardListener>();
  let scanner = SCANNER_IDLE;
  let numpad = false;
  let pause: number | undefined;
  let focusedByPointer = false;
  let heldIn: HTMLElement | null = null;
  let before: { readonly putBack: () => void } | null = null;

  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const take = (step: ScannerStep, field: HTMLElement | null): void => {
    scanner = step.state;
    if (step.typed !== '' && field === null) offer((listener) => listener.onText?.(step.typed, { numpad }));
    const { scan } = step;
    if (scan === null && !step.isTorn) return;
    before?.putBack();
    before = null;
    if (scan === null) onTorn();
    else offer((listener) => listener.onScan?.(scan.code, { field, scan }));
  };

  /** No further character came in time. One that waits behind a busy page did, and has its own time with it. */
  const settle = (field: HTMLElement | null): void => {
    if (isInputPending(page)) pause = page.setTimeout(() => settle(field), LATE_MS);
    else take(feedPause(scanner, Number.MAX_SAFE_INTEGER), field);
  };

  /** A person does something else right behind a digit: the digit is meant for what was there before. */
  const settleShort = (): void => {
    if (scanner.held !== '') take(feedPerson(scanner), heldIn);
  };

  const onCharacter = (event: KeyboardEvent, field: HTMLElement | null): void => {
    const held = scanner.held.length;
    heldIn = field;
    take(feedCharacter(scanner, event.key, event.timeStamp), field);
    // A new run begins: should it turn out to be a scan, the field gets back what it holds now.
    if (scanner.held.length === 1) before = field === null ? null : rememberField(field);
    numpad = event.code.startsWith('Numpad');
    page.clearTimeout(pause);
    pause = page.setTimeout(() => settle(field), longestGapMs(scanner) + LATE_MS);
    if (field !== null) return;
    // Space on a button presses it, as everywhere, but not as a part of a code; every other character without a field
    // belongs to the listeners.
    if (event.key !== ' ' || held > 0) event.preventDefault();
    // A list that is closed would choose by the letters of a code.
    if (isClosedList(event.target)) event.stopPropagation();
  };

  /** Enter or Tab: the end of a code, or a person's own key. */
  const onEnd = (event: KeyboardEvent, end: 'Enter' | 'Tab', field: HTMLElement | null): void => {
    page.clearTimeout(pause);
    const step = feedEnd(scanner, end, event.timeStamp);
    if (step.scan !== null || step.isStray) swallow(event);
    take(step, field);
    if (step.scan !== null || step.isStray || end === 'Tab') return;
    // A button reached with Tab is pressed by Enter as usual; one that was merely clicked last is not pressed again.
    if (field === null && !focusedByPointer && isPressable(event.target)) return;
    if (offer((listener) => listener.onKey?.({ key: 'Enter', inField: field !== null }))) swallow(event);
  };

  page.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) focusedByPointer = false;
      if (event.key === 'F5' || (event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        return;
      }
      // Some scanners end with Ctrl+J or Ctrl+M, which are line feed and return.
      if (event.ctrlKey && /^[jm]$/i.test(event.key) && scanner.held !== '') {
        swallow(event);
        onEnd(event, 'Enter', fieldOf(event.target));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // Enter that is held down is one press: what it confirmed must not be left by its repetition.
      if (event.key === 'Enter' && event.repeat) {
        swallow(event);
        return;
      }
      const field = fieldOf(event.target);
      if (event.key === 'Enter' || event.key === 'Tab') onEnd(event, event.key, field);
      else if (event.key.length === 1) onCharacter(event, field);
      else if (/^F\d+$/.test(event.key) || SALE_KEYS.has(event.key)) {
        settleShort();
        if (offer((listener) => listener.onKey?.({ key: event.key, inField: field !== null })))
          swallow(event);
        else if (/^F\d+$/.test(event.key)) event.preventDefault();
      }
    },
    { capture: true },
  );
  page.addEventListener(
    'pointerdown',
    () => {
      focusedByPointer = true;
      settleShort();
    },
    { capture: true },
  );

  return { listen };
}

function fieldOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null;
  return target.matches('input, textarea, select, [contenteditable]') ? target : null;
}

/** Chromium tells whether a key is on its way to the page; where that is not known, none is. */
function isInputPending(page: Window): boolean {
  const { scheduling } = page.navigator as Navigator & {
    readonly scheduling?: { readonly isInputPending?: () => boolean };
  };
  return scheduling?.isInputPending?.() === true;
}

/** A closed list of choices: by itself it would take letters as a choice. */
function isClosedList(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('[role="combobox"][aria-expanded="false"]');
}

/** What a text field holds now. Put back as typing would, so that the page's own state follows. */
function rememberField(field: HTMLElement): { readonly putBack: () => void } | null {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const { value } = field;
  return {
    putBack: () => {
      if (field.value === value) return;
      const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
      // The page's library watches the element's own property; only the prototype's setter goes past it.
      Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}

function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('button, a[href], [role="option"], [role="menuitem"]')
  );
}
