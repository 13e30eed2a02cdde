import { ImagePlus, Trash2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { ReceiptColumns, ReceiptLookView } from '../../../../shared/contract/views/printing.ts';
import { Button, Icon, Paper, Switch } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { readLogo } from './read-logo.ts';

const LINES_MAX = 8;
const LINE_LENGTH_MAX = 80;

/** What stands on the shop's receipts, beside the receipt as it would come out. */
export function LookPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().printing;
  const saved = useAnswer('receipt-look', () => call('printing.getSettings', {}));
  return (
    <>
      <PageHead title={says.receipt} />
      {saved.error === null ? null : (
        <Problem text={sentenceFor(saved.error)} action={{ label: texts.common.tryAgain, run: saved.ask }} />
      )}
      {saved.value === null ? (
        saved.error === null ? (
          <SkeletonRows count={5} label={texts.common.checking} />
        ) : null
      ) : (
        <LookForm context={props.context} saved={saved.value.look} columns={saved.value.settings.columns} />
      )}
    </>
  );
}

function LookForm(props: {
  readonly context: PageContext;
  readonly saved: ReceiptLookView;
  readonly columns: ReceiptColumns;
}): ReactNode {
  const { call, sentenceFor } = props.context;
  const says = useTexts().printing;
  const [look, setLook] = useState(props.saved);
  const [typed, setTyped] = useState({
    header: props.saved.headerLines.join('\n'),
    footer: props.saved.footerLines.join('\n'),
  });
  const [isSaved, setSaved] = useState(false);
  const saving = useErrand();
  const change = (changes: Partial<ReceiptLookView>): void => {
    setLook({ ...look, ...changes });
    setSaved(false);
  };
  return (
    <div className="look">
      <section className="card">
        <div className="card__body stack printer">
          <Lines
            label={says.look.header}
            hint={says.look.headerHint}
            value={typed.header}
            onChange={(header) => {
              setTyped({ ...typed, header });
              change({ headerLines: linesOf(header) });
            }}
          />
          <Lines
            label={says.look.footer}
            hint={says.look.footerHint}
            value={typed.footer}
            onChange={(footer) => {
              setTyped({ ...typed, footer });
              change({ footerLines: linesOf(footer) });
            }}
          />
          <LogoPart look={look} onChange={change} />
          <Choices look={look} onChange={change} />
          <p className="small faint">{says.look.always}</p>
          {saving.error === null ? null : <Problem text={sentenceFor(saving.error)} />}
          <div className="row">
            <Button
              kind="primary"
              disabled={saving.busy}
              onClick={() =>
                saving.run(
                  () => call('printing.saveLook', { look }),
                  () => setSaved(true),
                )
              }
            >
              {isSaved ? says.saved : says.save}
            </Button>
          </div>
          <span className="sr" role="status">
            {isSaved ? says.saved : ''}
          </span>
        </div>
      </section>
      <Preview context={props.context} look={look} columns={props.columns} />
    </div>
  );
}

type LookPart = {
  readonly look: ReceiptLookView;
  readonly onChange: (changes: Partial<ReceiptLookView>) => void;
};

function LogoPart({ look, onChange: change }: LookPart): ReactNode {
  const says = useTexts().printing;
  const [isUnreadable, setUnreadable] = useState(false);
  const pick = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const logo = await readLogo(file);
    setUnreadable(logo === null);
    if (logo !== null) change({ logo });
  };
  return (
    <>
      <div className="field" role="group" aria-label={says.look.logo}>
        <span className="field__label">{says.look.logo}</span>
        <div className="row">
          <label className="btn btn--secondary filepick">
            <Icon of={ImagePlus} />
            {says.look.logoChoose}
            <input
              type="file"
              accept="image/png,image/jpeg,image/webp"
              onChange={(event) => {
                void pick(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </label>
          {look.logo === null ? null : (
            <Button kind="quiet" icon={Trash2} onClick={() => change({ logo: null })}>
              {says.look.logoRemove}
            </Button>
          )}
        </div>
        <span className="field__hint">{says.look.logoHint}</span>
      </div>
      {isUnreadable ? <Problem text={says.look.logoUnreadable} /> : null}
    </>
  );
}

function Choices({ look, onChange: change }: LookPart): ReactNode {
  const says = useTexts().printing;
  return (
    <div>
      <Switch
        label={says.look.cashier}
        on={look.showCashier}
        onChange={(showCashier) => change({ showCashier })}
      />
      <Switch
        label={says.look.itemCount}
        on={look.showItemCount}
        onChange={(showItemCount) => change({ showItemCount })}
      />
      <Switch label={says.look.code} on={look.showCode} onChange={(showCode) => change({ showCode })} />
    </div>
  );
}

/** Main lays the paper out, as for a real receipt: what the page shows is what would be printed. */
function Preview(props: {
  readonly context: PageContext;
  readonly look: ReceiptLookView;
  readonly columns: ReceiptColumns;
}): ReactNode {
  const { call, sentenceFor, texts, snapshot } = props.context;
  const says = useTexts().printing;
  const { look, columns } = props;
  const key = JSON.stringify([look, columns, snapshot.locale]);
  const paper = useAnswer(key, () => call('printing.preview', { look, columns }));
  return (
    <section className="card look__preview">
      <div className="card__head">
        <h2 className="h-card">{says.look.preview}</h2>
        <span className="small faint">{says.look.example}</span>
      </div>
      <div className="card__body">
        {paper.error === null ? null : <Problem text={sentenceFor(paper.error)} />}
        {paper.value === null ? (
          paper.error === null ? (
            <SkeletonRows count={8} label={texts.common.checking} />
          ) : null
        ) : (
          <Paper paper={paper.value} label={says.look.preview} />
        )}
      </div>
    </section>
  );
}

function Lines(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <span className="control control--lines">
        <textarea
          id={id}
          rows={3}
          maxLength={LINES_MAX * LINE_LENGTH_MAX}
          value={props.value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.onChange(event.target.value)}
        />
      </span>
      <span id={`${id}-hint`} className="field__hint">
        {props.hint}
      </span>
    </div>
  );
}

/** What the paper gets of what was typed: full lines, no more and no longer than main takes. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, LINE_LENGTH_MAX))
    .filter((line) => line !== '')
    .slice(0, LINES_MAX);
}
