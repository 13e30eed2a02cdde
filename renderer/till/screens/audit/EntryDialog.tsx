import type { ReactNode } from 'react';
import type { AuditChange, AuditEntry } from '../../../../shared/contract/index.ts';
import { Dialog } from '../../components/index.ts';
import { formatClock, formatDate } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { useActionText, useSubjectText } from './AuditList.tsx';

/** One entry whole: who, when, with whose approval and why, and each field before and after. */
export function EntryDialog(props: { readonly entry: AuditEntry; readonly onClose: () => void }): ReactNode {
  const { entry } = props;
  const says = useTexts().people.pages.audit;
  const locale = useFormatLocale();
  const what = useActionText();
  const about = useSubjectText()(entry);
  const time = `${formatDate(entry.atMs, locale)}, ${formatClock(entry.atMs, locale, { seconds: true })}`;
  return (
    <Dialog open wide onClose={props.onClose} title={what(entry.action)} text={says.detail(entry.seq)}>
      <dl className="kv">
        <dt>{says.columns.time}</dt>
        <dd>{time}</dd>
        <dt>{says.columns.person}</dt>
        <dd>{entry.staffName === '' ? says.till : entry.staffName}</dd>
        <Fact name={says.columns.subject} value={about === '' ? null : about} />
        <Fact name={says.columns.approved} value={entry.approvedBy} />
        <Fact name={says.reason} value={entry.reason} />
      </dl>
      {entry.changes.length === 0 ? (
        <p className="muted small">{says.noChanges}</p>
      ) : (
        <Changes changes={entry.changes} />
      )}
      <p className="small faint mono auditseal">
        {says.seal}: {entry.mac ?? says.unsealed}
      </p>
    </Dialog>
  );
}

function Fact(props: { readonly name: string; readonly value: string | null }): ReactNode {
  if (props.value === null) return null;
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </>
  );
}

function Changes(props: { readonly changes: readonly AuditChange[] }): ReactNode {
  const says = useTexts().people.pages.audit;
  return (
    <table className="table table--tight auditchanges">
      <thead>
        <tr>
          <th>{says.field}</th>
          <th>{says.before}</th>
          <th>{says.after}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{textOf(before)}</td>
            <td>{textOf(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(value: AuditChange['before']): string {
  return value === null ? '–' : String(value);
}
