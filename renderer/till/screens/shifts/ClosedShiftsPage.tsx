import { ArrowLeft, Hourglass, UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ClosedShift, ClosedShiftRow } from '../../../../shared/contract/index.ts';
import { Badge, Banner, Button, EmptyState } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { DrawerTimeline, LevelBadge, ReportDialog, Variance } from '../drawer/index.ts';
import { ShiftFigures } from './ShiftFigures.tsx';
import { ShiftTable } from './ShiftTable.tsx';

type Props = {
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onOpenSale: (saleId: string) => void;
};

/** The shifts that were closed, and what each was closed with. */
export function ClosedShiftsPage(props: Props): ReactNode {
  const { context } = props;
  const texts = useTexts().shifts;
  const [openId, setOpenId] = useState<string | null>(null);
  const answer = useAnswer('closed', () => context.call('shift.listClosed', {}));
  if (openId !== null) return <ClosedShiftPage {...props} shiftId={openId} onBack={() => setOpenId(null)} />;
  return (
    <main className="main">
      <div className="page">
        <Head title={texts.listTitle} back={texts.backToShift} onBack={props.onBack} />
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {answer.value === null ? (
          answer.error === null ? (
            <SkeletonRows count={4} label={context.texts.common.checking} />
          ) : null
        ) : answer.value.shifts.length === 0 ? (
          <EmptyState icon={Hourglass} title={texts.listEmptyTitle}>
            {texts.listEmptyText}
          </EmptyState>
        ) : (
          <List rows={answer.value.shifts} context={context} onOpen={setOpenId} />
        )}
      </div>
    </main>
  );
}

function Head(props: {
  readonly title: string;
  readonly back: string;
  readonly onBack: () => void;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <header className="page__head">
      <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={props.back} onClick={props.onBack} />
      <h1 className="h-title grow">{props.title}</h1>
      {props.action}
    </header>
  );
}

