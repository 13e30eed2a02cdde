import { Download, ScrollText, SearchX, ShieldAlert, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useState, type ReactNode } from 'react';
import type { AuditCheck, AuditEntry } from '../../../../shared/contract/index.ts';
import { Banner, Button, Dialog, EmptyState, ErrorBanner, Field } from '../../components/index.ts';
import { formatClock } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useErrand } from '../use-answer.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditList } from './AuditList.tsx';
import { EntryDialog } from './EntryDialog.tsx';
import { saveExport } from './save-export.ts';
import { NO_FILTER, useAudit, type AuditFilter } from './use-audit.ts';

/** Settings → Audit log: who did what, whether the chain is whole, and copies for whoever checks it. */
export function AuditPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().people.pages.audit;
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [check, setCheck] = useState<AuditCheck | null>(null);
  const audit = useAudit(props.context, useDeferredValue(filter));
  const errand = useErrand();
  const exportAs = (format: 'csv' | 'json'): void =>
    errand.run(() => saveExport(call, filter, format, Date.now()), setSaved);
  const error = errand.error ?? audit.error;
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
  return (
    <>
      <PageHead title={says.title}>
        <Button icon={Download} disabled={errand.busy} onClick={() => exportAs('csv')}>
          {says.csv}
        </Button>
        <Button icon={Download} disabled={errand.busy} onClick={() => exportAs('json')}>
          {says.json}
        </Button>
        <Button
          icon={ShieldCheck}
          disabled={errand.busy}
          onClick={() => errand.run(() => call('audit.verify', {}), setCheck)}
        >
          {says.verify}
        </Button>
      </PageHead>
      <ChainState
        context={props.context}
        check={check ?? audit.first.value?.check ?? null}
        onAcknowledged={audit.first.ask}
      />
      <p className="sr" role="status">
        {saved === null ? '' : says.exported(saved)}
      </p>
      {error === null ? null : (
        <Problem text={sentenceFor(error)} action={{ label: texts.common.tryAgain, run: audit.first.ask }} />
      )}
      <AuditFilters
        filter={filter}
        people={audit.first.value?.people ?? []}
        actions={audit.first.value?.actions ?? []}
        onChange={setFilter}
      />
      {audit.first.value === null ? (
        audit.first.asking ? (
          <SkeletonRows count={8} label={texts.common.checking} />
        ) : null
      ) : audit.rows.length === 0 ? (
        <EmptyState
          icon={isFiltered ? SearchX : ScrollText}
          title={isFiltered ? says.nothingTitle : says.emptyTitle}
          action={isFiltered ? <Button onClick={() => setFilter(NO_FILTER)}>{says.clear}</Button> : undefined}
        >
          {isFiltered ? says.nothingText : says.emptyText}
        </EmptyState>
      ) : (
        <AuditList
          rows={audit.rows}
          hasMore={audit.hasMore}
          onMore={audit.loadMore}
          onOpen={(entry) => setOpen(entry)}
        />
      )}
      {open === null ? null : <EntryDialog entry={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Whether the chain is whole, as it was last walked. */
function ChainState(props: {
  readonly context: PageContext;
  readonly check: AuditCheck | null;
  readonly onAcknowledged: () => void;
}): ReactNode {
  const { people } = useTexts();
  const says = people.pages.audit;
  const locale = useFormatLocale();
  const [asking, setAsking] = useState(false);
  const { check } = props;
  const { auditAlert, cashier } = props.context.snapshot;
  if (check === null) return <p className="muted small">{says.notChecked}</p>;
  if (check.breaks.length === 0)
    return (
      <p className="row small auditwhole">
        <ShieldCheck className="i" aria-hidden />
        {says.whole(check.entries, formatClock(check.checkedAtMs, locale))}
      </p>
    );
  const mayAcknowledge = auditAlert && cashier?.denied.includes('permissions.manage') !== true;
  return (
    <>
      <Banner
        tone="danger"
        icon={auditAlert ? TriangleAlert : ShieldAlert}
        title={says.brokenTitle}
        action={
          mayAcknowledge ? <Button onClick={() => setAsking(true)}>{says.acknowledge}</Button> : undefined
        }
      >
        {check.breaks.map(({ kind, seq }) => people.breaks[kind](seq)).join(' ')}
      </Banner>
      {asking ? (
        <AcknowledgeDialog
          context={props.context}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            props.onAcknowledged();
          }}
        />
      ) : null}
    </>
  );
}

function AcknowledgeDialog(props: {
  readonly context: PageContext;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const says = useTexts().people.pages.audit;
  const { cancel } = useTexts().frame;
  const [reason, setReason] = useState('');
  const errand = useErrand();
  const ready = reason.trim() !== '' && !errand.busy;
  const run = (): void => {
    if (ready)
      errand.run(() => props.context.call('audit.acknowledge', { reason: reason.trim() }), props.onDone);
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={says.acknowledgeTitle}
      text={says.acknowledgeText}
      onEnter={run}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {cancel}
          </Button>
          <Button kind="primary" size="sale" disabled={!ready} onClick={run}>
            {says.acknowledge}
          </Button>
        </>
      }
    >
      <Field
        label={says.reason}
        maxLength={120}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {errand.error === null ? null : <ErrorBanner error={errand.error} />}
    </Dialog>
  );
}
