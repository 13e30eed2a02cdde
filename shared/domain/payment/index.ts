export * from './card-tender-states.ts';
export {
  isFinal,
  mayBeCoveredByAnotherTender,
  paymentIntentIdOf,
  stepCardTender,
  waitsForTwinAnswer,
} from './card-tender.ts';
export { classifyDecline, type Decline, type DeclineClass } from './decline.ts';
export * from './tip.ts';
