import { ArrowRight, Check, Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Adoption, Repair } from '../../../../shared/contract/index.ts';
import { Badge, Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import type { Act } from './ReviewAct.tsx';
import { ageText } from './review-look.ts';

type Props = {
  readonly paymentIntentId: string;
  readonly context: PageContext;
  readonly onAct: (act: Act) => void;
};

/** What can be made of a charge without a sale: the likeliest first, with what would change. */
export function OrphanCard(props: Props): ReactNode {
  const { context, paymentIntentId } = props;
  const texts = useTexts().review;
  const answer = useAnswer(paymentIntentId, () => context.call('review.lookAtOrphan', { paymentIntentId }));
  const repair = answer.value?.repairs[0];
  return (
    <section className="card suggest">
      <div className="card__head">
        <h3 className="h-card">{texts.suggested}</h3>
        <Badge tone="accent" icon={Lightbulb}>
          {repair === undefined ? texts.actions.adopt : texts.actions['repair-tender']}
        </Badge>
      </div>
      <div className="card__body suggest__body">
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {answer.value === null && answer.asking ? <SkeletonRows count={3} label={texts.looking} /> : null}
        {repair === undefined ? null : <RepairPart {...props} repair={repair} />}
        {(answer.value?.adoptions ?? []).map((adoption, index) => (
          <AdoptionPart
            key={adoption.source}
            {...props}
            adoption={adoption}
            isFirst={index === 0 && repair === undefined}
          />
        ))}
      </div>
    </section>
  );
}

function RepairPart({ repair, onAct, paymentIntentId }: Props & { readonly repair: Repair }): ReactNode {
  const texts = useTexts().review;
  const reasons = [
    texts.repairSameAmount,
    ...(repair.sameItems ? [texts.repairSameItems] : []),
    texts.repairApart(ageText(repair.apartMs, texts)),
  ];
  return (
    <div className="suggest__part">
      <p className="strong">{texts.repairTitle(repair.number)}</p>
      <ul className="effects effects--why">
        {reasons.map((reason) => (
          <li key={reason}>
            <Check className="i i--sm ink-success" aria-hidden />
            {reason}
          </li>
        ))}
      </ul>
      <Effect text={texts.repairEffect} />
      <Button
        kind="primary"
        size="sale"
        block
        onClick={() => onAct({ kind: 'repair-tender', paymentIntentId, saleId: repair.saleId })}
      >
        {texts.actions['repair-tender']}
      </Button>
    </div>
  );
}

function AdoptionPart(props: Props & { readonly adoption: Adoption; readonly isFirst: boolean }): ReactNode {
  const { adoption, isFirst, paymentIntentId } = props;
  const texts = useTexts().review;
  const adopt = (): void => props.onAct({ kind: 'adopt', paymentIntentId, source: adoption.source });
  if (!isFirst) {
    return (
      <Button block onClick={adopt}>
        {texts.adoptFrom[adoption.source]}
      </Button>
    );
  }
  return (
    <div className="suggest__part">
      <p className="strong">{texts.adoptTitle}</p>
      <p className="small muted">{texts.sources[adoption.source]}</p>
      <p className="small">
        {adoption.lines
          .map((line) => (line.quantity === 1 ? line.name : `${String(line.quantity)} ${line.name}`))
          .join(', ')}
      </p>
      <Effect text={texts.adoptEffect} />
      <p className="small muted">{texts.noMoneyMoves}</p>
      <Button kind="primary" size="sale" block onClick={adopt}>
        {texts.actions.adopt}
      </Button>
    </div>
  );
}

function Effect({ text }: { readonly text: string }): ReactNode {
  return (
    <ul className="effects">
      <li>
        <ArrowRight className="i i--sm ink-accent" aria-hidden />
        {text}
      </li>
    </ul>
  );
}
