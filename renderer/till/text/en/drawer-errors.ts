import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from './errors.ts';

/** What main refuses about the cash drawer. */
export const drawerErrors = {
  DRAWER_NOT_OPEN: {
    title: 'The shift has no float yet',
    happened: 'Cash was not taken: this shift’s drawer was not opened.',
    todo: 'Open the shift with what lies in the drawer, then take the cash.',
  },
  DRAWER_ALREADY_OPEN: {
    title: 'The shift is open already',
    happened: 'Somebody opened its drawer before. Nothing was changed.',
    todo: 'Go on selling. Put more in with the cash menu (F4).',
  },
  DRAWER_NONE: {
    title: 'This register has no cash drawer',
    happened: 'Nothing was recorded.',
    todo: 'If it has one, say so in Settings, Cash drawer.',
  },
  DRAWER_NOT_ENOUGH: {
    title: 'There is not that much in the drawer',
    happened: 'More would go out than is on record as being in it. Nothing was recorded.',
    todo: 'Check the amount. If it is right, count the drawer first.',
  },
  DRAWER_AMOUNT_NOT_ALLOWED: {
    title: 'This amount can’t be right',
    happened: 'It is nothing, below nothing, or more than was counted. Nothing was recorded.',
    todo: 'Type the amount again.',
  },
  DRAWER_NOT_COUNTED: {
    title: 'The drawer has to be counted',
    happened: 'It was not counted, or cash moved since. The shift is still open.',
    todo: 'Count it, then close the shift.',
  },
  DRAWER_NEEDS_NOTE: {
    title: 'What happened to the drawer?',
    happened: 'Count and record differ, and no note says why. The shift is still open.',
    todo: 'Write a note, then close the shift.',
  },
  DRAWER_NEEDS_MANAGER: {
    title: 'A manager has to sign this variance',
    happened: 'It is larger than the shop tolerates. The shift is still open.',
    todo: 'Ask a manager to sign it.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
