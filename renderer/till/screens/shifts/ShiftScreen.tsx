import { ArrowLeft, CircleCheck, ListChecks, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ShiftComparison, ShiftLine } from '../../../../shared/contract/index.ts';
import { ApprovalDialog, Banner, Button, Icon } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, timeOf } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { ClosedShiftsPage } from './ClosedShiftsPage.tsx';
import { CloseBar } from './CloseBar.tsx';
import { OwnFigures } from './OwnFigures.tsx';
import { ShiftFigures } from './ShiftFigures.tsx';
import { ShiftTable } from './ShiftTable.tsx';

type Props = {
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onOpenSale: (saleId: string) => void;
};

/** The open shift beside Stripe, and the way to close it. Main compares; this page adds nothing up. */
export function ShiftScreen(props: Props): ReactNode {
  const { context } = props;
  const texts = useTexts().shifts;
  const [showsClosed, setShowsClosed] = useState(false);
  const [explained, setExplained] = useState<ShiftLine | null>(null);
  const [closedNumber, setClosedNumber] = useState<number | null>(null);
  const answer = useAnswer('shift', () => context.call('shift.compare', {}));
  const closing = useErrand();
  const shown = answer.value;
  if (showsClosed) return <ClosedShiftsPage {...props} onBack={() => setShowsClosed(false)} />;
  const close = (comparison: ShiftComparison): void => {
    closing.run(
      async () => {
        const closed = await context.call('shift.close', { seen: comparison.seen });
        // What is on the screen is not what there is any more: it is asked for anew, beside the refusal.
        if (!closed.ok) answer.ask();
        return closed;
      },
      () => {
        setClosedNumber(comparison.number);
        answer.ask();
      },
    );
  };
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={props.onBack} />
          <div className="cell2">
            <h1 className="h-panel">{shown === null ? texts.rail : texts.title(shown.number)}</h1>
            <span className="small muted">
              {shown === null
                ? ''
                : texts.since(timeOf(shown.openedAtMs, context.languageTag), shown.totals.sales)}
            </span>
          </div>
          <span className="grow" />
          <Button icon={ListChecks} onClick={() => setShowsClosed(true)}>
            {texts.toClosed}
          </Button>
        </header>
        {closedNumber === null ? null : (
          <Banner tone="success" icon={CircleCheck} title={texts.closedTitle(closedNumber)}>
            {texts.closedText}
          </Banner>
        )}
        {[answer.error, closing.error].map((error, index) =>
          error === null ? null : (
            <Problem
              key={index}
              text={context.sentenceFor(error)}
              action={{ label: texts.askAgain, run: answer.ask }}
            />
          ),
        )}
        {shown === null ? (
          <OwnFigures context={context} asking={answer.asking} />
        ) : (
          <>
            <CardSide
              comparison={shown}
              asking={answer.asking}
              onAsk={answer.ask}
              onExplain={setExplained}
              {...props}
            />
            <CloseBar
              comparison={shown}
              busy={closing.busy || answer.asking}
              context={context}
              onClose={() => close(shown)}
            />
          </>
        )}
      </div>
      {explained === null ? null : (
        <Explanation
          line={explained}
          context={context}
          onClose={() => setExplained(null)}
          onDone={() => {
            setExplained(null);
            answer.ask();
          }}
        />
      )}
    </main>
  );
}

