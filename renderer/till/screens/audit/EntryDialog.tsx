import type { ReactNode } from 'react';
import type { AuditChange, AuditEntry } from '../../../../shared/contract/index.ts';
import { Dialog, useMoneyText } from '../../components/index.ts';
import { useSnapshot } from '../../store/index.ts';
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
  const { store } = useSnapshot();
  const moneyText = useMoneyText();
  /** Amounts as the shop reads them; everything else as it was recorded. */
  const textOf = (field: string, value: AuditChange['before']): string => {
    if (value === null) return '–';
    return field.endsWith('Minor') && typeof value === 'number' && store !== null
      ? moneyText({ amountMinor: value, currency: store.currency })
      : String(value);
  };
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
            <th scope="row">{field.replace(/Minor$/u, '')}</th>
            <td>{textOf(field, before)}</td>
            <td>{textOf(field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
