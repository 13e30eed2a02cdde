import { RotateCcw } from 'lucide-react';
import { Fragment, useState, type ReactNode } from 'react';
import type { PermissionCell, PermissionTable } from '../../../../shared/contract/index.ts';
import {
  LIMIT_UNITS,
  type Action,
  type Level,
  type Role,
} from '../../../../shared/domain/permission/index.ts';
import { Button, Dialog, Select } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { limitText, readLimit } from './limit-text.ts';

const GROUPS = {
  selling: ['sale.make', 'sale.open-item', 'sale.discount', 'sale.exempt', 'sale.void', 'payment.decide'],
  refunds: ['refund.make', 'refund.without-receipt', 'refund.repay', 'refund.as-cash', 'refund.unwind'],
  books: [
    'transactions.view',
    'shift.view',
    'shift.close',
    'shift.close-other',
    'shift.accept-difference',
    'drawer.use',
    'drawer.see-expected',
    'drawer.open-without-sale',
    'review.view',
    'review.resolve',
    'payouts.view',
    'reports.view',
    'customers.view',
    'customers.edit',
    'customers.erase',
  ],
  shop: [
    'catalog.change',
    'stock.move',
    'register.retire',
    'reader.connect',
    'reader.take-over',
    'reader.manage',
    'settings.view',
    'settings.change',
    'stripe.keys',
  ],
  people: ['staff.manage', 'permissions.manage', 'audit.view', 'approval.give'],
} as const satisfies Record<string, readonly Action[]>;
/** An action that stands in no group does not compile: nobody could give or take it. */
type Ungrouped = Exclude<Action, (typeof GROUPS)[keyof typeof GROUPS][number]>;
void (true satisfies [Ungrouped] extends [never] ? true : Ungrouped);
const GROUP_NAMES = Object.keys(GROUPS) as readonly (keyof typeof GROUPS)[]; // The keys of a const object.

type Choose = (role: Role, action: Action, level: Level, limit: number | null) => void;

/** Settings → Permissions: what each role may do, at three levels. The owner's column is fixed. */
export function PermissionsPage(props: { readonly context: PageContext }): ReactNode {
  const { call, snapshot, sentenceFor, texts } = props.context;
  const says = useTexts().people.pages.permissions;
  const mayChange = snapshot.cashier?.denied.includes('permissions.manage') !== true;
  const [resetting, setResetting] = useState(false);
  const saved = useAnswer('permissions', () => call('permissions.get', {}));
  const errand = useErrand();
  const [changed, setChanged] = useState<PermissionTable | null>(null);
  const table = changed ?? saved.value;
  const error = errand.error ?? saved.error;
  const choose: Choose = (role, action, level, limit) => {
    errand.run(() => call('permissions.set', { role, action, level, limit }), setChanged);
  };
  return (
    <>
      <PageHead title={says.title}>
        {mayChange ? (
          <Button icon={RotateCcw} onClick={() => setResetting(true)}>
            {says.reset}
          </Button>
        ) : null}
      </PageHead>
      <p className="muted">{mayChange ? says.text : says.readOnly}</p>
      {error === null ? null : (
        <Problem text={sentenceFor(error)} action={{ label: texts.common.tryAgain, run: saved.ask }} />
      )}
      {table === null ? (
        saved.error === null ? (
          <SkeletonRows count={8} label={texts.common.checking} />
        ) : null
      ) : (
        <Table
          table={table}
          mayChange={mayChange}
          currency={snapshot.store?.currency ?? 'EUR'}
          onChoose={choose}
        />
      )}
      {resetting ? (
        <ResetDialog
          busy={errand.busy}
          onClose={() => setResetting(false)}
          onReset={() =>
            errand.run(
              () => call('permissions.reset', {}),
              (value) => {
                setChanged(value);
                setResetting(false);
              },
            )
          }
        />
      ) : null}
    </>
  );
}

