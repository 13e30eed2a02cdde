import { Copy, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatMoneyParts, money } from '../../../shared/domain/money/index.ts';
import type { PageTexts } from '../text/pages.en.ts';

/** An amount: the sign of the currency steps back, the cents never do. */
export function Amount(props: {
  readonly amountMinor: number;
  readonly currency: string;
  readonly languageTag: string;
  readonly className?: string;
}): ReactNode {
  const parts = formatMoneyParts(money(props.amountMinor, props.currency), props.languageTag);
  const symbol = <span className="money__c">{parts.symbol}</span>;
  return (
    <span className={`money ${props.className ?? ''}`}>
      {parts.negative ? '\u2212' : ''}
      {parts.symbolFirst ? symbol : null}
      {`${parts.whole}${parts.decimalSign}${parts.fraction}`}
      {parts.symbolFirst ? null : <>&nbsp;{symbol}</>}
    </span>
  );
}

export function Problem(props: {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}): ReactNode {
  return (
    <div className="banner banner--warning banner--center" role="alert">
      <span className="banner__icon">
        <TriangleAlert className="i" aria-hidden />
      </span>
      <p className="banner__text grow">{props.text}</p>
      {props.action === undefined ? null : (
        <button type="button" className="btn btn--secondary" onClick={props.action.run}>
          {props.action.label}
        </button>
      )}
    </div>
  );
}

export function CopyButton(props: {
  readonly value: string;
  readonly texts: PageTexts['common'];
  readonly className?: string;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={`btn btn--secondary ${props.className ?? ''}`}
      onClick={() => {
        setCopied(copyText(props.value));
      }}
    >
      <Copy className="i" aria-hidden />
      <span aria-live="polite">{copied ? props.texts.copied : props.texts.copy}</span>
    </button>
  );
}

/** Rows in the shape of the list that is on its way. */
export function SkeletonRows(props: { readonly count: number; readonly label: string }): ReactNode {
  return (
    <div role="status" aria-label={props.label} className="stack skelrows">
      {Array.from({ length: props.count }, (_, index) => (
        <span key={index} className="skel skelrows__row" />
      ))}
    </div>
  );
}

/** A labelled text field whose error replaces its hint. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly secret?: boolean;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'numeric';
}): ReactNode {
  const note = props.error ?? props.hint;
  const hasError = props.error !== null && props.error !== undefined;
  return (
    <div className={`field ${hasError ? 'is-error' : ''}`}>
      <label className="field__label" htmlFor={props.id}>
        {props.label}
      </label>
      <div className="control">
        <input
          id={props.id}
          className={props.mono === true ? 'mono' : undefined}
          type={props.secret === true ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          inputMode={props.inputMode}
          placeholder={props.placeholder}
          value={props.value}
          aria-invalid={hasError}
          aria-describedby={note === undefined ? undefined : `${props.id}-note`}
          onChange={(event) => {
            props.onChange(event.target.value);
          }}
        />
      </div>
      {note === undefined ? null : (
        <span id={`${props.id}-note`} className="field__hint" role={hasError ? 'alert' : undefined}>
          {note}
        </span>
      )}
    </div>
  );
}

export function timeOf(atMs: number, languageTag: string, withSeconds = false): string {
  return new Intl.DateTimeFormat(languageTag, {
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' as const } : {}),
  }).format(atMs);
}

export function dayAndTimeOf(atMs: number, languageTag: string): string {
  return new Intl.DateTimeFormat(languageTag, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
}

/**
 * Copies as a person would, by selecting and pressing copy: that needs a click and no permission, and the till page is
 * granted none. The way is old and marked as such, but every Chromium has it.
 */
function copyText(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}

/** One of a few settings, in a field of its own with what it means below. */
export function ChoiceField<Value extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: Value;
  readonly choices: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly disabled: boolean;
  readonly onChoose: (value: Value) => void;
}): ReactNode {
  const { id, choices, names } = props;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <div className="control">
        <select
          id={id}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = choices.find((each) => each === event.target.value);
            if (chosen !== undefined) props.onChoose(chosen);
          }}
        >
          {choices.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </div>
      <span className="field__hint">{props.hint}</span>
    </div>
  );
}