function List(props: {
  readonly rows: readonly ClosedShiftRow[];
  readonly context: PageContext;
  readonly onOpen: (shiftId: string) => void;
}): ReactNode {
  const texts = useTexts().shifts;
  const { languageTag } = props.context;
  return (
    <div className="card tablebox tablebox--scroll">
      <table className="table tx tx--shifts">
        <thead>
          <tr>
            <th>{texts.number}</th>
            <th>{texts.closedAt}</th>
            <th>{texts.closedBy}</th>
            <th className="right">{texts.thisTill}</th>
            <th className="right">{texts.stripe}</th>
            <th>{texts.accepted}</th>
            <th>{texts.later}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            // The whole row takes a press; the keyboard and a screen reader use the button in it.
            <tr key={row.shiftId} onClick={() => props.onOpen(row.shiftId)}>
              <td className="num">
                <button type="button" className="rowbutton">
                  {texts.number} {row.number}
                </button>
              </td>
              <td className="num">{dayAndTimeOf(row.closedAtMs, languageTag)}</td>
              <td>{row.closedByName}</td>
              <td className="right num">
                <Amount
                  amountMinor={row.totals.tillMinor}
                  currency={row.currency}
                  languageTag={languageTag}
                />
              </td>
              <td className="right num">
                <Amount
                  amountMinor={row.totals.stripeMinor}
                  currency={row.currency}
                  languageTag={languageTag}
                />
              </td>
              <td>{row.accepted === 0 ? texts.none : <Badge tone="warning">{row.accepted}</Badge>}</td>
              <td>{row.amendments === 0 ? texts.none : <Badge tone="info">{row.amendments}</Badge>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ClosedShiftPage(props: Props & { readonly shiftId: string }): ReactNode {
  const { context, shiftId } = props;
  const texts = useTexts().shifts;
  const answer = useAnswer(shiftId, () => context.call('shift.getClosed', { shiftId }));
  const closed = answer.value;
  const [showsReport, setShowsReport] = useState(false);
  const says = useTexts().drawer;
  return (
    <main className="main">
      <div className="page page--scroll">
        <Head
          title={
            closed === null
              ? texts.number
              : `${texts.number} ${String(closed.shift.number)} · ${dayAndTimeOf(closed.shift.closedAtMs, context.languageTag)} · ${closed.shift.closedByName}`
          }
          back={texts.backToList}
          onBack={props.onBack}
          action={<Button onClick={() => setShowsReport(true)}>{says.report.show}</Button>}
        />
        {showsReport ? (
          <ReportDialog context={context} shiftId={shiftId} onClose={() => setShowsReport(false)} />
        ) : null}
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {closed === null ? (
          answer.error === null ? (
            <SkeletonRows count={4} label={context.texts.common.checking} />
          ) : null
        ) : (
          <>
            <section className="card registers">
              <ClosedFigures closed={closed} context={context} />
            </section>
            {closed.other === null ? null : (
              <Banner
                tone="neutral"
                icon={UserRound}
                title={texts.closedForOther(closed.other.ownerName, closed.other.approvedBy)}
              >
                {closed.other.reason}
              </Banner>
            )}
            <Amendments closed={closed} context={context} />
            <ClosedDrawerCard closed={closed} context={context} onOpenSale={props.onOpenSale} />
            {closed.lines.length === 0 ? null : (
              <div className="card tablebox">
                <ShiftTable
                  lines={closed.lines}
                  context={context}
                  onOpenSale={props.onOpenSale}
                  actionOf={(line) =>
                    line.accepted === null ? null : (
                      <span className="cell2">
                        <b className="small">{texts.acceptedBy(line.accepted.name)}</b>
                        <small>{line.accepted.reason}</small>
                      </span>
                    )
                  }
                />
              </div>
            )}
          </>
        )}
      </div>
    </main>
  );
}

function Amendments(props: { readonly closed: ClosedShift; readonly context: PageContext }): ReactNode {
  const texts = useTexts().shifts;
  const { languageTag } = props.context;
  const { amendments } = props.closed;
  return (
    <section className="card registers">
      <div className="card__head">
        <h2 className="h-card">{texts.laterTitle}</h2>
      </div>
      {amendments.length === 0 ? (
        <p className="registers__row muted">{texts.laterNone}</p>
      ) : (
        amendments.map((each) => (
          <div
            key={`${each.kind}${String(each.atMs)}${each.paymentIntentId ?? ''}`}
            className="registers__row"
          >
            <span className="cell2 grow">
              <b>{texts.amendments[each.kind]}</b>
              <small>
                {dayAndTimeOf(each.atMs, languageTag)}
                {each.sale === null ? '' : ` · ${texts.saleNumber(each.sale.number)}`}
              </small>
            </span>
            <b className="num">
              <Amount amountMinor={each.amountMinor} currency={each.currency} languageTag={languageTag} />
            </b>
          </div>
        ))
      )}
    </section>
  );
}

/** What the drawer was closed with, and all that happened to it. */
function ClosedDrawerCard(props: {
  readonly closed: ClosedShift;
  readonly context: PageContext;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const texts = useTexts().drawer.side;
  const { drawer, drawerEvents, shift } = props.closed;
  if (drawer === null) return null;
  return (
    <section className="card registers">
      <div className="card__head">
        <h2 className="h-card grow">{texts.title}</h2>
        <LevelBadge count={drawer} currency={shift.currency} />
      </div>
      <Variance count={drawer} currency={shift.currency} context={props.context} />
      {drawer.note === null ? null : (
        <p className="registers__row small">
          {drawer.note}
          {drawer.signedBy === null ? '' : ` (${drawer.signedBy})`}
        </p>
      )}
      <DrawerTimeline
        events={drawerEvents}
        currency={shift.currency}
        languageTag={props.context.languageTag}
        onOpenSale={props.onOpenSale}
      />
    </section>
  );
}

function ClosedFigures({
  closed,
  context,
}: {
  readonly closed: ClosedShift;
  readonly context: PageContext;
}): ReactNode {
  const texts = useTexts().shifts;
  return (
    <ShiftFigures totals={closed.shift.totals} currency={closed.shift.currency} context={context}>
      <div className="figure">
        <span className="figure__label">
          {texts.cash}, {texts.cashIn.toLocaleLowerCase(context.languageTag)}
        </span>
        <span className="figure__value num">
          <Amount
            amountMinor={closed.shift.totals.cashInMinor}
            currency={closed.shift.currency}
            languageTag={context.languageTag}
          />
        </span>
        <span className="figure__note">
          {texts.cashOut}{' '}
          <Amount
            amountMinor={closed.shift.totals.cashOutMinor}
            currency={closed.shift.currency}
            languageTag={context.languageTag}
          />
        </span>
      </div>
    </ShiftFigures>
  );
}
