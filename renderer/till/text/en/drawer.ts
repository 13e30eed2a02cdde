import type { DrawerEvent, MovementKind, RevealedCount } from '../../../../shared/contract/index.ts';

type CauseKind = RevealedCount['causes'][number]['kind'];

const causes: Record<CauseKind, (sale: string, meant: string) => string> = {
  'card-rung-as-cash': (sale) =>
    `${sale} was rung as cash, and a card payment of the same amount has no sale.`,
  'cash-sale-not-paid': (sale) => `${sale} was for exactly this amount. Was it paid?`,
  'drop-not-recorded': () => 'An earlier cash drop was of exactly this amount. Was there a second one?',
  'drop-not-made': () => 'A recorded cash drop is of exactly this amount. Is it still in the drawer?',
  'pay-out-not-made': () => 'A recorded pay-out is of exactly this amount. Is it still in the drawer?',
  'change-given-twice': (sale) => `The change of ${sale} was exactly this amount. Was it given twice?`,
  'change-not-given': (sale) => `The change of ${sale} was exactly this amount. Was it handed out?`,
  'refund-not-given': (sale) => `A cash refund of ${sale} was exactly this amount. Was it handed out?`,
  'void-after-cash': (sale) => `${sale} was voided and came to exactly this amount. Was it paid after all?`,
  'digits-swapped': (_sale, meant) => `Two digits may be swapped: was ${meant} meant?`,
};

const events: Record<DrawerEvent['kind'], string> = {
  opened: 'Opened with',
  sale: 'Cash sale',
  'given-back': 'Given back',
  refund: 'Cash refund',
  'pay-in': 'Paid in',
  'pay-out': 'Paid out',
  drop: 'Cash drop',
  'without-sale': 'Opened without a sale',
  counted: 'Counted',
};

const moves: Record<
  MovementKind,
  {
    readonly name: string;
    readonly text: string;
    readonly note: string;
    readonly notes: readonly string[];
    readonly act: string;
  }
> = {
  drop: {
    name: 'Cash Drop',
    text: 'Out of the drawer, into the safe.',
    note: 'Where it goes',
    notes: ['To the safe', 'To the bank'],
    act: 'Record the drop',
  },
  'pay-in': {
    name: 'Pay in',
    text: 'Into the drawer, without a sale.',
    note: 'What it is for',
    notes: ['Change from the bank', 'More float'],
    act: 'Record the pay-in',
  },
  'pay-out': {
    name: 'Pay out',
    text: 'Out of the drawer, for an expense.',
    note: 'What it is for',
    notes: ['Supplies', 'Postage', 'Deliveries'],
    act: 'Record the pay-out',
  },
};

export const drawer = {
  menu: 'Cash',
  menuTitle: 'Cash drawer',
  menuText: 'Everything you do here stays on record with your name.',
  amount: 'Amount',
  moves,
  noSale: {
    name: 'Open without a sale',
    text: 'Nothing goes in or out. The reason stays on record.',
    reason: 'Reason',
    reasons: ['Change for a customer', 'Check the float', 'Coins were stuck'],
    act: 'Record and open',
  },
  toMenu: 'Back to the cash menu',
  done: {
    drop: (amount: string) => `Cash drop of ${amount} recorded`,
    'pay-in': (amount: string) => `Pay-in of ${amount} recorded`,
    'pay-out': (amount: string) => `Pay-out of ${amount} recorded`,
    'without-sale': 'Opening recorded',
  },
  open: {
    title: (number: number) => `Open shift ${number}`,
    text: 'Count what lies in the drawer for change, and type it. Every sale from now on belongs to this shift.',
    float: 'Float',
    left: (amount: string) => `The last shift left ${amount} in the drawer.`,
    useLeft: (amount: string) => `Take ${amount}`,
    none: 'This is the first shift of this register.',
    act: 'Open the shift',
    hint: 'No float? Open it with nothing in the drawer.',
  },
  count: {
    notes: 'Notes',
    coins: 'Coins',
    counted: 'Counted',
    hidden: 'What we expect stays hidden until you submit.',
    other: 'Rolls, vouchers, other',
    otherHint: 'In amount, not pieces',
    submit: 'Submit count',
    again: 'Count once more',
    againText: 'The count does not fit what is on record. Count again before anything is shown.',
    previous: 'Previous row',
    pieces: (name: string) => `Pieces of ${name}`,
    keypad: 'Count',
    step: 'Count cash',
    steps: 'Closing in three steps',
    stepCards: 'Cards against Stripe',
    stepSign: 'Sign off',
  },
  side: {
    title: 'Cash',
    agrees: 'Agrees',
    within: (tolerance: string) => `Within the ${tolerance} tolerance`,
    over: (tolerance: string) => `Over the ${tolerance} tolerance`,
    variance: 'Variance',
    expected: 'Expected',
    counted: 'Counted',
    tolerance: 'Tolerance',
    recount: 'Count again',
    likely: 'Likeliest reason',
    likelyMore: 'Also possible',
    unlikely: 'Nothing on record explains it alone.',
    unnamedSale: 'A sale',
    today: 'The drawer in this shift',
    empty: 'Nothing happened to the drawer yet.',
    sale: (number: number) => `Sale ${number}`,
    notCounted: 'Count the drawer first',
    notCountedText: 'The shift closes with what you count.',
    countNow: 'Count cash',
    note: 'What happened',
    noteHint: 'Needed for any variance. It stays with the shift.',
    left: 'Left in the drawer for the next shift',
    leftMoreThanCounted: 'That is more than was counted.',
    signTitle: 'Sign this variance',
    signText: 'It is larger than the shop tolerates. Your name stays with the shift. No money moves.',
    signConfirm: 'Sign and close the shift',
  },
  report: {
    x: 'X report',
    z: (number: number) => `Z report, shift ${number}`,
    show: 'Show Z report',
    none: 'This shift was closed by an older version, without a report.',
  },
  settings: {
    title: 'Cash drawer',
    has: 'Does this register have a cash drawer?',
    hasText: {
      yes: 'Each shift opens with a float and closes with a count.',
      no: 'Shifts open by themselves, and nobody counts.',
    },
    yes: 'Yes',
    no: 'No',
    count: 'How is it counted?',
    blind: 'Blind',
    open: 'With the expected amount',
    countText: {
      blind: 'What should be there is told after the count. Two counts before a large variance is shown.',
      open: 'Whoever counts sees what should be there.',
    },
    tolerance: 'Tolerated variance',
    toleranceHint: 'Up to this a note is enough. A larger one needs a manager.',
    save: 'Save',
  },
  causes,
  events,
};
