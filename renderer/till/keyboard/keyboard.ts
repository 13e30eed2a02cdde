import { createListeners, type Listeners } from './listeners.ts';
import {
  feedCharacter,
  feedEnter,
  feedPause,
  SCAN_GAP_MS,
  SCANNER_IDLE,
  type ScannerStep,
} from './scanner.ts';

/** One key press that is not a plain character. `inField`: a person is typing into a field. */
export type KeyPress = { readonly key: string; readonly inField: boolean };

/** What a part of the page does with the keyboard. A handler answers true when the press is used up. */
export type KeyboardListener = {
  readonly onKey?: (press: KeyPress) => boolean;
  /** Characters typed while no field has the focus. `numpad`: they came from the number pad. */
  readonly onText?: (text: string, from: { readonly numpad: boolean }) => boolean;
  /** A barcode; never also delivered as text. `inField`: the characters have gone into the focused field as well. */
  readonly onScan?: (code: string, from: { readonly field: HTMLElement | null }) => boolean;
  /** Nothing below this listener hears anything: an open dialog. */
  readonly modal?: boolean;
};

export type Keyboard = Pick<Listeners<KeyboardListener>, 'listen'>;

const SALE_KEYS = new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'Delete', 'Backspace', 'Home', 'End']);

/**
 * The keyboard of the whole page: one listener on the window, so that function keys, typing without focus and scans
 * work wherever the focus is.
 *
 * Enter from a scanner never presses a button, and F5 never reloads: both would be surprises with money on the table.
 */
export function createKeyboard(page: Window): Keyboard {
  const { listen, offer } = createListeners<KeyboardListener>();
  let scanner = SCANNER_IDLE;
  let numpad = false;
  let pause: number | undefined;
  let focusedByPointer = false;

  const take = (step: ScannerStep, inField: boolean): void => {
    scanner = step.state;
    if (step.typed !== '' && !inField) offer((listener) => listener.onText?.(step.typed, { numpad }));
  };
  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };

  const onCharacter = (event: KeyboardEvent, field: HTMLElement | null): void => {
    take(feedCharacter(scanner, event.key, event.timeStamp), field !== null);
    numpad = event.code.startsWith('Numpad');
    page.clearTimeout(pause);
    pause = page.setTimeout(() => {
      take(feedPause(scanner, Number.MAX_SAFE_INTEGER), field !== null);
    }, SCAN_GAP_MS);
    // Space on a button presses it, as everywhere; every other character without a field belongs to the listeners.
    if (field === null && event.key !== ' ') event.preventDefault();
  };

  const onEnter = (event: KeyboardEvent, field: HTMLElement | null): void => {
    page.clearTimeout(pause);
    const step = feedEnter(scanner, event.timeStamp);
    take(step, field !== null);
    const { code } = step;
    if (code !== null) {
      swallow(event);
      offer((listener) => listener.onScan?.(code, { field }));
      return;
    }
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
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      // Enter that is held down is one press: what it confirmed must not be left by its repetition.
      if (event.key === 'Enter' && event.repeat) {
        swallow(event);
        return;
      }
      const field = fieldOf(event.target);
      if (event.key === 'Enter') onEnter(event, field);
      else if (event.key.length === 1) onCharacter(event, field);
      else if (/^F\d+$/.test(event.key) || SALE_KEYS.has(event.key)) {
        if (offer((listener) => listener.onKey?.({ key: event.key, inField: field !== null })))
          swallow(event);
        else if (/^F\d+$/.test(event.key)) event.preventDefault();
      }
    },
    { capture: true },
  );
  page.addEventListener('pointerdown', () => (focusedByPointer = true), { capture: true });

  return { listen };
}

function fieldOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null;
  return target.matches('input, textarea, select, [contenteditable]') ? target : null;
}

function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('button, a[href], [role="option"], [role="menuitem"]')
  );
}
