import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from './errors.ts';

/** What main refuses about reports and customers. */
export const ledgerErrors = {
  REPORT_SPAN_NOT_ALLOWED: {
    title: 'These days can’t be reported',
    happened: 'The first day is after the last, or there are more than two years between them.',
    todo: 'Choose other days.',
  },
  CUSTOMER_NOT_FOUND: {
    title: 'This customer is not here',
    happened: 'Nobody with this entry is on this till. Nothing was changed.',
    todo: 'Look for the customer again.',
  },
  CUSTOMER_ERASED: {
    title: 'This customer was erased',
    happened: 'Name and addresses are gone; the sales stay in the books.',
    todo: 'Create the customer anew if they want to be known again.',
  },
  CUSTOMER_NEEDS_NAME: {
    title: 'A name, a mail address or a phone number is missing',
    happened: 'Nothing was saved: nobody could find the customer again.',
    todo: 'Type one of them.',
  },
  CUSTOMER_NEEDS_MAIL: {
    title: 'There is no mail address to agree to',
    happened: 'Nothing was saved.',
    todo: 'Type the mail address first.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
