import { useState, type ReactNode } from 'react';
import type { Approval } from '../../../shared/contract/basics.ts';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import { BADGE_FORM, type Action } from '../../../shared/domain/permission/index.ts';
import { useKeyboard } from '../keyboard/index.ts';
import { useSnapshot } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorBanner } from './ErrorBanner.tsx';
import { Field } from './Field.tsx';
import { PIN_DIGITS_MAX } from './PinPad.tsx';
import { Select } from './Select.tsx';

/**
 * Asks a manager for a reason and a PIN or badge over the cashier's screen. `title` names the act, `text` says what
 * follows from it for the money. The PIN is forgotten with the answer: each approval is for one act. Mount it while it
 * is needed.
 */
export function ApprovalDialog(props: {
  readonly title: ReactNode;
  readonly text: ReactNode;
  /** What the button says: the act itself, never just "OK". */
  readonly confirm: ReactNode;
  /** Whose word counts; left out: that of everybody who may approve anything. */
  readonly action?: Action;
  /** Reasons to choose by one press; another one can always be typed. */
  readonly reasons?: readonly string[];
  readonly children?: ReactNode;
  readonly busy: boolean;
  readonly error: ContractError | null;
  readonly onApprove: (approval: Approval) => void;
  readonly onClose: () => void;
}) {
  const texts = useTexts().frame.approval;
  const snapshot = useSnapshot();
  const approvers = approversOf(snapshot, props.action);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [pin, setPin] = useState('');
  const [isNoBadge, setNoBadge] = useState(false);
  const by = chosen ?? firstOf(approvers, snapshot)?.staffId ?? null;
  const ready = reason.trim() !== '' && !props.busy && /^\d{4,8}$/u.test(pin);
  const approve = (): void => {
    if (!ready) return;
    setNoBadge(false);
    props.onApprove({ reason: reason.trim(), pin, by });
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
      <BadgeKeys
        onBadge={(badge, isBadge) => {
          // The scan has also typed into the field that has the focus, where nobody shall read it.
          const why = reason.replaceAll(badge, '').trim();
          setReason(why);
          setPin('');
          setNoBadge(!isBadge);
          if (isBadge && why !== '' && !props.busy) props.onApprove({ reason: why, pin: null, badge });
        }}
      />
      {props.children}
      <Reasons reasons={props.reasons ?? []} chosen={reason} onChoose={setReason} />
      <Field
        label={texts.reason}
        hint={texts.reasonHint}
        size="sale"
        maxLength={120}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Approver people={approvers} chosen={by} onChoose={setChosen} />
      <Field
        label={texts.pin}
        size="sale"
        type="password"
        inputMode="numeric"
        maxLength={PIN_DIGITS_MAX}
        value={pin}
        onChange={(event) => setPin(event.target.value.replaceAll(/\D/gu, ''))}
      />
      <Refusal error={isNoBadge ? { code: 'STAFF_NOT_A_BADGE' } : props.error} />
    </Dialog>
  );
}

function Refusal(props: { readonly error: ContractError | null }) {
  return props.error === null ? null : <ErrorBanner error={props.error} />;
}

function Reasons(props: {
  readonly reasons: readonly string[];
  readonly chosen: string;
  readonly onChoose: (reason: string) => void;
}) {
  const texts = useTexts().frame.approval;
  if (props.reasons.length === 0) return null;
  return (
    <div className="row row--wrap" role="group" aria-label={texts.reason}>
      {props.reasons.map((each) => (
        <Button key={each} onClick={() => props.onChoose(each)} aria-pressed={props.chosen === each}>
          {each}
        </Button>
      ))}
    </div>
  );
}

function approversOf(snapshot: AppSnapshot, action: Action | undefined): AppSnapshot['people'] {
  return snapshot.people.filter(
    ({ hasPin, approves }) =>
      hasPin && (action === undefined ? approves.length > 0 : approves.includes(action)),
  );
}

/** Whoever stands here, where their word counts. */
function firstOf(approvers: AppSnapshot['people'], { cashier }: AppSnapshot) {
  return approvers.find(({ staffId }) => staffId === cashier?.id) ?? approvers[0];
}

/** Who it is, where that is a question. */
function Approver(props: {
  readonly people: AppSnapshot['people'];
  readonly chosen: string | null;
  readonly onChoose: (staffId: string) => void;
}) {
  const says = useTexts().people.approval;
  const { people } = props;
  if (people.length === 0) return null;
  return (
    <div className="field">
      {people.length === 1 ? null : (
        <>
          <span className="field__label">{says.who}</span>
          <Select
            label={says.who}
            size="sale"
            value={props.chosen}
            choices={people.map(({ staffId, name }) => ({ value: staffId, label: name }))}
            onChoose={props.onChoose}
          />
        </>
      )}
      {people.some(({ hasBadge }) => hasBadge) ? <span className="field__hint">{says.badge}</span> : null}
    </div>
  );
}

/** Inside the dialog, so that it hears a scan before the dialog keeps it from the page. */
function BadgeKeys(props: { readonly onBadge: (badge: string, isBadge: boolean) => void }) {
  useKeyboard({
    onScan: (badge) => {
      props.onBadge(badge, BADGE_FORM.test(badge));
      return true;
    },
  });
  return null;
}
