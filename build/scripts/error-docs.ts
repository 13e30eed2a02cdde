import { ERRORS, ERROR_CODES, type ErrorFacts } from '../../shared/contract/index.ts';

const SAFETY: Readonly<Record<ErrorFacts['dataSafety'], string>> = {
  'nothing-happened': 'nothing changed',
  'saved-locally': 'saved on this till; no money moved',
  'money-moved': 'Stripe has the money',
  'outcome-unknown': 'not known yet; the till asks Stripe',
};

/** `docs/errors.md`, from the registry: one row for each code that can cross the contract. */
export function errorDocs(): string {
  const rows = ERROR_CODES.map((code) => {
    const { severity, dataSafety, safeAction, retry } = ERRORS[code];
    return `| \`${code}\` | ${severity} | ${SAFETY[dataSafety]} | ${safeAction} | ${retry} |`;
  });
  return [
    '# Error codes',
    '',
    'Written by `npm run docs:errors` from `shared/contract/errors.ts`; a test compares them. The sentences that a person',
    'reads are in `renderer/till/text`, under the same codes. A code is never reused and never changes its meaning.',
    '',
    '| Code | Severity | Data and money | Offered | Same request again |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
