import { useState, type ReactNode } from 'react';
import type { Result, StaffRowView } from '../../../../shared/contract/index.ts';
import { BADGE_FORM, mayManage, ROLES, type Role } from '../../../../shared/domain/permission/index.ts';
import { Button, Dialog, ErrorBanner, Field, Select } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';
import { PinField } from './OwnerSetUp.tsx';

export type StaffAct =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'pin' | 'badge' | 'deactivate' | 'activate'; readonly person: StaffRowView };

type Props = {
  readonly context: PageContext;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** The dialog of one act on one person. */
export function StaffDialog(props: Props & { readonly act: StaffAct }): ReactNode {
  const { act, ...rest } = props;
  switch (act.kind) {
    case 'add':
      return <AddDialog {...rest} />;
    case 'edit':
      return <EditDialog {...rest} person={act.person} />;
    case 'pin':
      return <PinDialog {...rest} person={act.person} />;
    case 'badge':
      return <BadgeDialog {...rest} person={act.person} />;
    case 'deactivate':
    case 'activate':
      return <ActiveDialog {...rest} person={act.person} active={act.kind === 'activate'} />;
    default:
      throw new Error(`No dialog for ${String(act satisfies never)}`);
  }
}

function AddDialog(props: Props): ReactNode {
  const says = useTexts().people.pages.staff;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('cashier');
  const [pin, setPin] = useState('');
  const ready = name.trim() !== '' && isPin(pin);
  return (
    <Form
      {...props}
      title={says.add}
      confirm={says.add}
      ready={ready}
      work={() => props.context.call('staff.add', { name: name.trim(), role, pin })}
    >
      <NameAndRole context={props.context} name={name} onName={setName} role={role} onRole={setRole} />
      <PinField label={says.pin} pin={pin} onPin={setPin} />
    </Form>
  );
}

function EditDialog(props: Props & { readonly person: StaffRowView }): ReactNode {
  const says = useTexts().people.pages.staff;
  const { staffId } = props.person;
  const [name, setName] = useState(props.person.name);
  const [role, setRole] = useState<Role>(props.person.role);
  return (
    <Form
      {...props}
      title={says.editTitle(props.person.name)}
      confirm={says.save}
      ready={name.trim() !== ''}
      work={() => props.context.call('staff.change', { staffId, name: name.trim(), role })}
    >
      <NameAndRole context={props.context} name={name} onName={setName} role={role} onRole={setRole} />
    </Form>
  );
}

function PinDialog(props: Props & { readonly person: StaffRowView }): ReactNode {
  const says = useTexts().people.pages.staff;
  const [pin, setPin] = useState('');
  const { staffId, name } = props.person;
  return (
    <Form
      {...props}
      title={says.resetPinTitle(name)}
      text={says.resetPinText}
      confirm={says.setPin}
      ready={isPin(pin)}
      work={() => props.context.call('staff.resetPin', { staffId, pin })}
    >
      <PinField label={says.newPin} pin={pin} onPin={setPin} />
    </Form>
  );
}

function BadgeDialog(props: Props & { readonly person: StaffRowView }): ReactNode {
  const says = useTexts().people.pages.staff;
  const [badge, setBadge] = useState('');
  const { staffId, name, hasBadge } = props.person;
  const take = useErrand();
  const { call } = props.context;
  return (
    <Form
      {...props}
      title={says.badgeTitle(name)}
      text={says.badgeText}
      confirm={says.giveBadge}
      ready={BADGE_FORM.test(badge)}
      work={() => call('staff.setBadge', { staffId, badge })}
    >
      <Scans onScan={setBadge} />
      <Field
        label={says.badgeField}
        mono
        type="password"
        maxLength={64}
        value={badge}
        onChange={(event) => setBadge(event.target.value)}
      />
      {hasBadge ? (
        <Button
          kind="danger"
          disabled={take.busy}
          onClick={() => take.run(() => call('staff.setBadge', { staffId, badge: null }), props.onDone)}
        >
          {says.takeBadge}
        </Button>
      ) : null}
      {take.error === null ? null : <ErrorBanner error={take.error} />}
    </Form>
  );
}

function ActiveDialog(props: Props & { readonly person: StaffRowView; readonly active: boolean }): ReactNode {
  const says = useTexts().people.pages.staff;
  const { person, active } = props;
  return (
    <Form
      {...props}
      title={active ? `${says.activate}: ${person.name}` : says.deactivateTitle(person.name)}
      {...(active ? {} : { text: says.deactivateText })}
      confirm={active ? says.activate : says.deactivate}
      ready
      work={() => props.context.call('staff.setActive', { staffId: person.staffId, active })}
    />
  );
}

function NameAndRole(props: {
  readonly context: PageContext;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
}): ReactNode {
  const { roles, pages } = useTexts().people;
  const own = props.context.snapshot.cashier?.role ?? 'cashier';
  return (
    <>
      <Field
        label={pages.staff.name}
        maxLength={60}
        value={props.name}
        onChange={(event) => props.onName(event.target.value)}
      />
      <div className="field">
        <span className="field__label">{pages.staff.role}</span>
        <Select
          label={pages.staff.role}
          value={props.role}
          choices={ROLES.filter((role) => mayManage(own, role)).map((role) => ({
            value: role,
            label: roles[role],
          }))}
          onChoose={(role) => {
            const chosen = ROLES.find((each) => each === role);
            if (chosen !== undefined) props.onRole(chosen);
          }}
        />
      </div>
    </>
  );
}

function Form(
  props: Props & {
    readonly title: string;
    readonly text?: string;
    readonly confirm: string;
    readonly ready: boolean;
    readonly work: () => Promise<Result<unknown>>;
    readonly children?: ReactNode;
  },
): ReactNode {
  const errand = useErrand();
  const { cancel } = useTexts().frame;
  const run = (): void => {
    if (props.ready && !errand.busy) errand.run(props.work, props.onDone);
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      {...(props.text === undefined ? {} : { text: props.text })}
      onEnter={run}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {cancel}
          </Button>
          <Button kind="primary" size="sale" disabled={!props.ready || errand.busy} onClick={run}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {errand.error === null ? null : <ErrorBanner error={errand.error} />}
    </Dialog>
  );
}

/** A scan gives the code, wherever the focus is, and confirms nothing. */
function Scans(props: { readonly onScan: (code: string) => void }): ReactNode {
  useKeyboard({
    onScan: (code) => {
      props.onScan(code);
      return true;
    },
  });
  return null;
}

function isPin(pin: string): boolean {
  return /^\d{4,8}$/u.test(pin);
}
