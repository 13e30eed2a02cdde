import { useState, type ReactNode } from 'react';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import type { ReviewAction, ReviewItem } from '../../../../shared/contract/index.ts';
import { Badge, Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, dayAndTimeOf } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { OrphanCard } from './OrphanCard.tsx';
import { ReviewAct, type Act } from './ReviewAct.tsx';
import { isOverdue, SEVERITY_LOOK } from './review-look.ts';
import { BothPayments, Versus } from './Sides.tsx';

type Props = {
  readonly item: ReviewItem;
  readonly nowMs: number;
  readonly context: PageContext;
  readonly onOpenSale: (saleId: string) => void;
  readonly onChanged: () => void;
};

/** Everything about one item: both sides beside each other, what happened, where the money is, and what to do. */
export function ItemDetail(props: Props): ReactNode {
  const { item, context } = props;
  const texts = useTexts().review;
  const [act, setAct] = useState<Act | null>(null);
  const look = SEVERITY_LOOK[item.severity];
  return (
    <section className="queue__detail" data-testid="review-detail">
      <header>
        <div className="row">
          <Badge tone={look.tone} icon={look.icon}>
            {texts.severity[item.severity]}
          </Badge>
          <span className="small muted num">
            {texts.found(dayAndTimeOf(item.foundAtMs, context.languageTag))}
            {item.dueAtMs === null
              ? null
              : ` · ${texts.due(dayAndTimeOf(item.dueAtMs, context.languageTag))}`}
            {isOverdue(item, props.nowMs) ? (
              <>
                {' · '}
                <b className="ink-danger">{texts.overdue}</b>
              </>
            ) : null}
          </span>
        </div>
        <h2 className="h-title">{texts.kinds[item.kind].title(amountText(item, context))}</h2>
      </header>
      {item.earlier !== null ? (
        <BothPayments item={item} earlier={item.earlier} context={context} />
      ) : item.stripe === null && item.sale === null ? null : (
        <Versus item={item} context={context} />
      )}
      <div className={`queue__cols ${item.kind === 'orphan' ? '' : 'queue__cols--one'}`}>
        <Knowledge item={item} context={context} />
        {item.kind === 'orphan' && item.stripe?.paymentIntentId !== null && item.stripe !== null ? (
          <OrphanCard paymentIntentId={item.stripe.paymentIntentId} context={context} onAct={setAct} />
        ) : null}
      </div>
      <Actions {...props} onAct={setAct} />
      {act === null ? null : (
        <ReviewAct
          act={act}
          context={context}
          onClose={() => setAct(null)}
          onDone={(saleId) => {
            setAct(null);
            props.onChanged();
            if (saleId !== null) props.onOpenSale(saleId);
          }}
        />
      )}
    </section>
  );
}

function amountText(item: ReviewItem, context: PageContext): string {
  return item.amountMinor === null
    ? ''
    : formatMoney(money(Math.abs(item.amountMinor), item.currency), context.languageTag);
}

/** The three things that a person must read: what happened, where the money is, what to do. */
function Knowledge({
  item,
  context,
}: {
  readonly item: ReviewItem;
  readonly context: PageContext;
}): ReactNode {
  const texts = useTexts().review;
  const words = texts.kinds[item.kind];
  return (
    <section className="card">
      <div className="card__head">
        <h3 className="h-card">{texts.whatWeKnow}</h3>
      </div>
      <dl className="card__body knowledge">
        <dt>{texts.happened}</dt>
        <dd>
          {item.why === null ? words.happened : context.texts.mismatch[item.why]}
          {item.detail === null ? null : (
            <span className="small muted"> {texts.reasonCode(item.detail)}</span>
          )}
          {item.count === null ? null : <span className="small muted"> {texts.eventCount(item.count)}</span>}
        </dd>
        <dt>{texts.whereMoney}</dt>
        <dd className="strong">{texts.money[item.money]}</dd>
        <dt>{texts.whatToDo}</dt>
        <dd>{words.todo}</dd>
      </dl>
    </section>
  );
}

function Actions(props: Props & { readonly onAct: (act: Act) => void }): ReactNode {
  const { item, context } = props;
  const texts = useTexts().review;
  const checking = useErrand();
  const intent = item.stripe?.paymentIntentId ?? null;
  const press = (action: ReviewAction): void => {
    switch (action) {
      case 'open-sale':
        if (item.sale !== null) props.onOpenSale(item.sale.saleId);
        return;
      case 'check-with-stripe':
        checking.run(() => context.call('review.checkWithStripe', {}), props.onChanged);
        return;
      case 'dismiss':
        props.onAct({ kind: 'dismiss', itemId: item.itemId });
        return;
      case 'refund':
      case 'release-hold':
        if (intent !== null) props.onAct({ kind: action, paymentIntentId: intent });
        return;
      case 'adopt':
      case 'repair-tender':
        // Their buttons stand beside what would come of them.
        return;
      default:
        throw new Error(`No errand for ${String(action satisfies never)}`);
    }
  };
  const shown = item.actions.filter((action) => action !== 'adopt' && action !== 'repair-tender');
  return (
    <footer className="queue__other">
      {checking.error === null ? null : <Problem text={context.sentenceFor(checking.error)} />}
      {item.kind === 'orphan' ? <span className="small muted">{texts.otherWays}</span> : null}
      {shown.map((action, index) => (
        <Button
          key={action}
          kind={
            action === 'dismiss' ? 'quiet' : index === 0 && item.kind !== 'orphan' ? 'primary' : 'secondary'
          }
          size="sale"
          disabled={checking.busy}
          onClick={() => press(action)}
        >
          {texts.actions[action]}
        </Button>
      ))}
    </footer>
  );
}