function Table(props: {
  readonly table: PermissionTable;
  readonly mayChange: boolean;
  readonly currency: string;
  readonly onChoose: Choose;
}): ReactNode {
  const { roles, actions, pages } = useTexts().people;
  const says = pages.permissions;
  return (
    <section className="card permissions">
      <table className="table">
        <thead>
          <tr>
            <th>{says.action}</th>
            {props.table.roles.map(({ role }) => (
              <th key={role}>{roles[role]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GROUP_NAMES.map((group) => (
            <Fragment key={group}>
              <tr className="permissions__group">
                <th colSpan={5} scope="colgroup">
                  {says.groups[group]}
                </th>
              </tr>
              {GROUPS[group].map((action) => (
                <tr key={action}>
                  <th scope="row">{actions[action]}</th>
                  {props.table.roles.map(({ role, cells }) => (
                    <td key={role}>
                      <Cell
                        role={role}
                        cell={cells.find((each) => each.action === action)}
                        mayChange={props.mayChange}
                        currency={props.currency}
                        onChoose={props.onChoose}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell(props: {
  readonly role: Role;
  readonly cell: PermissionCell | undefined;
  readonly mayChange: boolean;
  readonly currency: string;
  readonly onChoose: Choose;
}): ReactNode {
  const { cell, role } = props;
  const { levels, roles, actions } = useTexts().people;
  if (cell === undefined) return null;
  const { action, level, choosable, isUsual, limit } = cell;
  if (!props.mayChange || choosable.length < 2)
    return <span className={`level level--${level}`}>{levels[level]}</span>;
  const name = `${actions[action]}, ${roles[role]}`;
  return (
    <span className="permissions__cell">
      <Select
        label={name}
        value={level}
        className={`level level--${level} ${isUsual ? '' : 'is-changed'}`}
        choices={choosable.toReversed().map((each) => ({ value: each, label: levels[each] }))}
        onChoose={(wanted) => {
          const chosen = choosable.find((each) => each === wanted);
          if (chosen !== undefined) props.onChoose(role, action, chosen, null);
        }}
      />
      {level === 'allowed' && LIMIT_UNITS[action] !== undefined ? (
        <Limit
          key={String(limit)}
          name={name}
          action={action}
          limit={limit}
          currency={props.currency}
          onLimit={(wanted) => props.onChoose(role, action, 'allowed', wanted)}
        />
      ) : null}
    </span>
  );
}

function Limit(props: {
  readonly name: string;
  readonly action: Action;
  readonly limit: number | null;
  readonly currency: string;
  readonly onLimit: (limit: number | null) => void;
}): ReactNode {
  const says = useTexts().people.pages.permissions;
  const unit = LIMIT_UNITS[props.action] ?? 'percent';
  const locale = useFormatLocale();
  const shown = limitText(props.limit, unit, props.currency, locale);
  const [text, setText] = useState(shown);
  const label = unit === 'percent' ? says.limitPercent : says.limitAmount(props.currency);
  const save = (): void => {
    const typed = readLimit(text, unit, props.currency, locale);
    if (typed === undefined) setText(shown);
    else if (typed !== props.limit) props.onLimit(typed);
  };
  return (
    <label className="permissions__limit">
      <span className="small muted">{label}</span>
      <span className="control">
        <input
          aria-label={`${props.name}: ${label}`}
          inputMode="decimal"
          value={text}
          placeholder={says.noLimit}
          title={says.aboveLimit}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
      </span>
    </label>
  );
}

function ResetDialog(props: {
  readonly busy: boolean;
  readonly onReset: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const says = useTexts().people.pages.permissions;
  const { cancel } = useTexts().frame;
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={says.resetTitle}
      text={says.resetText}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {cancel}
          </Button>
          <Button kind="danger-solid" size="sale" disabled={props.busy} onClick={props.onReset}>
            {says.reset}
          </Button>
        </>
      }
    />
  );
}
