export type { Electron } from './electron.ts';
export { FUSES } from './fuses.ts';
export { exposeReaderBridge, exposeTillBridge } from './expose-bridge.ts';
export { startShell, type ShellOptions, type ShellOutcome } from './start-shell.ts';
