export { countedMinor, listDenominations, type CashPieces } from './count.ts';
export { expectedCashMinor, judgeVariance, type DrawerSums, type VarianceLevel } from './variance.ts';
export {
  likelyCauses,
  type DrawerFacts,
  type LikelyCause,
  type CauseKind,
  type DrawerMovement,
} from './likely-causes.ts';
