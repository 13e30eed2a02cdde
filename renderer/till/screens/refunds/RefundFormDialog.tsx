import type { ReactNode } from 'react';
import type {
  RefundForm,
  RefundReasonView,
  RefundSource,
  RefundView,
} from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { Button, Dialog, Field, Segments, Select } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import type { RefundChoice } from './refund-choice.ts';
import { RefundLines } from './RefundLines.tsx';
import { RefundShares } from './RefundShares.tsx';
import { useRefundForm, type RefundFormState } from './use-refund-form.ts';

/** Reasons that a cashier may choose; the others are the till's own. */
const REASONS: readonly RefundReasonView[] = [
  'changed-mind',
  'defective',
  'wrong-item',
  'price-correction',
  'duplicate',
  'other',
];

/** What comes back, where the money goes, and why; the button says how much. */
export function RefundFormDialog(props: {
  readonly context: PageContext;
  readonly source: RefundSource;
  readonly name: string;
  readonly form: RefundForm;
  readonly onClose: () => void;
  readonly onDone: (refund: RefundView) => void;
  readonly onStale: () => void;
}): ReactNode {
  const { context, form } = props;
  const says = useTexts().refunds;
  const go = useTill((till) => till.go);
  const state = useRefundForm(context, props.source, form, props.onDone, () => go({ name: 'sell' }));
  const { quote, choice } = state;
  const format = (amountMinor: number): string =>
    formatMoney(money(amountMinor, form.currency), context.languageTag);
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={says.title(props.name)}
      footer={
        <>
          <Button size="tender" onClick={props.onClose}>
            {says.back}
          </Button>
          {state.exchange === null ? null : (
            <Button size="tender" title={says.exchangeHint} onClick={state.exchange}>
              {says.exchange}
            </Button>
          )}
          <Button kind="danger-solid" size="tender" disabled={!state.canRefund} onClick={state.refund}>
            {quote === null ? says.refund : says.confirm(format(quote.amountMinor))}
          </Button>
        </>
      }
    >
      <div className="refund">
        <OriginNote form={form} />
        <ChoiceTabs form={form} choice={choice} onChoose={(by) => state.choose({ ...choice, by })} />
        {choice.by === 'items' ? (
          <RefundLines
            form={form}
            choice={choice}
            languageTag={context.languageTag}
            onChange={state.choose}
          />
        ) : null}
        {choice.by === 'amount' ? (
          <AmountField state={state} most={says.amountMost(format(form.mostMinor))} />
        ) : null}
        <RefundShares {...state} context={context} onType={state.setTyped} />
        <Why state={state} />
        {state.error === null ? null : (
          <Problem
            text={context.sentenceFor(state.error)}
            action={{ label: context.texts.common.tryAgain, run: props.onStale }}
          />
        )}
      </div>
    </Dialog>
  );
}

function AmountField({ state, most }: { readonly state: RefundFormState; readonly most: string }): ReactNode {
  const says = useTexts().refunds;
  const { choice } = state;
  return (
    <Field
      label={says.amount}
      size="sale"
      inputMode="decimal"
      value={choice.amountText}
      hint={most}
      {...(state.isWrongAmount ? { error: `${says.amountWrong} ${most}` } : {})}
      onChange={(event) => state.choose({ ...choice, amountText: event.target.value })}
    />
  );
}

/** The reason, a note for the books, and whether the goods can be sold again. */
function Why({ state }: { readonly state: RefundFormState }): ReactNode {
  const says = useTexts().refunds;
  const { choice, form, restock } = state;
  return (
    <>
      <div className="refund__why">
        <div className="field">
          <span className="field__label">{says.reason}</span>
          <Select
            label={says.reason}
            size="sale"
            value={state.reason}
            choices={REASONS.map((value) => ({ value, label: says.reasons[value] }))}
            onChoose={(value) => state.setReason(REASONS.find((each) => each === value) ?? 'other')}
          />
        </div>
        <Field
          label={says.note}
          hint={says.noteHint}
          size="sale"
          maxLength={120}
          value={state.note}
          onChange={(event) => state.setNote(event.target.value)}
        />
      </div>
      {choice.by === 'amount' || form.lines.length === 0 ? null : (
        <Button size="sale" aria-pressed={restock} onClick={() => state.setRestock(!restock)}>
          {restock ? `\u2713 ${says.restock}` : says.restock}
        </Button>
      )}
    </>
  );
}

function ChoiceTabs(props: {
  readonly form: RefundForm;
  readonly choice: RefundChoice;
  readonly onChoose: (by: RefundChoice['by']) => void;
}): ReactNode {
  const says = useTexts().refunds;
  const hasGoods = props.form.lines.some((line) => line.leftQuantity > 0);
  return (
    <Segments
      label={says.what}
      look="fill"
      value={props.choice.by}
      segments={[
        ...(hasGoods ? [{ value: 'items' as const, label: says.byItems }] : []),
        { value: 'amount' as const, label: says.byAmount },
        { value: 'everything' as const, label: says.everything },
      ]}
      onChoose={props.onChoose}
    />
  );
}

/** Says where a payment comes from of which this till has no sale. */
function OriginNote({ form }: { readonly form: RefundForm }): ReactNode {
  const says = useTexts().refunds;
  if (form.origin === null) return null;
  const { register, sameStore } = form.origin;
  return (
    <>
      <p className="muted">{register === null ? says.elsewhereUnknown : says.elsewhere(register)}</p>
      {sameStore ? null : <Problem text={says.otherStore} />}
    </>
  );
}
