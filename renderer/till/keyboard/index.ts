export { createKeyboard, type Keyboard, type KeyboardListener, type KeyPress } from './keyboard.ts';
export { KeyboardLayer, KeyboardProvider, useKeyboard } from './use-keyboard.tsx';
export { useKeys, useShortcut } from './use-keys.ts';
export type { Scan } from './scanner.ts';
