import { ArrowLeft, CircleCheck, ListChecks, ReceiptText, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ShiftComparison, ShiftLine } from '../../../../shared/contract/index.ts';
import { ApprovalDialog, Banner, Button, Icon } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, timeOf } from '../page-parts.tsx';
import { CashSide, CloseForm, CountPanel, ReportDialog } from '../drawer/index.ts';
import { useErrand } from '../use-answer.ts';
import { ClosedShiftsPage } from './ClosedShiftsPage.tsx';
import { CloseBar } from './CloseBar.tsx';
import { OwnFigures } from './OwnFigures.tsx';
import { useClosing, type Closing } from './use-closing.ts';
import { ShiftFigures } from './ShiftFigures.tsx';
import { ShiftTable } from './ShiftTable.tsx';

type Props = {
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onOpenSale: (saleId: string) => void;
};

/** The open shift beside Stripe and its drawer, and the way to close it. Main compares; this page adds nothing up. */
export function ShiftScreen(props: Props): ReactNode {
  const { context } = props;
  const texts = useTexts().shifts;
  const [shows, setShows] = useState<'shift' | 'closed' | 'report'>('shift');
  const closing = useClosing(context);
  const { cards, cash, errand, closedNumber } = closing;
  if (shows === 'closed') return <ClosedShiftsPage {...props} onBack={() => setShows('shift')} />;
  return (
    <main className="main">
      <div className="page">
        <Head
          {...props}
          shown={cards.value}
          onReport={() => setShows('report')}
          onClosed={() => setShows('closed')}
        />
        {closedNumber === null ? null : (
          <Banner tone="success" icon={CircleCheck} title={texts.closedTitle(closedNumber)}>
            {texts.closedText}
          </Banner>
        )}
        {[cards.error, cash.error, closing.signing ? null : errand.error].map((error, index) =>
          error === null ? null : (
            <Problem
              key={index}
              text={context.sentenceFor(error)}
              action={{ label: texts.askAgain, run: closing.askAgain }}
            />
          ),
        )}
        <Body {...props} closing={closing} />
      </div>
      {shows === 'report' ? (
        <ReportDialog context={context} shiftId={null} onClose={() => setShows('shift')} />
      ) : null}
      {closing.signing && cards.value !== null ? <Signature closing={closing} seen={cards.value} /> : null}
    </main>
  );
}

function Head(
  props: Props & {
    readonly shown: ShiftComparison | null;
    readonly onReport: () => void;
    readonly onClosed: () => void;
  },
): ReactNode {
  const { shifts: texts, drawer } = useTexts();
  const { shown, context } = props;
  return (
    <header className="page__head">
      <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={props.onBack} />
      <div className="cell2">
        <h1 className="h-panel">{shown === null ? texts.rail : texts.title(shown.number)}</h1>
        <span className="small muted">
          {shown === null
            ? ''
            : [
                texts.since(timeOf(shown.openedAtMs, context.languageTag), shown.totals.sales),
                ...(shown.openedByName === null ? [] : [texts.ofOther(shown.openedByName)]),
              ].join(' · ')}
        </span>
      </div>
      <span className="grow" />
      <Button icon={ReceiptText} onClick={props.onReport}>
        {drawer.report.x}
      </Button>
      <Button icon={ListChecks} onClick={props.onClosed}>
        {texts.toClosed}
      </Button>
    </header>
  );
}

/** Counting fills the page; else cards and cash stand side by side, with the one button that ends the shift. */
function Body(props: Props & { readonly closing: Closing }): ReactNode {
  const { context, closing } = props;
  const { cards, cash, drawer, count } = closing;
  const [counting, setCounting] = useState(false);
  const [explained, setExplained] = useState<ShiftLine | null>(null);
  const shown = cards.value;
  if (drawer !== null && counting)
    return (
      <CountPanel
        drawer={drawer}
        context={context}
        onHandedIn={cash.ask}
        onCounted={() => setCounting(false)}
      />
    );
  if (shown === null) return <OwnFigures context={context} asking={cards.asking} />;
  return (
    <div className={drawer === null ? 'compare compare--cards' : 'compare'}>
      <div className="stack compare__cards">
        <CardSide
          comparison={shown}
          asking={cards.asking}
          onAsk={cards.ask}
          onExplain={setExplained}
          {...props}
        />
        <CloseBar
          comparison={shown}
          drawerWaits={closing.drawerWaits}
          withoutDrawer={drawer === null}
          busy={closing.errand.busy || cards.asking}
          context={context}
          onClose={() => closing.close(shown, null)}
        />
      </div>
      {drawer === null ? null : (
        <CashSide
          drawer={drawer}
          context={context}
          onCount={() => setCounting(true)}
          onOpenSale={props.onOpenSale}
        >
          {count === null ? null : (
            <CloseForm
              count={count}
              currency={drawer.currency}
              draft={closing.draft}
              onChange={closing.setDraft}
            />
          )}
        </CashSide>
      )}
      {explained === null ? null : (
        <Explanation
          line={explained}
          context={context}
          onClose={() => setExplained(null)}
          onDone={() => {
            setExplained(null);
            cards.ask();
          }}
        />
      )}
    </div>
  );
}

/** A manager's name under a variance that is too large, under the close of somebody else's shift, or under both. */
function Signature(props: { readonly closing: Closing; readonly seen: ShiftComparison }): ReactNode {
  const { shifts: texts, drawer } = useTexts();
  const { closing, seen } = props;
  const isRed = closing.count?.level === 'red';
  const words = seen.isOthers
    ? { title: texts.otherTitle(seen.openedByName ?? ''), text: texts.otherText, confirm: texts.otherConfirm }
    : {
        title: drawer.side.signTitle,
        text: drawer.side.signText,
        confirm: drawer.side.signConfirm,
      };
  return (
    <ApprovalDialog
      action={isRed ? 'shift.accept-difference' : 'shift.close-other'}
      {...words}
      {...(seen.isOthers ? { reasons: texts.otherReasons } : {})}
      busy={closing.errand.busy}
      error={closing.errand.error}
      onClose={() => closing.setSigning(false)}
      onApprove={(approval) => closing.close(seen, approval)}
    >
      {seen.isOthers && isRed ? <p className="small">{texts.otherAlsoSigns}</p> : null}
    </ApprovalDialog>
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
