import { CircleCheck, CircleQuestionMark, Search, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type {
  CharacterSet,
  FoundPrinter,
  PrintAttempt,
  Printer,
  PrintSettings,
  ReceiptColumns,
} from '../../../../shared/contract/views/printing.ts';
import { Badge, Banner, Button, EmptyState, Segments, Select, Switch } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { PrinterFields } from './PrinterFields.tsx';
import { blankPrinter, isComplete, printerName } from './printer-draft.ts';

type Trial = { readonly what: 'check' | 'test-page' | 'drawer'; readonly attempt: PrintAttempt };
const WIDTHS: readonly ReceiptColumns[] = [32, 42, 48];

/** Where the shop's receipts are printed: found or typed, tried before it is saved, and told why not. */
export function PrinterPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().printing;
  const saved = useAnswer('print-settings', () => call('printing.getSettings', {}));
  return (
    <>
      <PageHead title={says.printer} />
      {saved.error === null ? null : (
        <Problem text={sentenceFor(saved.error)} action={{ label: texts.common.tryAgain, run: saved.ask }} />
      )}
      {saved.value === null ? (
        saved.error === null ? (
          <SkeletonRows count={5} label={texts.common.checking} />
        ) : null
      ) : (
        <PrinterForm context={props.context} saved={saved.value.settings} system={saved.value.system} />
      )}
    </>
  );
}

function PrinterForm(props: {
  readonly context: PageContext;
  readonly saved: PrintSettings;
  readonly system: 'windows' | 'mac' | 'linux';
}): ReactNode {
  const { context } = props;
  const says = useTexts().printing;
  const [draft, setDraft] = useState(props.saved);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [isSaved, setSaved] = useState(false);
  const trying = useErrand();
  const saving = useErrand();
  const { printer } = draft;
  const change = (changes: Partial<PrintSettings>): void => {
    setDraft({ ...draft, ...changes });
    setTrial(null);
    setSaved(false);
  };
  const tryOut = (what: Trial['what']): void => {
    setTrial(null);
    trying.run(
      () => context.call('printing.tryOut', { settings: draft, what }),
      (attempt) => setTrial({ what, attempt }),
    );
  };
  const kinds: readonly Printer['kind'][] =
    context.snapshot.mode === 'training'
      ? ['none', 'virtual', 'network', 'device', 'spooler', 'system']
      : ['none', 'network', 'device', 'spooler', 'system'];
  const complete = isComplete(printer);
  const canTry = printer.kind === 'network' || printer.kind === 'device' || printer.kind === 'spooler';
  const error = saving.error ?? trying.error;
  return (
    <div className="settings__cols">
      <section className="card">
        <div className="card__body stack printer">
          <div className="field printer__ways">
            <span className="field__label">{says.way}</span>
            <Segments
              label={says.way}
              value={printer.kind}
              segments={kinds.map((value) => ({ value, label: says.kinds[value] }))}
              onChoose={(kind) => change({ printer: blankPrinter(kind) })}
            />
            <span className="field__hint">{says.kindText[printer.kind]}</span>
          </div>
          <PrinterFields
            printer={printer}
            system={props.system}
            onChange={(next) => change({ printer: next })}
          />
          {printer.kind === 'none' || printer.kind === 'system' ? null : (
            <PaperFields draft={draft} onChange={change} />
          )}
          {complete ? null : <p className="small faint">{says.incomplete}</p>}
          {trial === null ? null : <TrialResult trial={trial} />}
          {error === null ? null : <Problem text={context.sentenceFor(error)} />}
          <div className="row">
            <Button
              kind="primary"
              disabled={!complete || saving.busy}
              onClick={() =>
                saving.run(
                  () => context.call('printing.saveSettings', { settings: draft }),
                  () => setSaved(true),
                )
              }
            >
              {isSaved ? says.saved : says.save}
            </Button>
            {canTry ? (
              <Trials disabled={!complete || trying.busy} hasDrawer={draft.drawer} onTry={tryOut} />
            ) : null}
          </div>
          <span className="sr" role="status">
            {isSaved ? says.saved : ''}
          </span>
        </div>
      </section>
      <FindPrinters context={context} onUse={(next) => change({ printer: next })} />
    </div>
  );
}

