import { Check, Minus, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VerificationLine } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { SkeletonRows } from '../page-parts.tsx';

const LOOK: Readonly<
  Record<VerificationLine['result'], { readonly icon: LucideIcon; readonly tone: string }>
> = {
  ok: { icon: Check, tone: 'tl__mark--success' },
  warning: { icon: TriangleAlert, tone: 'tl__mark--warning' },
  failed: { icon: X, tone: 'tl__mark--danger' },
  skipped: { icon: Minus, tone: '' },
};

/** What Verify found: a line each, with the reason in words. */
export function VerifyCard(props: {
  readonly context: PageContext;
  readonly lines: readonly VerificationLine[] | null;
  readonly busy: boolean;
}): ReactNode {
  const { texts } = props.context;
  const says = texts.settings;
  return (
    <section className="card" aria-live="polite">
      <div className="card__head">
        <h2 className="h-card">{says.checkResults}</h2>
      </div>
      {props.busy ? (
        <SkeletonRows count={5} label={texts.common.checking} />
      ) : props.lines === null ? (
        <p className="card__body muted small">{says.notChecked}</p>
      ) : (
        <ul className="verify">
          {props.lines.map((line) => {
            const { icon: Icon, tone } = LOOK[line.result];
            return (
              <li key={line.check} className="verify__row">
                <span className={`tl__mark ${tone}`}>
                  <Icon className="i" aria-hidden />
                </span>
                <span className="cell2 grow">
                  <b className="clip">{says.check[line.check]}</b>
                  <small>{line.reason === null ? says.result[line.result] : says.reason[line.reason]}</small>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
