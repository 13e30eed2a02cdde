import { useEffect, type ReactNode } from 'react';
import { ApprovalDialog, useMoneyText } from '../../components/index.ts';
import { useSnapshot, useTill, type AskedApproval } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** A manager's word for what main refused, over whatever screen asked for it. What was asked then goes on by itself. */
export function GrantApproval(): ReactNode {
  const asked = useTill((state) => state.askedApproval);
  return asked === null ? null : <GrantDialog key={asked.approvalId} asked={asked} />;
}

function GrantDialog(props: { readonly asked: AskedApproval }): ReactNode {
  const { action, amountMinor, percent } = props.asked;
  const { cashier, store } = useSnapshot();
  const { approval: says, actions } = useTexts().people;
  const moneyText = useMoneyText();
  const error = useTill((state) => state.approvalError);
  const busy = useTill((state) => state.approving);
  const give = useTill((state) => state.giveApproval);
  const drop = useTill((state) => state.dropApproval);
  // A till that locks takes the question away, and whoever waits for it must not wait for ever.
  useEffect(() => drop, [drop]);
  const amount =
    amountMinor === null || store === null
      ? ''
      : ` ${says.amount(moneyText({ amountMinor, currency: store.currency }))}`;
  const share = percent === null ? '' : ` ${says.reduction(percent)}`;
  return (
    <ApprovalDialog
      title={says.title(actions[action])}
      text={`${says.text(cashier?.name ?? '')}${amount}${share}`}
      confirm={says.confirm}
      action={action}
      reasons={says.reasons}
      busy={busy}
      error={error}
      onApprove={(approval) => void give(approval)}
      onClose={drop}
    />
  );
}
