import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from './errors.ts';

/** What main refuses about papers, shifts of others, and what leads to a customer. */
export const paperErrors = {
  PRINT_NO_PRINTER: {
    title: 'No receipt printer is set up',
    happened: 'There is no printer that this till could send paper to.',
    todo: 'Choose a printer in Settings, Printer. The receipt can be printed from its sale then.',
  },
  PRINT_NOTHING_TO_PRINT: {
    title: 'There is nothing to print',
    happened: 'The record holds no such paper.',
    todo: 'Open the sale and print from there.',
  },
  PRINT_JOB_NOT_OPEN: {
    title: 'This print job is over',
    happened: 'It was printed or taken back meanwhile.',
    todo: 'Look at the paper. A copy can be printed from the sale.',
  },
  MAIL_NOT_SET_UP: {
    title: 'Mail is not set up',
    happened: 'There is no mail server that this till could send receipts by.',
    todo: 'Set it up in Settings, Receipts by mail. Until then print the receipt.',
  },
  MAIL_SERVER_UNREACHABLE: {
    title: 'The mail server does not answer',
    happened: 'Nobody answered at its address in time, so nothing was sent.',
    todo: 'Check the network, the server’s name and its port. The receipt can be printed meanwhile.',
  },
  MAIL_SERVER_NOT_TRUSTED: {
    title: 'The mail server is not trusted',
    happened: 'Its certificate does not belong to its name, or it offers no encryption. Nothing was sent.',
    todo: 'Check the server’s name and the kind of encryption in the settings.',
  },
  MAIL_LOGIN_REFUSED: {
    title: 'The mail server refused the login',
    happened: 'User name or password are not right for it. Nothing was sent.',
    todo: 'Type the password anew in the settings. Some providers want a password made for programs.',
  },
  MAIL_ADDRESS_REFUSED: {
    title: 'The mail server refused the address',
    happened: 'It does not take mail for this address, or not from this sender.',
    todo: 'Read the address back to the customer and correct it.',
  },
  MAIL_REFUSED: {
    title: 'The mail server refused the mail',
    happened: 'It took the login and not the mail.',
    todo: 'Look at the server’s limits, or print the receipt.',
  },
  MAIL_MAYBE_SENT: {
    title: 'It is not known whether the mail was sent',
    happened: 'The line broke while the mail was handed over. It may arrive.',
    todo: 'Ask the customer to look. The receipt can be printed at once.',
  },
  MAIL_NOT_IN_TRAINING: {
    title: 'Stripe mails nothing in training',
    happened: 'No payment of a training is real, so Stripe was not asked and no mail was sent.',
    todo: 'Nothing to do. With a mail server of the shop’s own, training can send mails too.',
  },
  MAIL_NEEDS_CARD: {
    title: 'Stripe mails receipts of card payments only',
    happened: 'This sale was not paid by card. No mail was sent.',
    todo: 'Print the receipt or save it as PDF, or let the shop set up a mail server of its own.',
  },
  SHIFT_OF_OTHER: {
    title: 'This is somebody else’s shift',
    happened: 'Another person opened its drawer. The shift is still open, and no money moved.',
    todo: 'Say why you close it, and let somebody who may allow it enter their PIN.',
  },
} as const satisfies Partial<Record<ErrorCode, ErrorWords>>;
