import { CircleAlert, CircleCheck, Lightbulb, Scale, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DrawerView, RevealedCount } from '../../../../shared/contract/index.ts';
import { Badge, Button, EmptyState, Icon, useMoneyText } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';
import { DrawerTimeline } from './DrawerTimeline.tsx';

/** The drawer beside the cards: what was counted, by how much it differs, and what could explain that. */
export function CashSide(props: {
  readonly drawer: DrawerView;
  readonly context: PageContext;
  readonly onCount: () => void;
  readonly onOpenSale: (saleId: string) => void;
  /** Note and what is left, for the close; below the count. */
  readonly children?: ReactNode;
}): ReactNode {
  const { drawer, context } = props;
  const texts = useTexts().drawer.side;
  const { revealed, currency } = drawer;
  return (
    <section className="card cashside">
      <div className="card__head">
        <h2 className="h-card grow">{texts.title}</h2>
        {revealed === null ? null : <LevelBadge count={revealed} currency={currency} />}
      </div>
      <div className="cashside__body" tabIndex={0} role="region" aria-label={texts.title}>
        {revealed === null ? (
          <EmptyState
            icon={Scale}
            title={texts.notCounted}
            action={
              <Button kind="primary" size="sale" onClick={props.onCount}>
                {texts.countNow}
              </Button>
            }
          >
            {texts.notCountedText}
          </EmptyState>
        ) : (
          <>
            <Variance count={revealed} currency={currency} context={context} />
            <Causes count={revealed} currency={currency} onOpenSale={props.onOpenSale} />
            {props.children}
            <Button kind="quiet" onClick={props.onCount}>
              {texts.recount}
            </Button>
          </>
        )}
        <h3 className="small muted cashside__head">{texts.today}</h3>
        <DrawerTimeline
          events={drawer.events}
          currency={currency}
          languageTag={context.languageTag}
          onOpenSale={props.onOpenSale}
        />
      </div>
    </section>
  );
}

const LOOKS = {
  none: { tone: 'success', icon: CircleCheck, ink: 'ink-success' },
  amber: { tone: 'warning', icon: TriangleAlert, ink: 'ink-warning' },
  red: { tone: 'danger', icon: CircleAlert, ink: 'ink-danger' },
} as const;

export function LevelBadge(props: {
  readonly count: Pick<RevealedCount, 'level' | 'toleranceMinor'>;
  readonly currency: string;
}): ReactNode {
  const texts = useTexts().drawer.side;
  const text = useMoneyText();
  const { level, toleranceMinor } = props.count;
  const tolerance = text({ amountMinor: toleranceMinor, currency: props.currency });
  const { tone, icon } = LOOKS[level];
  return (
    <Badge tone={tone} icon={icon}>
      {level === 'none' ? texts.agrees : level === 'amber' ? texts.within(tolerance) : texts.over(tolerance)}
    </Badge>
  );
}

export function Variance(props: {
  readonly count: Pick<
    RevealedCount,
    'level' | 'varianceMinor' | 'expectedMinor' | 'countedMinor' | 'toleranceMinor'
  >;
  readonly currency: string;
  readonly context: PageContext;
}): ReactNode {
  const texts = useTexts().drawer.side;
  const { count, currency, context } = props;
  const figures = [
    [texts.expected, count.expectedMinor],
    [texts.counted, count.countedMinor],
    [texts.tolerance, count.toleranceMinor],
  ] as const;
  return (
    <div className="variance">
      <div className="figure">
        <span className="figure__label">{texts.variance}</span>
        <span className={`figure__value num ${LOOKS[count.level].ink}`}>
          {count.varianceMinor > 0 ? '+' : ''}
          <Amount amountMinor={count.varianceMinor} currency={currency} languageTag={context.languageTag} />
        </span>
      </div>
      <dl className="variance__list">
        {figures.map(([label, amountMinor]) => (
          <div key={label}>
            <dt className="small muted">{label}</dt>
            <dd className="num strong">
              <Amount amountMinor={amountMinor} currency={currency} languageTag={context.languageTag} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Causes(props: {
  readonly count: RevealedCount;
  readonly currency: string;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const { drawer: texts } = useTexts();
  const text = useMoneyText();
  const { count, currency } = props;
  if (count.level === 'none') return null;
  return (
    <div className="likely">
      <h3 className="small muted">{texts.side.likely}</h3>
      {count.causes.length === 0 ? <p className="small">{texts.side.unlikely}</p> : null}
      {count.causes.map((cause) => {
        const { sale } = cause;
        const name = sale === null ? texts.side.unnamedSale : texts.side.sale(sale.number);
        const meant = cause.meantMinor === null ? '' : text({ amountMinor: cause.meantMinor, currency });
        return (
          <div key={`${cause.kind}${sale?.saleId ?? ''}`} className="likely__item">
            <span className="ink-info">
              <Icon of={Lightbulb} size="sm" />
            </span>
            <span className="grow small">{texts.causes[cause.kind](name, meant)}</span>
            {sale === null ? null : (
              <Button kind="quiet" onClick={() => props.onOpenSale(sale.saleId)}>
                {texts.side.sale(sale.number)}
              </Button>
            )}
          </div>
        );
      })}
    </div>
  );
}
