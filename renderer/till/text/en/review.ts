import type {
  AdoptionSource,
  ReviewAction,
  ReviewDone,
  ReviewKind,
  ReviewMoney,
  ReviewSeverity,
} from '../../../../shared/contract/index.ts';

/** One kind of item: its line in the list, its headline, what happened, and what to do now. */
export type KindWords = {
  readonly row: string;
  readonly title: (amount: string) => string;
  readonly happened: string;
  readonly todo: string;
};

/** One act that needs a manager: what the dialog asks, and what its button says. */
type ActWords = { readonly title: string; readonly text: string; readonly confirm: string };

const severity: Record<ReviewSeverity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

const kinds: Record<ReviewKind, KindWords> = {
  orphan: {
    row: 'Charge without a sale',
    title: (amount) => `Stripe has ${amount} that no sale explains`,
    happened:
      'A card was charged for this register, and no sale here got the money. The till that charged it may have been damaged or replaced.',
    todo: 'Make a sale of it, so that the customer can get a receipt, or give the money back.',
  },
  duplicate: {
    row: 'Probably charged twice',
    title: (amount) => `${amount} was charged twice within minutes`,
    happened: 'The same card paid the same amount at this register shortly before.',
    todo: 'Open the sale. If the customer bought only once, refund this payment; otherwise put the item aside.',
  },
  mismatch: {
    row: 'Stripe and this till differ',
    title: (amount) => `Stripe and this till differ by ${amount}`,
    happened: 'Both were compared, and they do not say the same about this payment.',
    todo: 'Check with Stripe once more. If it stays, open the sale and correct what differs.',
  },
  'missing-at-stripe': {
    row: 'Missing at Stripe',
    title: (amount) => `Stripe does not know a payment of ${amount}`,
    happened: 'This till recorded a card payment that Stripe has no trace of.',
    todo: 'Check whether the keys belong to the right account and mode. If they do, find out how the customer paid.',
  },
  overpaid: {
    row: 'Charged after it was cancelled',
    title: (amount) => `${amount} too much must go back`,
    happened: 'The payment was given up here, and the card was charged all the same.',
    todo: 'Give the money back. The refund is prepared and goes to the card.',
  },
  'refund-failed': {
    row: 'Refund did not arrive',
    title: (amount) => `A refund of ${amount} did not reach the customer`,
    happened: 'The bank sent the refund back, or Stripe refused it.',
    todo: 'Open the sale and give the money back another way, for example in cash.',
  },
  'refunded-elsewhere': {
    row: 'Refunded outside this till',
    title: (amount) => `${amount} was refunded outside this till`,
    happened: 'Somebody refunded this payment at Stripe. This till has no lines and no reason for it.',
    todo: 'Open the sale and see whether the goods came back. Then put the item aside.',
  },
  'hold-lapsing': {
    row: 'A hold is about to lapse',
    title: (amount) => `${amount} is held and not captured yet`,
    happened: 'The bank approved the card, and the capture has not worked so far.',
    todo: 'Check with Stripe now. When the hold lapses, the money is gone and the customer has to pay again.',
  },
  dispute: {
    row: 'A customer disputes a charge',
    title: (amount) => `A charge of ${amount} is disputed`,
    happened: 'The cardholder told the bank that this charge is not right.',
    todo: 'Answer at Stripe before the due date, with the receipt of the sale. Then put the item aside.',
  },
  'journal-damaged': {
    row: 'The payment record is damaged',
    title: () => 'The record of payments on this till was changed',
    happened:
      'A row of the journal does not fit the one before it: the disk failed, or somebody edited the file.',
    todo: 'Call support. Compare with Stripe: what Stripe says still holds.',
  },
  'forged-events': {
    row: 'Messages with a wrong signature',
    title: () => 'Messages with a wrong signature arrived',
    happened: 'They claimed to be from Stripe and were thrown away.',
    todo: 'Compare the signing secret in the settings with the one at Stripe. If they are the same, call support.',
  },
};

const money: Record<ReviewMoney, string> = {
  'at-stripe': 'The money is at Stripe.',
  'on-hold': 'The bank holds the money. Nothing was taken yet.',
  'not-at-stripe': 'No money arrived at Stripe.',
  'given-back': 'The money went back to the customer.',
  'taken-back-by-bank': 'The bank has taken the money back for now.',
  'not-known': 'Not known yet whether money moved.',
  none: 'No money moved.',
};

const actions: Record<ReviewAction, string> = {
  adopt: 'Make a sale of it',
  'repair-tender': 'Correct a cash sale',
  refund: 'Give the money back',
  'release-hold': 'Release the hold',
  'open-sale': 'Open the sale',
  'check-with-stripe': 'Check with Stripe',
  dismiss: 'Put aside',
};

const sources: Record<AdoptionSource, string> = {
  journal: 'Items from this till’s record',
  items: 'Items that the other till wrote down at Stripe',
  'one-line': 'Only the amount is known: one line',
};

const how: Record<ReviewDone['how'], string> = {
  adopted: 'Made a sale',
  refunded: 'Given back',
  repaired: 'Cash corrected to card',
  dismissed: 'Put aside',
};

