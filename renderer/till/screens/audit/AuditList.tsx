import { useEffect, useRef, type ReactNode } from 'react';
import type { AuditEntry } from '../../../../shared/contract/index.ts';
import { AUDIT_ACTIONS } from '../../../../shared/domain/audit/index.ts';
import { Avatar, Icon, joinClasses } from '../../components/index.ts';
import { Bot } from 'lucide-react';
import { formatDateTime } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { useVisibleRows } from '../../components/use-visible-rows.ts';

const ROW_PX = 56;
/** Older entries are asked for when this few are left below. */
const AHEAD = 30;

/** The log, newest first. Only the rows that can be seen are drawn, however long it is. */
export function AuditList(props: {
  readonly rows: readonly AuditEntry[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (entry: AuditEntry) => void;
}): ReactNode {
  const { rows, hasMore, onMore } = props;
  const says = useTexts().people.pages.audit;
  const box = useRef<HTMLDivElement>(null);
  const { first, end } = useVisibleRows(box, rows.length, ROW_PX);
  useEffect(() => {
    if (hasMore && end + AHEAD > rows.length) onMore();
  });
  return (
    <div className="card auditlist">
      <div className="auditlist__row auditlist__head" aria-hidden>
        <span>{says.columns.time}</span>
        <span>{says.columns.person}</span>
        <span>{says.columns.action}</span>
        <span>{says.columns.subject}</span>
        <span>{says.columns.approved}</span>
      </div>
      <div className="auditlist__box" ref={box} tabIndex={-1}>
        <ul aria-label={says.list} style={{ height: rows.length * ROW_PX }}>
          {rows.slice(first, end).map((entry, index) => (
            <li
              key={entry.seq}
              style={{ top: (first + index) * ROW_PX }}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={first + index + 1}
            >
              <Row entry={entry} onOpen={props.onOpen} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Row(props: { readonly entry: AuditEntry; readonly onOpen: (entry: AuditEntry) => void }): ReactNode {
  const { entry } = props;
  const says = useTexts().people.pages.audit;
  const locale = useFormatLocale();
  const what = useActionText()(entry.action);
  return (
    <button
      type="button"
      className={joinClasses('auditlist__row', entry.action === 'audit.break-found' && 'is-broken')}
      onClick={() => props.onOpen(entry)}
    >
      <span className="num muted clip">{formatDateTime(entry.atMs, locale)}</span>
      <span className="row clip">
        {entry.staffName === '' ? <Icon of={Bot} className="faint" /> : <Avatar name={entry.staffName} />}
        <span className="clip">{entry.staffName === '' ? says.till : entry.staffName}</span>
      </span>
      <b className="auditlist__words">{what}</b>
      <span className="auditlist__words muted">{useSubjectText()(entry)}</span>
      <span className="clip muted">{entry.approvedBy ?? ''}</span>
    </button>
  );
}

/** The words for what happened; a word of a newer version as it is. */
export function useActionText(): (action: string) => string {
  const { auditActions } = useTexts().people;
  return (action) => {
    const known = AUDIT_ACTIONS.find((each) => each === action);
    return known === undefined ? action : auditActions[known];
  };
}

/** What an entry is about, in words where it names a right. */
export function useSubjectText(): (entry: AuditEntry) => string {
  const { actions, roles, lock } = useTexts().people;
  return ({ action, subject }) => {
    if (subject === null) return '';
    if (action === 'staff.signed-in')
      return Object.entries(lock.ways).find(([way]) => way === subject)?.[1] ?? subject;
    if (!action.startsWith('permission.')) return subject;
    const [first = '', second] = subject.split(' ');
    const wordsOf = (word: string): string =>
      Object.entries({ ...actions, ...roles }).find(([name]) => name === word)?.[1] ?? word;
    return second === undefined ? wordsOf(first) : `${wordsOf(first)}: ${wordsOf(second)}`;
  };
}
