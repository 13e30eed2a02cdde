import { moneyLineOf, panelState } from '../../electron/services/payments/index.ts';
import { SDK_ERRORS, SERVER_DRIVEN_ERRORS, stateAfter } from '../../electron/services/readers/index.ts';
import {
  STRIPE_ERRORS,
  UNKNOWN_STRIPE_ERROR,
  type StripeErrorRow,
} from '../../electron/services/stripe/index.ts';
import { en } from '../../renderer/till/text/en/index.ts';
import { ERRORS, ERROR_CODES, READER_CAUSES, type ErrorFacts } from '../../shared/contract/index.ts';

const SAFETY: Readonly<Record<ErrorFacts['dataSafety'], string>> = {
  'nothing-happened': 'nothing changed',
  'saved-locally': 'saved on this till; no money moved',
  'money-moved': 'Stripe has the money',
  'outcome-unknown': 'not known yet; the till asks Stripe',
};

/** `docs/errors.md`, from the registry and the tables by which errors of Stripe's are judged. */
export function errorDocs(): string {
  return [
    '# Error codes',
    '',
    'Written by `npm run docs:errors` from `shared/contract/errors.ts`; a test compares them. The sentences that a person',
    'reads are in `renderer/till/text`, under the same codes. A code is never reused and never changes its meaning.',
    '',
    ...table(
      ['Code', 'Severity', 'Data and money', 'Offered', 'Same request again'],
      ERROR_CODES.map((code) => {
        const { severity, dataSafety, safeAction, retry } = ERRORS[code];
        return [`\`${code}\``, severity, SAFETY[dataSafety], safeAction, retry];
      }),
    ),
    '',
    '## Errors of Stripe’s API',
    '',
    'How `electron/services/stripe/stripe-errors.ts` judges each class of Stripe’s library, at every call. Where an effect is',
    'possible the payment or refund is in doubt until Stripe was read; the cashier is told not to charge again.',
    '',
    ...table(
      ['Class', 'Status', 'Code', 'Effect', 'Asked again at once', 'The cashier reads'],
      [...STRIPE_ERRORS, UNKNOWN_STRIPE_ERROR].map(apiRow),
    ),
    '',
    '## Errors of a reader',
    '',
    'How `electron/services/readers/reader-errors.ts` judges them while a card is asked for. A code that is not here leads to',
    '_in doubt_, whichever way it came.',
    '',
    ...table(
      ['Way', 'Code', 'The payment becomes', 'The cashier reads', 'Money'],
      [...readerRows('LAN', SDK_ERRORS), ...readerRows('server-driven', SERVER_DRIVEN_ERRORS)],
    ),
    '',
    '## Why a reader is not reached',
    '',
    'What `electron/services/readers/doctor.ts` tells where it established the cause. Where it could not, it lists what it did',
    'not rule out, the most likely first, each with the same next step. No money moves by any of them.',
    '',
    ...table(
      ['Cause', 'What was found', 'What to do'],
      READER_CAUSES.map((cause) => {
        const { happened, perhaps, todo } = en.readerCauses.causes[cause];
        return [`\`${cause}\``, cause === 'firewall' ? `Never sure. ${perhaps}` : happened, todo];
      }),
    ),
    '',
  ].join('\n');
}

function apiRow({ type, status, code, effect, again, error }: StripeErrorRow): readonly string[] {
  return [
    `\`${type}\``,
    String(status ?? 'any'),
    code === undefined ? '' : `\`${code}\``,
    effect === 'none' ? 'none' : 'possible',
    again ? 'yes' : 'no',
    effect === 'none' ? en.errors.codes[error].title : en.charge.panel['in-doubt'].title,
  ];
}

function readerRows(way: string, errors: typeof SDK_ERRORS): readonly (readonly string[])[] {
  return Object.entries(errors).map(([code, outcome]) => {
    const next = stateAfter(outcome, way === 'LAN' ? 'lan' : 'server-driven');
    return next.state === 'armed'
      ? [way, `\`${code}\``, 'what Stripe says', 'the same', 'read at Stripe first']
      : [
          way,
          `\`${code}\``,
          next.state,
          en.charge.panel[panelState(next, false)].title,
          en.charge.moneyLine[moneyLineOf(next)]('The amount'),
        ];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
