export type { Electron } from './electron.ts';
export { FUSES } from './fuses.ts';
export { exposeReaderBridge, exposeTillBridge, type PreloadElectron } from './expose-bridge.ts';
export { startShell, type ShellOptions, type ShellOutcome } from './start-shell.ts';
