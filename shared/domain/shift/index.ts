export {
  EXCEPTION_KINDS,
  judgeCard,
  type CardAtStripe,
  type CardHere,
  type ExceptionKind,
  type Judgement,
} from './judge-card.ts';
export { fingerprintOf } from './fingerprint.ts';
