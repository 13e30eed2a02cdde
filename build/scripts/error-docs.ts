import { moneyLineOf, panelState } from '../../electron/services/payments/index.ts';
import { SDK_ERRORS, SERVER_DRIVEN_ERRORS } from '../../electron/services/readers/index.ts';
import {
  STRIPE_ERRORS,
  UNKNOWN_STRIPE_ERROR,
  type StripeErrorRow,
} from '../../electron/services/stripe/index.ts';
import { en } from '../../renderer/till/text/en/index.ts';
import { ERRORS, ERROR_CODES, type ErrorFacts } from '../../shared/contract/index.ts';
import { stepCardTender, type CardTenderState } from '../../shared/domain/payment/index.ts';

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
    const next = outcome.kind === 'finished' || outcome.kind === 'collected' ? null : after(outcome);
    return next === null
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

/** What a payment whose reader was asking becomes by such an end. */
function after(
  outcome: Extract<(typeof SDK_ERRORS)[string], { readonly kind: 'ended' | 'unknown' }>,
): CardTenderState {
  const armed: CardTenderState = {
    state: 'armed',
    paymentIntentId: 'pi',
    reader: { readerId: 'tmr', driver: 'lan' },
    attempt: 1,
    chargesSeen: 0,
  };
  const step = stepCardTender(
    armed,
    outcome.kind === 'ended'
      ? { type: 'released', why: outcome.why }
      : { type: 'answer-lost', cause: 'reader-lost' },
  );
  if (!step.ok) throw new Error(step.refusal);
  return step.next;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
