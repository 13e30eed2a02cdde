import { ArrowLeft, Download, FileUp } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ImportField, ImportMapping, ImportProgress } from '../../../../shared/contract/index.ts';
import { Button, ErrorBanner, Icon, Segments, Select } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { csvCell, download } from './download.ts';
import { useImport, type ImportPreview } from './use-import.ts';

/** A list of products in and out as a file. */
export function ImportPage(props: { readonly onBack: () => void }) {
  const texts = useTexts();
  const words = texts.importTexts;
  const running = useImport();
  const { progress, preview } = running;
  const isStarted = progress !== null && progress.state !== 'uploading';
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button
            kind="quiet"
            icon={ArrowLeft}
            iconOnly
            aria-label={texts.catalog.back}
            onClick={props.onBack}
          />
          <h1 className="h-title grow">{words.title}</h1>
        </header>
        {running.error === null ? null : <ErrorBanner error={running.error} />}
        <div className="imports">
          <section className="card" aria-label={words.importTitle}>
            <div className="card__body stack">
              <h2 className="h-card">{words.importTitle}</h2>
              <p className="muted">{words.importText}</p>
              {isStarted ? (
                <ProgressPart progress={progress} onApply={running.apply} onReset={running.reset} />
              ) : preview !== null ? (
                <MappingPart preview={preview} onCheck={running.check} onReset={running.reset} />
              ) : running.uploadShare !== null ? (
                <ProgressBar label={words.uploading} share={running.uploadShare} />
              ) : (
                <label className="btn btn--primary editor__file">
                  <Icon of={FileUp} />
                  {words.choose}
                  <input
                    type="file"
                    accept=".csv,.txt,.tsv,text/csv"
                    onChange={(event) => {
                      const file = event.target.files?.[0];
                      if (file !== undefined) running.upload(file);
                      event.target.value = '';
                    }}
                  />
                </label>
              )}
            </div>
          </section>
          <ExportCard />
        </div>
      </div>
    </main>
  );
}

