import { useState, type ReactNode } from 'react';
import type { TransactionStatus } from '../../../../shared/contract/index.ts';
import { addDaysMs, dayOf, dayStartOf } from '../../../../shared/domain/calendar/index.ts';
import { Button, Dialog, Field, Select } from '../../components/index.ts';
import type { SalesFilter } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';

const ANY = 'any';
const STATUSES = [
  'paid',
  'in-progress',
  'in-doubt',
  'mismatch',
  'overpaid',
  'part-refunded',
  'refunded',
  'refund-failed',
  'voided',
] as const satisfies readonly TransactionStatus[];

/** All that the list can be narrowed down by, in one form. */
export function FilterDialog(props: {
  readonly context: PageContext;
  readonly cashiers: readonly { readonly staffId: string; readonly name: string }[];
  readonly registers: readonly string[];
  readonly filter: SalesFilter;
  readonly onApply: (filter: SalesFilter) => void;
  readonly onClearAll: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const says = useTexts().finding;
  const [filter, setFilter] = useState(props.filter);
  const [from, setFrom] = useState(filter.fromMs === null ? '' : dayOf(filter.fromMs));
  const [until, setUntil] = useState(filter.untilMs === null ? '' : dayOf(filter.untilMs - 1));
  const fromMs = dayStartOf(from);
  const lastMs = dayStartOf(until);
  const isTurned = fromMs !== null && lastMs !== null && fromMs > lastMs;
  const apply = (): void => {
    if (!isTurned)
      props.onApply({ ...filter, fromMs, untilMs: lastMs === null ? null : addDaysMs(lastMs, 1) });
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      onEnter={apply}
      title={says.dialogTitle}
      footer={
        <>
          <Button kind="quiet" onClick={props.onClearAll}>
            {says.clearAll}
          </Button>
          <Button onClick={props.onClose}>{says.back}</Button>
          <Button kind="primary" disabled={isTurned} onClick={apply}>
            {says.apply}
          </Button>
        </>
      }
    >
      <div className="filterform">
        <Field label={says.from} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        <Field
          label={says.until}
          type="date"
          value={until}
          error={isTurned ? says.daysTurned : undefined}
          onChange={({ target }) => setUntil(target.value)}
        />
        <Choices {...props} filter={filter} onChange={setFilter} />
      </div>
    </Dialog>
  );
}

/** Everything but the days. */
function Choices(props: {
  readonly context: PageContext;
  readonly cashiers: readonly { readonly staffId: string; readonly name: string }[];
  readonly registers: readonly string[];
  readonly filter: SalesFilter;
  readonly onChange: (filter: SalesFilter) => void;
}): ReactNode {
  const { filter, onChange } = props;
  const { texts } = props.context;
  const says = useTexts().finding;
  const [status] = filter.statuses;
  return (
    <>
      <Labelled
        label={says.status}
        value={filter.statuses.length === 1 ? (status ?? ANY) : ANY}
        choices={STATUSES.map((each) => ({ value: each, label: texts.status[each] }))}
        onChoose={(value) => onChange({ ...filter, statuses: STATUSES.filter((each) => each === value) })}
      />
      <Labelled
        label={says.tender}
        value={filter.tender ?? ANY}
        choices={(['card', 'cash'] as const).map((each) => ({ value: each, label: says.quick[each] }))}
        onChoose={(value) =>
          onChange({ ...filter, tender: value === 'card' || value === 'cash' ? value : null })
        }
      />
      <Labelled
        label={says.cashier}
        value={filter.cashierId ?? ANY}
        choices={props.cashiers.map(({ staffId, name }) => ({ value: staffId, label: name }))}
        onChoose={(value) => onChange({ ...filter, cashierId: value === ANY ? null : value })}
      />
      <Labelled
        label={says.register}
        value={filter.register ?? ANY}
        choices={props.registers.map((register) => ({ value: register, label: register }))}
        onChoose={(value) => onChange({ ...filter, register: value === ANY ? null : value })}
      />
    </>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}): ReactNode {
  const says = useTexts().finding;
  return (
    <div className="field">
      <span className="field__label" aria-hidden>
        {props.label}
      </span>
      <Select
        label={props.label}
        value={props.value}
        choices={[{ value: ANY, label: says.any }, ...props.choices]}
        onChoose={props.onChoose}
      />
    </div>
  );
}
