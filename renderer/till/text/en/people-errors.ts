import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from './errors.ts';

/** What main refuses about people, permissions and approvals. */
export const peopleErrors = {
  STAFF_BADGE_UNKNOWN: {
    title: 'Nobody has this badge',
    happened: 'The code that was scanned belongs to nobody who works here.',
    todo: 'Scan the badge once more, or choose your name and type your PIN.',
  },
  STAFF_NOT_A_BADGE: {
    title: 'This is not a badge',
    happened:
      'The code is a product’s, or it is too short for a badge. Nothing was changed, and it counts as no wrong try.',
    todo: 'Scan a badge, or choose your name and type your PIN.',
  },
  STAFF_BADGE_TAKEN: {
    title: 'Somebody else has this badge',
    happened: 'The badge was not given out.',
    todo: 'Take it away from the other person first, or scan another badge.',
  },
  STAFF_NOT_FOUND: {
    title: 'This person does not work here any more',
    happened: 'Nothing was changed.',
    todo: 'Look at the list of staff again and choose somebody else.',
  },
  STAFF_NAME_TAKEN: {
    title: 'Somebody has this name already',
    happened: 'Nothing was changed, because records could not tell two people apart.',
    todo: 'Add a second name or an initial.',
  },
  STAFF_RANK_TOO_HIGH: {
    title: 'You may not change this person',
    happened: 'Managers look after cashiers and accountants. Nothing was changed.',
    todo: 'Ask an owner to do it.',
  },
  STAFF_LAST_OWNER: {
    title: 'The shop needs an owner',
    happened: 'This is the only owner, so the change was not made.',
    todo: 'Make somebody else an owner first.',
  },
  STAFF_OWNER_FIRST: {
    title: 'The owner comes first',
    happened: 'While the owner has no PIN anybody can use this till as the owner. Nobody was added.',
    todo: 'Set the owner’s name and PIN, then add people.',
  },
  STAFF_NOT_DURING_PAYMENT: {
    title: 'A customer is paying',
    happened: 'The till does not change hands in the middle of a payment.',
    todo: 'Finish the payment or go back to the cart, then switch.',
  },
  PERMISSION_DENIED: {
    title: 'You may not do this',
    happened: 'Your role does not include it, so nothing was done. It was noted in the audit log.',
    todo: 'Ask a manager to do it, or an owner to change your role’s permissions.',
  },
  PERMISSION_NEEDS_APPROVAL: {
    title: 'A manager has to approve this',
    happened: 'Nothing was done yet.',
    todo: 'Ask a manager to come over and type their PIN or scan their badge.',
  },
  PERMISSION_NOT_CHOOSABLE: {
    title: 'This permission is fixed',
    happened:
      'The permission was not changed, because the shop could lock itself out or nobody would answer for money.',
    todo: 'Choose one of the levels that are offered.',
  },
  APPROVAL_NOT_ENTITLED: {
    title: 'This person may not approve that',
    happened: 'Nothing was approved.',
    todo: 'Choose somebody who may, such as the owner.',
  },
  APPROVAL_GONE: {
    title: 'This approval is over',
    happened: 'Too much time passed, or somebody else stands here now. Nothing was done.',
    todo: 'Start again from the button, then approve.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
