import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { TransactionStatus } from '../../../../shared/contract/index.ts';
import { addDaysMs, dayStartMs } from '../../../../shared/domain/calendar/index.ts';
import { Icon, joinClasses } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { NO_SALES_FILTER, useTill, type SalesFilter } from '../../store/index.ts';
import { formatDate } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useAnswer } from '../use-answer.ts';
import { FilterDialog } from './FilterDialog.tsx';

/** What somebody has to look into. */
const NEEDS_LOOK: readonly TransactionStatus[] = ['in-doubt', 'mismatch', 'overpaid', 'refund-failed'];
const WITH_REFUND: readonly TransactionStatus[] = ['part-refunded', 'refunded', 'refund-failed'];

type Chip = {
  readonly key: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly press: Partial<SalesFilter>;
};

/** The filters that are on, each taken off by a press, with those that are asked for most and a way to all others. */
export function SalesFilters(props: {
  readonly context: PageContext;
  readonly shown: { readonly count: number; readonly more: boolean };
}): ReactNode {
  const says = useTexts().finding;
  const filter = useTill((state) => state.salesFilter);
  const setFilter = useTill((state) => state.filterSales);
  const [isOpen, setOpen] = useState(false);
  const choices = useAnswer('filters', () => props.context.call('transactions.filters', {}));
  const cashiers = choices.value?.cashiers ?? [];
  const chips = useChips(props.context, filter, cashiers);
  return (
    <div className="filters filters--wrap" role="group" aria-label={says.filters}>
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className={joinClasses('chip', chip.isOn && 'is-on')}
          aria-pressed={chip.isOn}
          onClick={() => setFilter({ ...filter, ...chip.press })}
        >
          {chip.label}
          {chip.isOn ? <Icon of={X} size="sm" className="chip__x" /> : null}
        </button>
      ))}
      <button type="button" className="chip chip--add" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon of={Plus} size="sm" />
        {says.addFilter}
      </button>
      <span className="grow" />
      <span className="small faint num" role="status">
        {says.shown(props.shown.count, props.shown.more)}
      </span>
      {isOpen ? (
        <FilterDialog
          context={props.context}
          cashiers={cashiers}
          registers={choices.value?.registers ?? []}
          filter={filter}
          onApply={(changed) => {
            setOpen(false);
            // The search may have taken a text, or let go of one, since the dialog was opened.
            setFilter({ ...changed, text: filter.text });
          }}
          onClearAll={() => {
            setOpen(false);
            setFilter({ ...NO_SALES_FILTER, text: filter.text });
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}

function useChips(
  context: PageContext,
  filter: SalesFilter,
  cashiers: readonly { readonly staffId: string; readonly name: string }[],
): readonly Chip[] {
  const says = useTexts().finding;
  const customerSays = useTexts().customers;
  const locale = useFormatLocale();
  const today = dayStartMs(useNowMs(60_000));
  const isToday = filter.fromMs === today && filter.untilMs === addDaysMs(today, 1);
  const isExactly = (statuses: readonly TransactionStatus[]): boolean =>
    filter.statuses.length === statuses.length &&
    statuses.every((status) => filter.statuses.includes(status));
  const hasOtherDays = (filter.fromMs !== null || filter.untilMs !== null) && !isToday;
  const otherStatuses = isExactly(NEEDS_LOOK) || isExactly(WITH_REFUND) ? [] : filter.statuses;
  const days = (): string => {
    const last = filter.untilMs === null ? null : formatDate(filter.untilMs - 1, locale);
    if (filter.fromMs === null) return says.to(last ?? '');
    const first = formatDate(filter.fromMs, locale);
    return last === null ? says.since(first) : says.days(first, last);
  };
  const taken = (key: string, label: string, press: Partial<SalesFilter>): Chip => ({
    key,
    label,
    isOn: true,
    press,
  });
  const toggled = (
    key: keyof typeof says.quick,
    isOn: boolean,
    on: Partial<SalesFilter>,
    off: Partial<SalesFilter>,
  ): Chip => ({ key, label: says.quick[key], isOn, press: isOn ? off : on });
  return [
    ...(hasOtherDays ? [taken('days', days(), { fromMs: null, untilMs: null })] : []),
    ...otherStatuses.map((status) =>
      taken(status, context.texts.status[status], {
        statuses: filter.statuses.filter((each) => each !== status),
      }),
    ),
    ...(filter.cashierId === null
      ? []
      : [
          taken(
            'cashier',
            cashiers.find(({ staffId }) => staffId === filter.cashierId)?.name ?? says.cashier,
            {
              cashierId: null,
            },
          ),
        ]),
    ...(filter.customerId === null ? [] : [taken('customer', customerSays.ofSale, { customerId: null })]),
    ...(filter.register === null ? [] : [taken('register', filter.register, { register: null })]),
    toggled(
      'today',
      isToday,
      { fromMs: today, untilMs: addDaysMs(today, 1) },
      { fromMs: null, untilMs: null },
    ),
    toggled('needsLook', isExactly(NEEDS_LOOK), { statuses: [...NEEDS_LOOK] }, { statuses: [] }),
    toggled('card', filter.tender === 'card', { tender: 'card' }, { tender: null }),
    toggled('cash', filter.tender === 'cash', { tender: 'cash' }, { tender: null }),
    toggled('refunds', isExactly(WITH_REFUND), { statuses: [...WITH_REFUND] }, { statuses: [] }),
  ];
}
