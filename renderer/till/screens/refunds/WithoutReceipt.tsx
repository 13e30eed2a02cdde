import { useState, type ReactNode } from 'react';
import type { Approval, RefundReasonView, RefundView } from '../../../../shared/contract/index.ts';
import { formatMoney, money, parseMoneyText } from '../../../../shared/domain/money/index.ts';
import { ApprovalDialog, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';
import { RefundDone } from './RefundDone.tsx';

const REASON: RefundReasonView = 'other';

/** Cash for goods without a receipt: what it is, how much, and a manager's PIN with the reason. */
export function WithoutReceipt(props: {
  readonly context: PageContext;
  readonly onClose: () => void;
}): ReactNode {
  const { context } = props;
  const says = useTexts().refunds;
  const currency = context.snapshot.store?.currency ?? 'EUR';
  const [description, setDescription] = useState('');
  const [amountText, setAmountText] = useState('');
  const [done, setDone] = useState<RefundView | null>(null);
  const pay = useErrand();
  const parsed = parseMoneyText(amountText, currency, context.languageTag);
  const amountMinor = parsed.ok && parsed.amountMinor > 0 ? parsed.amountMinor : null;
  const isReady = amountMinor !== null && description.trim() !== '';
  const approve = (approval: Approval): void => {
    if (amountMinor === null || !isReady) return;
    const request = {
      description: description.trim(),
      amountMinor,
      reason: REASON,
      restock: false,
      approval,
    };
    pay.run(() => context.call('refunds.withoutReceipt', request), setDone);
  };
  if (done !== null) return <RefundDone context={context} refund={done} onClose={props.onClose} />;
  return (
    <ApprovalDialog
      title={says.noReceiptTitle}
      text={says.noReceiptText}
      confirm={
        amountMinor === null
          ? says.giveBack
          : says.payOut(formatMoney(money(amountMinor, currency), context.languageTag))
      }
      busy={pay.busy || !isReady}
      error={pay.error}
      onApprove={approve}
      onClose={props.onClose}
    >
      <Field
        label={says.goods}
        size="sale"
        maxLength={120}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <Field
        label={says.amount}
        size="sale"
        inputMode="decimal"
        value={amountText}
        {...(amountText !== '' && amountMinor === null ? { error: says.amountWrong } : {})}
        onChange={(event) => setAmountText(event.target.value)}
      />
    </ApprovalDialog>
  );
}
