import type { TransactionStatus } from '../../../shared/contract/index.ts';

/**
 * What of a sale is with the customer again or on its way, by refunds of this till and by those that Stripe showed of
 * others. What was paid too much and given back is no refund of the sale, nor what went back to a card because cash had
 * paid.
 */
export const REFUNDED_SQL = `(
  (SELECT COALESCE(SUM(l.amount_minor), 0) FROM refunds r JOIN refund_legs l USING (refund_id)
    LEFT JOIN card_tenders c ON c.tender_id = l.tender_id
    WHERE r.sale_id = s.sale_id AND COALESCE(c.state, '') <> 'overpaid'
      AND NOT EXISTS (SELECT 1 FROM cash_repairs m LEFT JOIN cash_tenders t ON t.tender_id = m.cash_tender_id
        WHERE m.card_tender_id = l.tender_id AND (m.refund_leg_id = l.leg_id OR t.tender_id IS NOT NULL))
      AND l.state NOT IN ('failed', 'cancelled', 'refused', 'withdrawn'))
  + (SELECT COALESCE(SUM(e.amount_minor), 0) FROM refunds_elsewhere e
    JOIN card_tenders c ON c.payment_intent_id = e.payment_intent_id
    WHERE c.sale_id = s.sale_id AND c.state = 'approved' AND e.status NOT IN ('failed', 'canceled')))`;

/** One status per sale, worst news first. The same words in SQL as on the screen. */
export const STATUS_SQL = `CASE
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.state = 'overpaid') THEN 'overpaid'
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
    AND c.reconciliation IN ('mismatched', 'missing-at-stripe')) THEN 'mismatch'
  WHEN EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id
    AND c.state IN ('in-doubt', 'decided-by-manager')) THEN 'in-doubt'
  WHEN EXISTS (SELECT 1 FROM refunds r JOIN refund_legs l USING (refund_id) WHERE r.sale_id = s.sale_id
    AND l.state IN ('failed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM refund_legs g WHERE g.replaces_leg_id = l.leg_id)) THEN 'refund-failed'
  WHEN s.state = 'completed' AND s.total_minor > 0 AND ${REFUNDED_SQL} >= s.total_minor THEN 'refunded'
  WHEN s.state = 'completed' AND ${REFUNDED_SQL} > 0 THEN 'part-refunded'
  WHEN s.state = 'completed' THEN 'paid'
  WHEN s.state = 'voided' THEN 'voided'
  ELSE 'in-progress' END`;

const OF_REFUNDS = `SELECT sale_id FROM refunds WHERE sale_id IS NOT NULL
  UNION SELECT c.sale_id FROM refunds_elsewhere e
    CROSS JOIN card_tenders c ON c.payment_intent_id = e.payment_intent_id`;

/**
 * The sales that alone can have a status, by indexes that hold only what is rare; none for what most sales are. Each
 * repeats the condition of its partial index, so that the index is used.
 */
export const CANDIDATES_SQL: Readonly<Record<TransactionStatus, string | null>> = {
  overpaid: "SELECT sale_id FROM card_tenders WHERE state = 'overpaid'",
  mismatch: "SELECT sale_id FROM card_tenders WHERE reconciliation IN ('mismatched', 'missing-at-stripe')",
  'in-doubt': `SELECT sale_id FROM card_tenders WHERE state NOT IN ('approved', 'cancelled', 'hold-released')
    AND state IN ('in-doubt', 'decided-by-manager')`,
  'refund-failed': `SELECT r.sale_id FROM refund_legs l JOIN refunds r USING (refund_id) WHERE r.sale_id IS NOT NULL
    AND l.state IN ('failed', 'cancelled', 'refused', 'in-doubt') AND l.state IN ('failed', 'cancelled')`,
  refunded: OF_REFUNDS,
  'part-refunded': OF_REFUNDS,
  'in-progress': "SELECT sale_id FROM sales WHERE state IN ('open', 'charging')",
  voided: "SELECT sale_id FROM sales WHERE state = 'voided'",
  paid: null,
};
