import { useEffect, useState } from 'react';
import type {
  ContractError,
  RefundForm,
  RefundQuote,
  RefundReasonView,
  RefundSource,
  RefundView,
} from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';
import { firstChoice, partsOf, sharesOf, type RefundChoice, type ShareTexts } from './refund-choice.ts';

/** What was chosen in the refund form, what main says it comes to, and the press of its button. */
export type RefundFormState = {
  readonly form: RefundForm;
  readonly choice: RefundChoice;
  readonly choose: (choice: RefundChoice) => void;
  readonly reason: RefundReasonView;
  readonly setReason: (reason: RefundReasonView) => void;
  readonly note: string;
  readonly setNote: (note: string) => void;
  readonly restock: boolean;
  readonly setRestock: (restock: boolean) => void;
  readonly typed: ShareTexts | null;
  readonly setTyped: (typed: ShareTexts | null) => void;
  readonly isWrongAmount: boolean;
  readonly quote: RefundQuote | null;
  readonly shared: ReturnType<typeof sharesOf> | null;
  readonly canRefund: boolean;
  readonly error: ContractError | null;
  readonly refund: () => void;
  /** Takes the chosen pieces into the cart instead; null where no pieces of a sale of this till are chosen. */
  readonly exchange: (() => void) | null;
};

export function useRefundForm(
  context: PageContext,
  source: RefundSource,
  form: RefundForm,
  onDone: (refund: RefundView) => void,
  onExchange: () => void,
): RefundFormState {
  const { call, languageTag } = context;
  const [choice, choose] = useState<RefundChoice>(() => firstChoice(form));
  const [reason, setReason] = useState<RefundReasonView>('changed-mind');
  const [note, setNote] = useState('');
  const [restock, setRestock] = useState(true);
  const [typed, setTyped] = useState<ShareTexts | null>(null);
  const start = useErrand();
  const parts = partsOf(choice, form, languageTag);
  const quote = useQuote(context, source, parts);
  const shared =
    typed === null || quote === null ? null : sharesOf(typed, form, quote.amountMinor, languageTag);
  const sharesFit = typed === null || (shared !== null && shared.shares !== null && shared.leftMinor === 0);
  const canRefund = parts !== null && quote !== null && sharesFit && !start.busy;
  return {
    form,
    choice,
    choose,
    reason,
    setReason,
    note,
    setNote,
    restock,
    setRestock,
    typed,
    setTyped,
    isWrongAmount: choice.by === 'amount' && choice.amountText !== '' && parts === null,
    quote,
    shared,
    canRefund,
    error: start.error,
    exchange:
      source.kind === 'sale' && parts?.kind === 'lines' && !start.busy
        ? () => {
            const { saleId } = source;
            const { lines } = parts;
            start.run(() => call('refunds.beginExchange', { saleId, lines, restock }), onExchange);
          }
        : null,
    refund: () => {
      if (!canRefund) return;
      const shares = shared?.shares ?? null;
      start.run(
        () =>
          call('refunds.start', {
            source,
            parts,
            shares: shares === null ? null : [...shares],
            expectedMinor: quote.amountMinor,
            reason,
            note: note.trim() === '' ? null : note.trim(),
            restock: restock && choice.by !== 'amount',
          }),
        onDone,
      );
    },
  };
}

/** Main's sum for what is chosen; null while there is none. A late answer to an older choice is dropped. */
function useQuote(
  context: PageContext,
  source: RefundSource,
  parts: ReturnType<typeof partsOf>,
): RefundQuote | null {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly quote: RefundQuote } | null>(null);
  const key = parts === null ? '' : JSON.stringify([source, parts]);
  const { call } = context;
  useEffect(() => {
    if (parts === null) return undefined;
    let isWanted = true;
    void call('refunds.quote', { source, parts }).then((result) => {
      if (isWanted && result.ok) setAnswer({ key, quote: result.value });
    });
    return () => {
      isWanted = false;
    };
    // The key stands for source and parts, which are made anew at each drawing.
  }, [key]); // oxlint-disable-line react-hooks/exhaustive-deps
  return answer?.key === key ? answer.quote : null;
}
