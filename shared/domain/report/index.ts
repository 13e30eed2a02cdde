export type {
  LatencyFact,
  PaymentFact,
  RefundFact,
  ReportFacts,
  ReportLine,
  ReportTax,
  SaleFact,
} from './facts.ts';
export {
  makeReport,
  NO_CATEGORY,
  type PaymentRow,
  type ReportTotals,
  type SalesReport,
  type SalesRow,
  type TaxRow,
} from './groups.ts';
export { latencyByDay, percentilesOf, type LatencyDay, type Percentiles } from './latency.ts';
export { shareOfRefund, type Taxed } from './share-out.ts';
