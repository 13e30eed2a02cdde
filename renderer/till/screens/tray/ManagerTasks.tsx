import { useState } from 'react';
import { CircleCheck } from 'lucide-react';
import type { DecisionView } from '../../../../shared/contract/views/charge-legs.ts';
import { ApprovalDialog, Banner, Button, Segments, useMoneyText } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

const VERDICTS = ['treat-as-not-charged', 'treat-as-charged'] as const;

/** What a manager is asked for over any screen: a decision about a payment, or to give a sale's money back. */
export function ManagerTasks() {
  const task = useTill((state) => state.managerTask);
  if (task === null) return null;
  return task.kind === 'decide' ? <Decide /> : <Unwind />;
}

function Decide() {
  const { decide: says } = useTexts().legs;
  const [verdict, setVerdict] = useState<DecisionView['verdict']>('treat-as-not-charged');
  const decide = useTill((state) => state.decide);
  const close = useTill((state) => state.askManager);
  const busy = useTill((state) => state.isManagerBusy);
  const error = useTill((state) => state.managerError);
  return (
    <ApprovalDialog
      title={says.title}
      text={says.text}
      confirm={says.confirm}
      reasons={says.reasons}
      busy={busy}
      error={error}
      onApprove={(approval) => void decide(verdict, approval)}
      onClose={() => close(null)}
    >
      <Segments
        label={says.verdict}
        value={verdict}
        segments={VERDICTS.map((value) => ({ value, label: says.verdicts[value] }))}
        onChoose={setVerdict}
        look="tender"
      />
      <p className="muted small" aria-live="polite">
        {says.follows[verdict]}
      </p>
    </ApprovalDialog>
  );
}

function Unwind() {
  const { unwind: says } = useTexts().legs;
  const unwind = useTill((state) => state.unwind);
  const close = useTill((state) => state.askManager);
  const busy = useTill((state) => state.isManagerBusy);
  const error = useTill((state) => state.managerError);
  return (
    <ApprovalDialog
      title={says.title}
      text={says.text}
      confirm={says.confirm}
      reasons={says.reasons}
      busy={busy}
      error={error}
      onApprove={(approval) => void unwind(approval)}
      onClose={() => close(null)}
    />
  );
}

/** What has to be handed over after a sale was given back; it stays until somebody has read it. */
export function UnwoundNotice() {
  const { unwind: says } = useTexts().legs;
  const text = useMoneyText();
  const unwound = useTill((state) => state.unwound);
  const close = useTill((state) => state.closeUnwound);
  if (unwound === null) return null;
  const { currency, cashBackMinor, refundedMinor } = unwound;
  const lines = [
    cashBackMinor > 0 ? says.cash(text({ amountMinor: cashBackMinor, currency })) : null,
    refundedMinor > 0 ? says.card(text({ amountMinor: refundedMinor, currency })) : null,
  ];
  return (
    <Banner
      tone="success"
      icon={CircleCheck}
      title={says.done}
      announce="assertive"
      action={
        <Button size="sale" onClick={close}>
          {says.read}
        </Button>
      }
    >
      {lines.filter((line) => line !== null).join(' ')}
    </Banner>
  );
}
