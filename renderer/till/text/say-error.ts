import type { ContractError } from '../../../shared/contract/envelope.ts';
import { ERRORS, type ErrorFacts } from '../../../shared/contract/errors.ts';
import type { Texts } from './index.ts';

/** One refusal in words, in the order a person needs them: what happened, whether money moved, what to do now. */
export type SaidError = {
  readonly title: string;
  readonly happened: string;
  readonly money: string;
  readonly todo: string;
  readonly severity: ErrorFacts['severity'];
  readonly dataSafety: ErrorFacts['dataSafety'];
  /** Finds the log line; shown small, for the person on the phone with support. */
  readonly reference: string | null;
};

/** The sentences of a refusal. Facts such as `{seconds}` are filled in; a fact that is missing leaves a dash. */
export function sayError(error: ContractError, texts: Texts): SaidError {
  const { severity, dataSafety } = ERRORS[error.code];
  const said = texts.errors.codes[error.code];
  const fill = (sentence: string): string =>
    sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(error.facts?.[name] ?? '–'));
  return {
    title: fill(said.title),
    happened: fill(said.happened),
    money: texts.errors.money[dataSafety],
    todo: fill(said.todo),
    severity,
    dataSafety,
    reference: error.reference ?? null,
  };
}
