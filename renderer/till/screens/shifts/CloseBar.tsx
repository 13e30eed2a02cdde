import { CircleCheck, Lock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ShiftComparison } from '../../../../shared/contract/index.ts';
import { Button, Icon } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';

/** What stands between this shift and its end, its cash beside it, and the one button that ends it. */
export function CloseBar(props: {
  readonly comparison: ShiftComparison;
  /** What the drawer still needs; null when nothing. */
  readonly drawerWaits: 'count' | 'note' | null;
  /** Where no drawer stands beside the cards, the sales in cash are named here. */
  readonly withoutDrawer: boolean;
  readonly busy: boolean;
  readonly context: PageContext;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useTexts().shifts;
  const { comparison, context } = props;
  const { totals, currency } = comparison;
  const says = useTexts().drawer.side;
  const canClose = comparison.canClose && props.drawerWaits === null;
  const [title, text] =
    comparison.canClose && props.drawerWaits !== null
      ? props.drawerWaits === 'count'
        ? [says.notCounted, says.notCountedText]
        : [says.note, says.noteHint]
      : wordsOf(comparison, texts);
  const figures = [
    [texts.cashIn, totals.cashInMinor],
    [texts.cashOut, totals.cashOutMinor],
  ] as const;
  return (
    <section className="card closebar">
      <span className={canClose ? 'ink-success' : 'ink-warning'}>
        <Icon of={canClose ? CircleCheck : TriangleAlert} size="lg" />
      </span>
      <div className="cell2 grow">
        <b>{title}</b>
        <small>{text}</small>
      </div>
      {props.withoutDrawer ? (
        <dl className="closebar__cash">
          {figures.map(([label, amountMinor]) => (
            <div key={label}>
              <dt className="small muted">
                {texts.cash}, {label.toLocaleLowerCase(context.languageTag)}
              </dt>
              <dd className="num strong">
                {amountMinor === null ? (
                  texts.none
                ) : (
                  <Amount amountMinor={amountMinor} currency={currency} languageTag={context.languageTag} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Button
        kind="primary"
        size="sale"
        icon={Lock}
        disabled={!canClose || props.busy}
        onClick={props.onClose}
      >
        {texts.close}
      </Button>
    </section>
  );
}

type Texts = ReturnType<typeof useTexts>['shifts'];

function wordsOf(
  { obstacles, unexplained }: ShiftComparison,
  texts: Texts,
): readonly [title: string, text: string] {
  const [obstacle] = obstacles;
  if (obstacle !== undefined) return [texts.obstacleTitle, texts.obstacles[obstacle]];
  if (unexplained > 0) return [texts.openTitle(unexplained), texts.openText];
  return [texts.canCloseTitle, texts.canCloseText];
}
