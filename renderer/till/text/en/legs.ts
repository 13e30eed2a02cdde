import type { LegState, UnsettledDoing } from '../../../../shared/contract/views/charge-legs.ts';

const states: Record<LegState, string> = {
  taken: 'Taken',
  'given-back': 'Given back',
  approved: 'Charged',
  refunded: 'Refunded',
  'under-way': 'Under way',
  held: 'Held, not taken yet',
  'in-doubt': 'Not known yet',
  decided: 'Decided, not verified',
  overpaid: 'Charged too much',
};

const doing: Record<UnsettledDoing, string> = {
  'asking-stripe': 'The till asks Stripe whether the card was charged.',
  'finding-the-payment':
    'No card was asked for. The till looks at Stripe for the payment that it had begun there.',
  cancelling: 'The till ends the payment at Stripe, so that it can no longer charge.',
  capturing: 'The bank holds the amount; the till asks Stripe again to take it.',
  'waits-for-cashier':
    'The same card paid the same amount shortly before. The bank only holds this one: open the sale and say whether to take it.',
  'decided-charged': 'A manager said that it was charged. Not verified; the till keeps asking Stripe.',
  'decided-not-charged':
    'A manager said that it was not charged. Not verified; the till keeps asking Stripe.',
};

/** Several ways of paying one sale, tips, the tray of payments that are not known, and a manager’s part in it. */
export const legs = {
  split: 'Split',
  part: 'This part',
  all: 'All that is due',
  reserved: (amount: string) => `${amount} waits for Stripe and is left out here`,
  half: 'Half',
  third: 'A third',
  rest: 'All of it',
  partHint: 'Type how much this payment pays. The rest stays due.',
  smallRest: (rest: string) =>
    `The rest of ${rest} is too small for a card: it will have to be paid in cash.`,
  smallPart: (least: string) => `A card takes ${least} or more.`,
  byCash: 'In cash',
  byCard: 'By card',
  list: 'Payments of this sale',
  none: 'Nothing is paid yet',
  states,
  tipOf: (tip: string) => `tip ${tip}`,
  tips: 'Tip',
  noTip: 'No tip',
  ownTip: 'Other tip',
  tipAmount: 'Tip amount',
  tipInReader: 'The reader asks the customer for a tip.',
  unwind: {
    open: 'Give all back',
    title: 'Give back what was paid',
    text: 'Card payments are refunded, and cash is handed back. The cart opens again. The sale is not finished.',
    confirm: 'Give all back',
    done: 'All was given back',
    cash: (amount: string) => `Hand ${amount} back in cash.`,
    card: (amount: string) => `${amount} is on its way back to the card; it takes some days to show there.`,
    read: 'Done',
    reasons: ['Second card declined', 'Customer changed their mind', 'Wrong sale'],
  },
  decide: {
    open: 'Manager decides',
    title: 'Decide for this payment',
    text: 'Stripe has not said yet what became of this payment. Your name stands beside it until Stripe answers, and Stripe’s answer counts.',
    verdict: 'Treat it as',
    verdicts: { 'treat-as-charged': 'Charged', 'treat-as-not-charged': 'Not charged' },
    follows: {
      'treat-as-charged':
        'The customer may go. The sale is finished when Stripe confirms; if it does not, the money is missing.',
      'treat-as-not-charged':
        'Another way to pay may be taken. If the card was charged after all, the customer is refunded.',
    },
    confirm: 'Decide',
    reasons: ['Reader showed approved', 'Reader showed nothing', 'Customer saw it in their bank'],
    by: (name: string, reason: string) => `${name}: ${reason}`,
  },
  tray: {
    title: 'Payments that are not known yet',
    text: 'They resolve themselves. Serve the next customer meanwhile; the shift closes when they are settled.',
    empty: 'Every payment is known',
    emptyText: 'A payment stands here while the till waits for Stripe’s answer.',
    sale: (number: number) => `Sale ${number}`,
    since: (span: string, cashier: string) => `for ${span} · ${cashier}`,
    next: (span: string) => `asks again in ${span}`,
    now: 'asking now',
    doing,
    tell: 'Tell a customer who wants to pay another way: the card may have been charged. If we take other money now and it was, we refund the card by ourselves.',
    tellNothing:
      'No card was asked for and nothing was charged. A customer who wants to pay another way waits until Stripe answers, or a manager decides.',
    deadline: (time: string) => `The bank lets the hold go ${time}.`,
    check: 'Check now',
    resume: 'Open the sale',
    decide: 'Manager',
    missing: (number: number) => `Sale ${number}: money is missing`,
    missingText: 'A manager took it as charged. Stripe ended the payment without any money.',
  },
  settings: {
    title: 'Payments',
    tips: 'Tips',
    tipsWhere: { off: 'Off', reader: 'On the reader', till: 'On the till' },
    tipsText: {
      off: 'No customer is asked.',
      reader: 'The reader asks before the card. What it offers is set at Stripe, for the location.',
      till: 'The cashier chooses before asking for the card.',
    },
    percents: 'Quick choices on the till',
    keypad: 'How amounts are typed',
    keypadOrder: { 'cents-first': 'Cents first', 'units-first': 'Whole amount first' },
    keypadText: {
      'cents-first': 'The last digits are the cents: 1 2 5 0 is 12.50. As most tills do it.',
      'units-first': 'As on paper, with a key for the decimal sign: 1 2 is 12.00, and 1 2 . 5 is 12.50.',
    },
    capture: 'When a card is charged',
    captureHow: { automatic: 'At once', manual: 'Held, then taken' },
    captureText: {
      automatic: 'The bank’s yes takes the money.',
      manual:
        'The bank holds the amount first and this till takes it right after. Cards that cannot be held are charged at once.',
    },
  },
};
