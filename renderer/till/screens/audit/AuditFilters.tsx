import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, Select } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { useActionText } from './AuditList.tsx';
import type { AuditFilter } from './use-audit.ts';

const ALL = 'all';
const DAY_MS = 86_400_000;

/** What is looked for: words, a person, one kind of event, some days. */
export function AuditFilters(props: {
  readonly filter: AuditFilter;
  readonly people: readonly { readonly staffId: string; readonly name: string }[];
  readonly actions: readonly string[];
  readonly onChange: (filter: AuditFilter) => void;
}): ReactNode {
  const says = useTexts().people.pages.audit;
  const what = useActionText();
  const { filter } = props;
  const change = (changes: Partial<AuditFilter>): void => props.onChange({ ...filter, ...changes });
  return (
    <div className="auditfilters" role="search" aria-label={says.title}>
      <label className="control auditfilters__text">
        <Icon of={Search} />
        <input
          type="search"
          aria-label={says.search}
          placeholder={says.search}
          maxLength={80}
          value={filter.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <Select
        label={says.person}
        value={filter.staffId ?? ALL}
        choices={[
          { value: ALL, label: says.anybody },
          ...props.people.map(({ staffId, name }) => ({ value: staffId, label: name })),
        ]}
        onChoose={(staffId) => change({ staffId: staffId === ALL ? null : staffId })}
      />
      <Select
        label={says.action}
        value={filter.action ?? ALL}
        choices={[
          { value: ALL, label: says.anything },
          ...props.actions.map((action) => ({ value: action, label: what(action) })),
        ]}
        onChoose={(action) => change({ action: action === ALL ? null : action })}
      />
      <Day label={says.from} value={filter.fromMs} onDay={(startMs) => change({ fromMs: startMs })} />
      <Day
        label={says.until}
        value={filter.untilMs === null ? null : filter.untilMs - DAY_MS}
        onDay={(startMs) => change({ untilMs: startMs === null ? null : startMs + DAY_MS })}
      />
    </div>
  );
}

/** A day of the computer's own calendar, as the time at which it begins. */
function Day(props: {
  readonly label: string;
  readonly value: number | null;
  readonly onDay: (startMs: number | null) => void;
}): ReactNode {
  return (
    <label className="control auditfilters__day">
      <span className="small muted">{props.label}</span>
      <input
        type="date"
        value={props.value === null ? '' : dayOf(props.value)}
        onChange={({ target }) => {
          const startMs = target.value === '' ? null : new Date(`${target.value}T00:00:00`).getTime();
          props.onDay(startMs !== null && startMs < 0 ? 0 : startMs);
        }}
      />
    </label>
  );
}

function dayOf(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
