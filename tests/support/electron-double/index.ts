export { loadShellSources, type Plant, type ShellSources } from './planted.ts';
export { createElectronDouble, type DoubleOptions, type ElectronDouble } from './main-process.ts';
export { createPreloadDouble } from './renderer-process.ts';
export { startUnderDouble, type ShellRun, type StartShell } from './start.ts';
export { createContentsDouble, createFrameDouble } from './window.ts';
