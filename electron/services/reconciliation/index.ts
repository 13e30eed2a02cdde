export { createReconciler, type EventHandler, type Reconciler } from './reconciler.ts';
export { createStrays, type OrphanRow, type Strays } from './strays.ts';
