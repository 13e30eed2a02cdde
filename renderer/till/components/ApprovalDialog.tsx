import { useState, type ReactNode } from 'react';
import type { Approval } from '../../../shared/contract/basics.ts';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorBanner } from './ErrorBanner.tsx';
import { Field } from './Field.tsx';

/**
 * Asks a manager for a reason and a PIN over the cashier's screen. `title` names the act, `text` says what follows from
 * it for the money. The PIN is forgotten with the answer: each approval is for one act. Mount it while it is needed.
 */
export function ApprovalDialog(props: {
  readonly title: ReactNode;
  readonly text: ReactNode;
  /** What the button says: the act itself, never just "OK". */
  readonly confirm: ReactNode;
  /** Reasons to choose by one press; another one can always be typed. */
  readonly reasons?: readonly string[];
  readonly children?: ReactNode;
  readonly busy: boolean;
  readonly error: ContractError | null;
  readonly onApprove: (approval: Approval) => void;
  readonly onClose: () => void;
}) {
  const texts = useTexts().frame.approval;
  const [reason, setReason] = useState('');
  const [pin, setPin] = useState('');
  const ready = reason.trim() !== '' && /^\d{4,8}$/u.test(pin) && !props.busy;
  const approve = (): void => {
    if (!ready) return;
    props.onApprove({ reason: reason.trim(), pin });
    setPin('');
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      text={props.text}
      onEnter={approve}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {texts.back}
          </Button>
          <Button kind="primary" size="sale" disabled={!ready} onClick={approve}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {props.reasons === undefined ? null : (
        <div className="row row--wrap" role="group" aria-label={texts.reason}>
          {props.reasons.map((each) => (
            <Button key={each} onClick={() => setReason(each)} aria-pressed={reason === each}>
              {each}
            </Button>
          ))}
        </div>
      )}
      <Field
        label={texts.reason}
        hint={texts.reasonHint}
        size="sale"
        maxLength={120}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Field
        label={texts.pin}
        size="sale"
        type="password"
        inputMode="numeric"
        maxLength={8}
        value={pin}
        onChange={(event) => setPin(event.target.value.replaceAll(/\D/gu, ''))}
      />
      {props.error === null ? null : <ErrorBanner error={props.error} />}
    </Dialog>
  );
}
