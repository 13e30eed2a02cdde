import type { ReactNode } from 'react';
import type { ReviewDone, ReviewItem } from '../../../../shared/contract/index.ts';
import { Badge } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, dayAndTimeOf } from '../page-parts.tsx';
import { ageText, isOverdue, SEVERITY_LOOK } from './review-look.ts';

/** One item in the list: how bad, how old, how much, and what it is. */
export function ItemRow(props: {
  readonly item: ReviewItem;
  readonly isOn: boolean;
  readonly nowMs: number;
  readonly context: PageContext;
  readonly onChoose: () => void;
}): ReactNode {
  const { item, context } = props;
  const texts = useTexts().review;
  const look = SEVERITY_LOOK[item.severity];
  const first = item.actions[0];
  return (
    <li>
      <button
        type="button"
        className={`qitem ${props.isOn ? 'is-on' : ''}`}
        aria-current={props.isOn}
        onClick={props.onChoose}
      >
        <span className="qitem__top">
          <Badge tone={look.tone} icon={look.icon}>
            {texts.severity[item.severity]}
          </Badge>
          <span className="small muted grow num">
            {ageText(props.nowMs - item.foundAtMs, texts)}
            {isOverdue(item, props.nowMs) ? (
              <>
                , <b className="ink-danger">{texts.overdue}</b>
              </>
            ) : null}
          </span>
          {item.amountMinor === null ? null : (
            <b className="num">
              <Amount
                amountMinor={item.amountMinor}
                currency={item.currency}
                languageTag={context.languageTag}
              />
            </b>
          )}
        </span>
        <span className="qitem__title">{texts.kinds[item.kind].row}</span>
        <span className="small muted clip">
          {[
            item.sale === null ? null : texts.sale(item.sale.number),
            first === undefined ? null : texts.actions[first],
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </button>
    </li>
  );
}

/** What was dealt with: how, by whom, and why. */
export function DoneRow(props: { readonly done: ReviewDone; readonly context: PageContext }): ReactNode {
  const { done, context } = props;
  const texts = useTexts().review;
  return (
    <li className="qitem qitem--done">
      <span className="qitem__top">
        <Badge tone="neutral">{texts.how[done.how]}</Badge>
        <span className="small muted grow num">{dayAndTimeOf(done.atMs, context.languageTag)}</span>
        {done.item.amountMinor === null ? null : (
          <b className="num">
            <Amount
              amountMinor={done.item.amountMinor}
              currency={done.item.currency}
              languageTag={context.languageTag}
            />
          </b>
        )}
      </span>
      <span className="qitem__title">{texts.kinds[done.item.kind].row}</span>
      <span className="small muted">{texts.byWhom(done.staffName, done.reason)}</span>
    </li>
  );
}
