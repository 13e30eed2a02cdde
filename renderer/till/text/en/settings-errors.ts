import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from './errors.ts';

/** What main refuses about settings. */
export const settingsErrors = {
  SETTINGS_KEY_MALFORMED: {
    title: 'This is not a Stripe key',
    happened: 'The key was not saved.',
    todo: 'Copy it whole from the Stripe dashboard; it begins with pk_, sk_ or rk_.',
  },
  SETTINGS_KEY_MODES_DIFFER: {
    title: 'One key is for test, the other for live',
    happened: 'Neither key was saved.',
    todo: 'Use two keys of the same mode.',
  },
  SETTINGS_KEY_ACCOUNTS_DIFFER: {
    title: 'The keys belong to two accounts',
    happened: 'Neither key was saved.',
    todo: 'Copy both keys from the same Stripe account.',
  },
  SETTINGS_LIVE_KEY_NOT_HERE: {
    title: 'Real money needs the desktop app',
    happened: 'Live keys are not accepted in the browser.',
    todo: 'Use test keys here, or install the desktop app.',
  },
  SETTINGS_MODE_LOCKED: {
    title: 'The mode cannot change now',
    happened: 'A payment of the present mode is not settled yet, or this till already has sales in it.',
    todo: 'Settle open payments first, or set up a new profile.',
  },
  SETTINGS_SIGNING_SECRET_MALFORMED: {
    title: 'This is not a signing secret',
    happened: 'It was not saved.',
    todo: 'Copy it from the webhook’s page at Stripe; it begins with whsec_.',
  },
  SETTINGS_FILE_DAMAGED: {
    title: 'The settings could not be read',
    happened: 'The damaged file was set aside; sales and payments are not in it.',
    todo: 'Call support before you enter anything anew.',
  },
  SETTINGS_SHORTCUT_TAKEN: {
    title: 'Another shortcut has this key',
    happened: 'The keys stay as they were.',
    todo: 'Choose a key that is free, or swap the two.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
