export { createKeyboard, type Keyboard, type KeyboardListener, type KeyPress } from './keyboard.ts';
export { KeyboardLayer, KeyboardProvider, useKeyboard } from './use-keyboard.tsx';
export type { Scan } from './scanner.ts';