/** A manager's name and reason for one line, as it stands with these figures. */
function Explanation(props: {
  readonly line: ShiftLine;
  readonly context: PageContext;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { lineId, fingerprint, kind } = props.line;
  const texts = useTexts().shifts;
  const errand = useErrand();
  return (
    <ApprovalDialog
      title={texts.acceptTitle}
      text={texts.acceptText}
      confirm={texts.acceptConfirm}
      reasons={texts.reasons}
      busy={errand.busy}
      error={errand.error}
      onClose={props.onClose}
      onApprove={(approval) => {
        errand.run(() => props.context.call('shift.accept', { lineId, fingerprint, approval }), props.onDone);
      }}
    >
      <p className="small">{texts.kinds[kind].why}</p>
    </ApprovalDialog>
  );
}

function CardSide(
  props: Props & {
    readonly comparison: ShiftComparison;
    readonly asking: boolean;
    readonly onAsk: () => void;
    readonly onExplain: (line: ShiftLine) => void;
  },
): ReactNode {
  const { comparison, context } = props;
  const texts = useTexts().shifts;
  const isEmpty = comparison.matched.count === 0 && comparison.exceptions.length === 0;
  return (
    <section className="card shiftcard">
      <div className="card__head">
        <h2 className="h-card">{texts.card}</h2>
        <span className="small muted num" aria-live="polite">
          {props.asking
            ? texts.asking
            : texts.asked(timeOf(comparison.comparedAtMs, context.languageTag, true))}
        </span>
        <Button kind="quiet" disabled={props.asking} onClick={props.onAsk}>
          {texts.askAgain}
        </Button>
      </div>
      <ShiftFigures totals={comparison.totals} currency={comparison.currency} context={context}>
        <Unexplained count={comparison.unexplained} />
      </ShiftFigures>
      {comparison.exceptions.length > 0 ? null : (
        <div className="shiftcard__calm">
          <Banner
            tone={isEmpty ? 'neutral' : 'success'}
            icon={CircleCheck}
            title={isEmpty ? texts.noCardsTitle : texts.agreeTitle}
          >
            {isEmpty ? texts.noCardsText : texts.agreeText}
          </Banner>
        </div>
      )}
      {isEmpty ? null : (
        <div className="shiftcard__lines">
          <ShiftTable
            lines={comparison.exceptions}
            context={context}
            onOpenSale={props.onOpenSale}
            actionOf={(line) => <LineAction line={line} onAsk={props.onAsk} onExplain={props.onExplain} />}
          >
            <Sums comparison={comparison} context={context} />
          </ShiftTable>
        </div>
      )}
    </section>
  );
}

function LineAction(props: {
  readonly line: ShiftLine;
  readonly onAsk: () => void;
  readonly onExplain: (line: ShiftLine) => void;
}): ReactNode {
  const texts = useTexts().shifts;
  const { line } = props;
  if (line.accepted !== null) {
    return (
      <span className="cell2">
        <b className="small">{texts.acceptedBy(line.accepted.name)}</b>
        <small>{line.accepted.reason}</small>
      </span>
    );
  }
  return (
    <span className="row row--end">
      {line.kind === 'in-doubt' ? (
        <Button kind="quiet" onClick={props.onAsk}>
          {texts.checkNow}
        </Button>
      ) : null}
      <Button onClick={() => props.onExplain(line)}>{texts.explain}</Button>
    </span>
  );
}

function Unexplained({ count }: { readonly count: number }): ReactNode {
  const texts = useTexts().shifts;
  return (
    <div className="figure">
      <span className="figure__label">
        {count === 0 ? null : (
          <span className="ink-warning">
            <Icon of={TriangleAlert} size="sm" />
          </span>
        )}
        {texts.notExplained}
      </span>
      <span className="figure__value num">{count}</span>
      <span className="figure__note">{texts.blocks(count)}</span>
    </div>
  );
}

function Sums({
  comparison,
  context,
}: {
  readonly comparison: ShiftComparison;
  readonly context: PageContext;
}): ReactNode {
  const texts = useTexts().shifts;
  const { matched, totals, currency } = comparison;
  const cell = (amountMinor: number, ink = ''): ReactNode => (
    <td className={`right num ${ink}`}>
      <Amount amountMinor={amountMinor} currency={currency} languageTag={context.languageTag} />
    </td>
  );
  return (
    <tfoot>
      {matched.count === 0 ? null : (
        <tr>
          <td colSpan={2}>
            <span className="cell2">
              <b>
                {texts.kinds.matched.word}: {texts.payments(matched.count)}
              </b>
              <small>{texts.toTheCent}</small>
            </span>
          </td>
          {cell(matched.tillMinor)}
          {cell(matched.stripeMinor)}
          {cell(0, 'ink-success')}
          <td />
        </tr>
      )}
      <tr className="strong">
        <td colSpan={2}>{texts.all}</td>
        {cell(totals.tillMinor)}
        {cell(totals.stripeMinor)}
        {cell(totals.differenceMinor)}
        <td />
      </tr>
    </tfoot>
  );
}