/** What can be tried before it is saved. */
function Trials(props: {
  readonly disabled: boolean;
  readonly hasDrawer: boolean;
  readonly onTry: (what: Trial['what']) => void;
}): ReactNode {
  const says = useTexts().printing;
  const { disabled, onTry } = props;
  return (
    <>
      <Button disabled={disabled} onClick={() => onTry('check')}>
        {says.check}
      </Button>
      <Button disabled={disabled} onClick={() => onTry('test-page')}>
        {says.testPage}
      </Button>
      {props.hasDrawer ? (
        <Button disabled={disabled} onClick={() => onTry('drawer')}>
          {says.testDrawer}
        </Button>
      ) : null}
    </>
  );
}

function PaperFields(props: {
  readonly draft: PrintSettings;
  readonly onChange: (changes: Partial<PrintSettings>) => void;
}): ReactNode {
  const says = useTexts().printing;
  const { draft, onChange } = props;
  return (
    <>
      <div className="field">
        <span className="field__label">{says.width}</span>
        <Segments
          label={says.width}
          value={String(draft.columns)}
          segments={WIDTHS.map((width) => ({ value: String(width), label: says.widths[width] }))}
          onChoose={(value) => onChange({ columns: WIDTHS.find((width) => String(width) === value) ?? 42 })}
        />
      </div>
      {draft.printer.kind === 'virtual' ? null : (
        <>
          <div className="field">
            <span className="field__label">{says.characterSet}</span>
            <Select
              label={says.characterSet}
              value={draft.characterSet}
              choices={Object.entries(says.characterSets).map(([value, label]) => ({ value, label }))}
              // The choices are the keys of a record of character sets.
              onChoose={(value) => onChange({ characterSet: value as CharacterSet })}
            />
            <span className="field__hint">{says.characterSetHint}</span>
          </div>
          <Switch label={says.cut} on={draft.cut} onChange={(cut) => onChange({ cut })} />
          <Switch
            label={says.drawer}
            hint={says.drawerHint}
            on={draft.drawer}
            onChange={(drawer) => onChange({ drawer })}
          />
        </>
      )}
      <Switch label={says.autoPrint} on={draft.autoPrint} onChange={(autoPrint) => onChange({ autoPrint })} />
      <Switch label={says.printZ} on={draft.printZ} onChange={(printZ) => onChange({ printZ })} />
    </>
  );
}

/** What came of a try, with the true cause and the next step. */
function TrialResult({ trial }: { readonly trial: Trial }): ReactNode {
  const says = useTexts().printing;
  const { attempt } = trial;
  if (attempt.ok)
    return attempt.confirmed || trial.what === 'drawer' ? (
      <Banner tone="success" icon={CircleCheck} title={says.fine[trial.what]} />
    ) : (
      <Banner tone="info" icon={CircleQuestionMark} title={says.unconfirmed[trial.what]} />
    );
  const { what, todo } = says.causes[attempt.cause];
  return (
    <Banner tone="warning" icon={TriangleAlert} title={what} announce="assertive">
      {todo} {attempt.sent === 'maybe' ? says.maybe : ''}
    </Banner>
  );
}

function FindPrinters(props: {
  readonly context: PageContext;
  readonly onUse: (printer: Printer) => void;
}): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().printing;
  const [found, setFound] = useState<readonly FoundPrinter[] | null>(null);
  const errand = useErrand();
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.nearby}</h2>
        <Button
          kind="soft"
          icon={Search}
          disabled={errand.busy}
          onClick={() =>
            errand.run(
              () => call('printing.discover', {}),
              (answer) => setFound(answer.found),
            )
          }
        >
          {says.find}
        </Button>
      </div>
      {errand.error === null ? null : (
        <div className="card__body">
          <Problem text={sentenceFor(errand.error)} />
        </div>
      )}
      {errand.busy ? (
        <SkeletonRows count={3} label={says.finding} />
      ) : found === null ? (
        <p className="card__body small muted">{says.findText}</p>
      ) : found.length === 0 ? (
        <EmptyState icon={Search} title={says.nothingFound}>
          {says.nothingFoundText}
        </EmptyState>
      ) : (
        <ul className="found">
          {found.map((each) => (
            <li key={`${each.printer.kind} ${each.label}`} className="found__row">
              <span className="cell2 grow">
                <span className="found__name">{printerName(each.printer) ?? each.label}</span>
                <span className="small faint">{says.kinds[each.printer.kind]}</span>
              </span>
              {each.answers === null ? null : (
                <Badge tone={each.answers ? 'success' : 'warning'}>
                  {each.answers ? says.answers : says.answersNot}
                </Badge>
              )}
              <Button aria-label={`${says.use}: ${each.label}`} onClick={() => props.onUse(each.printer)}>
                {says.use}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
