import type { ReactNode } from 'react';
import type { TransactionDetail } from '../../../../shared/contract/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { dayAndTimeOf } from '../page-parts.tsx';

/** Whose word stands behind what was done with this sale; nothing where nobody's was needed. */
export function ApprovalsCard(props: {
  readonly context: PageContext;
  readonly sale: TransactionDetail;
}): ReactNode {
  const says = useTexts().people.approval;
  const { approvals } = props.sale;
  if (approvals.length === 0) return null;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.heading}</h2>
      </div>
      <ul className="card__body stack">
        {approvals.map(({ approvalId, atMs, by, askedBy, reason }) => (
          <li key={approvalId} className="cell2">
            <span>{askedBy === null ? by : says.given(by, askedBy)}</span>
            <small>{`${reason} · ${dayAndTimeOf(atMs, props.context.languageTag)}`}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