/** Which column holds what, with the first rows beside it. */
function MappingPart(props: {
  readonly preview: ImportPreview;
  readonly onCheck: (mapping: ImportMapping, decimalSign: '.' | ',') => void;
  readonly onReset: () => void;
}) {
  const words = useTexts().importTexts;
  const { preview } = props;
  const [mapping, setMapping] = useState<ImportMapping>(preview.mapping);
  const [decimalSign, setDecimalSign] = useState(preview.decimalSign);
  // The keys of a const record are its key type.
  const fields = Object.keys(words.fields) as ImportField[];
  const columns = preview.columns.map((name, index) => ({
    value: String(index),
    label: name === '' ? String(index + 1) : name,
  }));
  const hasSku = mapping.some(({ field }) => field === 'sku');
  const choose = (field: ImportField, value: string): void => {
    const others = mapping.filter((each) => each.field !== field);
    setMapping(value === 'none' ? others : [...others, { field, column: Number(value) }]);
  };
  return (
    <>
      <p className="small muted">
        {words.form(preview.encoding.toUpperCase(), words.delimiters[preview.delimiter])}
      </p>
      <h3 className="field__label">{words.mappingTitle}</h3>
      <div className="mapping">
        {fields.map((field) => (
          <div key={field} className="field">
            <span className="field__label">{words.fields[field]}</span>
            <Select
              label={words.fields[field]}
              value={String(mapping.find((each) => each.field === field)?.column ?? 'none')}
              choices={[{ value: 'none', label: words.unused }, ...columns]}
              onChoose={(value) => choose(field, value)}
            />
          </div>
        ))}
        <div className="field">
          <span className="field__label">{words.decimal}</span>
          <Segments
            label={words.decimal}
            look="fill"
            value={decimalSign}
            segments={[
              { value: '.', label: words.point },
              { value: ',', label: words.comma },
            ]}
            onChoose={setDecimalSign}
          />
        </div>
      </div>
      {hasSku ? null : <p role="alert">{words.skuNeeded}</p>}
      <div className="row">
        <Button kind="primary" disabled={!hasSku} onClick={() => props.onCheck(mapping, decimalSign)}>
          {words.check}
        </Button>
        <Button onClick={props.onReset}>{words.another}</Button>
      </div>
      <div className="preview" tabIndex={0} role="region" aria-label={words.previewTitle}>
        <table className="table table--tight">
          <thead>
            <tr>
              {preview.columns.map((column, index) => (
                <th key={index}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              <tr key={index}>
                {preview.columns.map((_, column) => (
                  <td key={column}>{row[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ProgressPart(props: {
  readonly progress: ImportProgress;
  readonly onApply: (importId: string, leaveOut?: boolean) => void;
  readonly onReset: () => void;
}) {
  const words = useTexts().importTexts;
  const locale = useFormatLocale();
  const { progress, onReset } = props;
  const number = (count: number): string => count.toLocaleString(locale);
  const created = number(progress.created);
  const updated = number(progress.updated);
  const again = <Button onClick={onReset}>{words.another}</Button>;
  switch (progress.state) {
    case 'uploading':
    case 'checking':
      return <ProgressBar label={words.checking(number(progress.rows))} share={progress.done} />;
    case 'checked':
      return progress.errors > 0 ? (
        <>
          <p role="alert">{words.checkedBad(number(progress.errors), number(progress.rows))}</p>
          <div className="row">
            <DownloadErrors importId={progress.importId} />
            {again}
          </div>
        </>
      ) : (
        <>
          <p role="status">{words.checkedGood(created, updated)}</p>
          <div className="row">
            <Button kind="primary" onClick={() => props.onApply(progress.importId)}>
              {words.apply}
            </Button>
            {again}
          </div>
        </>
      );
    case 'applying': {
      const percent = progress.done.toLocaleString(locale, { style: 'percent' });
      return <ProgressBar label={words.applying(percent)} share={progress.done} />;
    }
    case 'done':
      return (
        <>
          <p role="status">{words.applied(created, updated)}</p>
          {progress.errors === 0 ? null : <p role="alert">{words.leftOut(number(progress.errors))}</p>}
          <div className="row">
            {progress.errors === 0 ? null : <DownloadErrors importId={progress.importId} />}
            {again}
          </div>
        </>
      );
    case 'failed':
      return <StoppedPart progress={progress} onApply={props.onApply} another={again} />;
    default:
      throw new Error(`No state ${String(progress.state satisfies never)}`);
  }
}

/** What stopped on its way: tried again, or, where it holds the catalogue, finished without the rows that fail. */
function StoppedPart(props: {
  readonly progress: ImportProgress;
  readonly onApply: (importId: string, leaveOut?: boolean) => void;
  readonly another: ReactNode;
}) {
  const words = useTexts().importTexts;
  const { importId, holdsCatalogue } = props.progress;
  return (
    <>
      <p role="alert">{holdsCatalogue ? words.failed.apply : words.failed.check}</p>
      <div className="row">
        <Button kind="primary" onClick={() => props.onApply(importId)}>
          {words.tryAgain}
        </Button>
        {holdsCatalogue ? (
          <Button onClick={() => props.onApply(importId, true)}>{words.leaveOut}</Button>
        ) : (
          props.another
        )}
      </div>
    </>
  );
}

function ProgressBar(props: { readonly label: string; readonly share: number }) {
  const percent = Math.round(props.share * 100);
  return (
    <div className="stack">
      <p role="status">{props.label}</p>
      <div
        className="progress"
        role="progressbar"
        aria-label={props.label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className="progress__done" style={{ width: `${String(percent)}%` }} />
      </div>
    </div>
  );
}

function DownloadErrors(props: { readonly importId: string }) {
  const words = useTexts().importTexts;
  const ask = useTill((state) => state.ask);
  const { importId } = props;
  const run = async (): Promise<void> => {
    const head = [words.line, words.column, words.mistake, words.value].map(csvCell).join(',');
    const parts = [`\uFEFF${head}\r\n`];
    let after = 0;
    for (;;) {
      const answer = await ask('catalogImport.listErrors', { importId, after, limit: 200 });
      if (!answer.ok) return;
      const { errors } = answer.value;
      parts.push(
        ...errors.map((each) => {
          const field = each.field === null ? '' : words.fields[each.field];
          const cells = [String(each.lineNo), field, words.mistakes[each.code], each.value];
          return `${cells.map(csvCell).join(',')}\r\n`;
        }),
      );
      const last = errors.at(-1);
      if (last === undefined) break;
      after = last.errorNo;
    }
    download(words.fileErrors, parts);
  };
  return (
    <Button icon={Download} onClick={() => void run()}>
      {words.downloadErrors}
    </Button>
  );
}

function ExportCard() {
  const words = useTexts().importTexts;
  const ask = useTill((state) => state.ask);
  const [isBusy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const parts: string[] = [];
    let after: number | null = null;
    do {
      const answer: Awaited<ReturnType<typeof ask<'catalogExport.read'>>> = await ask('catalogExport.read', {
        after,
      });
      if (!answer.ok) break;
      parts.push(answer.value.text);
      after = answer.value.next;
    } while (after !== null);
    setBusy(false);
    if (after === null) download(words.fileProducts, parts);
  };
  return (
    <section className="card" aria-label={words.exportTitle}>
      <div className="card__body stack">
        <h2 className="h-card">{words.exportTitle}</h2>
        <p className="muted">{words.exportText}</p>
        <div className="row">
          <Button icon={Download} disabled={isBusy} onClick={() => void run()}>
            {words.export}
          </Button>
        </div>
      </div>
    </section>
  );
}
