export { createReconciler, type EventHandler, type Reconciler } from './reconciler.ts';
export { ADOPTED_BY, createStrays, type OrphanRow, type Strays } from './strays.ts';