export const review = {
  title: 'Review Queue',
  rail: 'Review',
  openItems: (count: number) => (count === 1 ? '1 open item' : `${count} open items`),
  open: 'Open',
  done: 'Done',
  group: 'Show',
  groups: {
    all: 'All',
    unexplained: 'Without sale',
    differs: 'Differences',
    back: 'Refunds',
    till: 'This till',
  },
  emptyTitle: 'Nothing waits here',
  emptyText: 'Stripe and this till agree about every payment.',
  emptyGroupTitle: 'Nothing of this kind',
  emptyGroupText: 'Choose All to see what else waits.',
  emptyDoneTitle: 'Nothing was dealt with yet',
  emptyDoneText: 'What a manager settles or puts aside stands here, with name and reason.',
  registers: 'Registers',
  severity,
  kinds,
  money,
  actions,
  sources,
  how,
  found: (time: string) => `Found ${time}`,
  due: (time: string) => `due ${time}`,
  overdue: 'overdue',
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  atStripe: 'At Stripe',
  onTill: 'On this till',
  nothingThere: 'Nothing',
  noSale: 'No sale',
  sale: (number: number) => `Sale ${number}`,
  earlierPayment: 'Earlier payment',
  thisPayment: 'This payment',
  paymentOf: (sale: number, receipt: string | null) =>
    receipt === null ? `Sale ${sale}` : `Sale ${sale} · receipt ${receipt}`,
  cartOfThen: 'The cart of that moment',
  whatWeKnow: 'What we know',
  happened: 'What happened',
  whereMoney: 'Where the money is',
  whatToDo: 'What to do',
  suggested: 'Suggested',
  otherWays: 'Or',
  dispute: 'Dispute',
  disputeStatus: (status: string) =>
    ({
      warning_needs_response: 'The bank asks',
      warning_under_review: 'The bank looks at it',
      warning_closed: 'The bank asks no more',
      needs_response: 'Needs an answer',
      under_review: 'The bank decides',
      won: 'Won',
      lost: 'Lost',
      prevented: 'Prevented',
      appeal_needs_response: 'The appeal needs an answer',
      appeal_under_review: 'The appeal is decided',
    })[status] ?? status,
  reasonCode: (code: string) => `Reason given: ${code}`,
  eventCount: (count: number) => `${count} so far`,
  looking: 'Asking Stripe for the items',
  adoptFrom: {
    journal: 'New sale with the items recorded here',
    items: 'New sale with the items from Stripe',
    'one-line': 'New sale with one line',
  } satisfies Record<AdoptionSource, string>,
  adoptTitle: 'A sale is made of this charge',
  adoptEffect: 'The charge gets its sale, and a receipt can be printed.',
  noMoneyMoves: 'No money moves. A manager’s name goes on it.',
  repairTitle: (number: number) => `Sale ${number} says cash and was probably paid by this card`,
  repairSameItems: 'Same items',
  repairSameAmount: 'Same amount',
  repairApart: (time: string) => `${time} apart`,
  repairEffect: 'The card takes the place of the cash. The cash stays in the record, marked.',
  byWhom: (name: string, reason: string) => `${name}: ${reason}`,
  acts: {
    adopt: {
      title: 'Make a sale of this charge?',
      text: 'No money moves. The sale is marked as adopted, with your name and reason.',
      confirm: 'Make the sale',
    },
    'repair-tender': {
      title: 'Replace the cash by this card?',
      text: 'No money moves. The drawer is expected to hold less by this amount, and your name goes on the change.',
      confirm: 'Correct the sale',
    },
    refund: {
      title: 'Give this money back?',
      text: 'The whole amount goes back to the card. This cannot be undone.',
      confirm: 'Give it back',
    },
    'release-hold': {
      title: 'Release this hold?',
      text: 'Nothing is charged, and the bank lets the amount go. This cannot be undone.',
      confirm: 'Release it',
    },
    dismiss: {
      title: 'Put this item aside?',
      text: 'It moves no money and changes no record. It stays under Done, with your name and reason.',
      confirm: 'Put aside',
    },
    retire: {
      title: 'Retire this register?',
      text: 'It must not be used any more. From now on this till explains the money that it charged.',
      confirm: 'Retire',
    },
  } satisfies Record<string, ActWords>,
  reasons: {
    adopt: ['The till was replaced', 'The receipt is needed'],
    refund: ['The customer got no goods', 'Charged twice'],
    dismiss: ['Looked at, all is well', 'Settled with the customer'],
    retire: ['Sold or broken', 'Replaced by another one'],
  },
  registersPage: {
    title: 'Registers of this shop',
    text: 'This till sees what other registers charge, and leaves it to them. Retire a register that is no more: what it charged without a sale then waits here.',
    own: 'This till',
    charges: (count: number) => (count === 1 ? '1 charge seen' : `${count} charges seen`),
    last: (time: string) => `last ${time}`,
    retired: (time: string) => `Retired ${time}`,
    retire: 'Retire',
    none: 'No other register has charged a card here in the last 30 days.',
    found: (count: number) =>
      count === 0
        ? 'Every charge of it has its sale.'
        : count === 1
          ? '1 charge of it has no sale here.'
          : `${count} charges of it have no sale here.`,
    back: 'Back to the queue',
  },
};
