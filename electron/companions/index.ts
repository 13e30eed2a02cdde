export { createCompanions, type CompanionEntries } from './companions.ts';
export { readGivenCompanions } from './given.ts';
export { runWithNode } from './node-process.ts';
export type { CompanionProcess, RunCompanion } from './process.ts';
