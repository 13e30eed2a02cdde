import type { LatencyFact } from '../../../shared/domain/report/index.ts';
import type { Db } from '../db/index.ts';
import type { Span } from './read-facts.ts';

type Step = {
  readonly tender_id: string;
  readonly created_at_ms: number;
  readonly at_ms: number;
  readonly kind: 'tender-opened' | 'card-presented' | 'approved' | 'declined' | 'in-doubt';
};

/**
 * How long the card payments of a span took, by the journal: from the press on Card to the first answer, and from the
 * card at the reader to the approval. A payment that was in doubt measures the doubt and not the reader: it is left out.
 */
export function readLatency(db: Db, span: Pick<Span, 'fromMs' | 'untilMs'>): readonly LatencyFact[] {
  const steps = db.all<Step>(
    `SELECT c.tender_id, c.created_at_ms, j.at_ms, j.kind FROM card_tenders c
     CROSS JOIN tender_journal j ON j.tender_id = c.tender_id
     WHERE c.created_at_ms >= ? AND c.created_at_ms < ?
       AND j.kind IN ('tender-opened', 'card-presented', 'approved', 'declined', 'in-doubt')
     ORDER BY c.created_at_ms, c.tender_id, j.journal_id`,
    span.fromMs,
    span.untilMs,
  );
  const tenders = new Map<string, Step[]>();
  for (const step of steps) {
    const before = tenders.get(step.tender_id);
    if (before === undefined) tenders.set(step.tender_id, [step]);
    else before.push(step);
  }
  return [...tenders.values()].flatMap((of) => latencyOf(of) ?? []);
}

function latencyOf(steps: readonly Step[]): LatencyFact | null {
  const [first] = steps;
  if (first === undefined || steps.some(({ kind }) => kind === 'in-doubt')) return null;
  const opened = steps.find(({ kind }) => kind === 'tender-opened');
  const result = steps.find(({ kind }) => kind === 'approved' || kind === 'declined');
  const approvedAt = steps.findIndex(({ kind }) => kind === 'approved');
  const presented = steps.slice(0, Math.max(0, approvedAt)).findLast(({ kind }) => kind === 'card-presented');
  const between = (from: Step | undefined, to: Step | undefined): number | null =>
    from === undefined || to === undefined || to.at_ms < from.at_ms ? null : to.at_ms - from.at_ms;
  const pressToResultMs = between(opened, result);
  const tapToApprovalMs = between(presented, steps[approvedAt]);
  return pressToResultMs === null && tapToApprovalMs === null
    ? null
    : { atMs: first.created_at_ms, pressToResultMs, tapToApprovalMs };
}
