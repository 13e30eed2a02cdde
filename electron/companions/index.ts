export { createCompanions, type CompanionEntries } from './companions.ts';
export { readGivenCompanions } from './given.ts';
