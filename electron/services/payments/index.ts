export { createCharges, RELEASE_AFTER_MS, type Charges } from './charge-service.ts';
export { coversMinor, couldStillCharge, paidMinor, tipMinor, viewCard } from './charge-view.ts';
export { listCashOfSale, recordCash, type CashTender } from './cash-store.ts';
export { createTenderEffects, keyFor, type EffectPorts } from './effects.ts';
export { createResolver, type Resolver } from './resolver.ts';
export { finishWhenPaid } from './finish.ts';
export { createRunner, type Runner, type TenderEffects } from './runner.ts';
export { createTenderStore, listTendersOfSale, type CardTender, type TenderStore } from './tender-store.ts';
