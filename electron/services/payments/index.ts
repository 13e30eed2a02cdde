export { createCharges, RELEASE_AFTER_MS, type Charges } from './charge-service.ts';
export { viewCard } from './charge-view.ts';
export {
  accountOf,
  couldStillCharge,
  coversMinor,
  nothingRefunded,
  paidByCardMinor,
  tipMinor,
  waitsForStripe,
  type Account,
  type Legs,
} from './legs.ts';
export { listCashOfSale, recordCash, type CashTender } from './cash-store.ts';
export { createTenderEffects, type EffectPorts } from './effects.ts';
export { keyFor } from './make-intent.ts';
export { createPreparing, PREPARED_FOR_MS, type Preparing } from './preparing.ts';
export { followTender } from './prepared-store.ts';
export { createResolver, type Resolver } from './resolver.ts';
export { moneyLineOf, panelState } from './panel-state.ts';
export { finishWhenPaid } from './finish.ts';
export { listOverpaid, type Overpaid } from './overpaid.ts';
export { listTwins, type Twin } from './twins.ts';
export { findJournalDamage } from './journal-check.ts';
export { createRunner, type Runner, type TenderEffects } from './runner.ts';
export type { ChargeRules, GivingBack } from './ports.ts';
export { createTenderStore, listTendersOfSale, type CardTender, type TenderStore } from './tender-store.ts';
export { listMissingMoney, listUnsettledPayments } from './tray.ts';
