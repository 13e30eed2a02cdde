import type {
  CardPanel,
  CardPanelState,
  ChargeAction,
  EntryMode,
  MoneyLine,
} from '../../../../shared/contract/views/charge.ts';
import type { PresentMethod, VirtualReader } from '../../../../shared/contract/views/virtual-reader.ts';

/** What the card panel says in one state. `{released}` is the time until the reader is released. */
type PanelWords = { readonly title: string; readonly text: string; readonly wait: string };

const panel: Record<CardPanelState, PanelWords> = {
  preparing: {
    title: 'Getting the reader ready',
    text: 'It usually takes two seconds.',
    wait: 'Getting ready',
  },
  'present-card': {
    title: 'Ask for tap, insert or swipe',
    text: 'If nobody pays, the reader is released in {released}.',
    wait: 'Waiting for card',
  },
  'not-picked-up': {
    title: 'The reader does not react',
    text: 'Look at it. If it shows the amount, go on as usual. If not, check its power and network. It is released in {released}.',
    wait: 'Reader does not react',
  },
  'card-inserted': {
    title: 'Card is in the reader',
    text: 'Leave the card in. The reader is talking to it.',
    wait: 'Card is in the reader',
  },
  'pin-entry': {
    title: 'Customer is entering their PIN',
    text: 'Leave the card in. Only the customer can stop now, on the reader.',
    wait: 'Waiting for the PIN',
  },
  processing: {
    title: 'Asking the bank',
    text: 'Leave the card in. Do not restart the till or the reader.',
    wait: 'Asking the bank',
  },
  'remove-card': {
    title: 'Approved',
    text: 'Remind them to take the card. The sale is being saved.',
    wait: 'Saving the sale',
  },
  approved: { title: 'Approved', text: 'Remind them to take the card.', wait: 'Approved' },
  declined: {
    title: 'Declined by the bank',
    text: 'Ask for another card or another way to pay. The cart stays as it is.',
    wait: 'Declined',
  },
  'customer-cancelled': {
    title: 'Customer cancelled',
    text: 'They pressed cancel on the reader. The cart stays as it is.',
    wait: 'Customer cancelled',
  },
  'timed-out': {
    title: 'No card was presented',
    text: 'The reader was released after 2 minutes, so nobody pays this bill by mistake.',
    wait: 'No card presented',
  },
  'reader-lost': {
    title: 'The reader is gone',
    text: 'Check its power and network, then ask again, or take another way to pay.',
    wait: 'Reader is gone',
  },
  'reader-busy': {
    title: 'The reader is busy',
    text: 'It is serving another till or still finishing. Wait a moment and ask again.',
    wait: 'Reader is busy',
  },
  ready: {
    title: 'Ready for a card',
    text: 'The reader is idle and takes no card until you ask again.',
    wait: 'Ready for a card',
  },
  cancelling: {
    title: 'Cancelling at Stripe',
    text: 'Wait for Stripe to confirm. Until then a charge is still possible.',
    wait: 'Cancelling',
  },
  cancelled: {
    title: 'Card payment cancelled',
    text: 'Stripe confirmed it. Choose another way to pay; the cart stays as it is.',
    wait: 'Card cancelled',
  },
  checking: {
    title: 'Checking with Stripe',
    text: 'The till was interrupted during this payment. It asks Stripe by itself. Do not charge again.',
    wait: 'Checking with Stripe',
  },
  'in-doubt': {
    title: 'We do not know yet',
    text: 'The till keeps asking Stripe. Do not charge again; serve the next customer if one is waiting.',
    wait: 'Not known yet',
  },
  'not-asked': {
    title: 'Stripe does not answer',
    text: 'No card was asked for, and no money moved. What Stripe has recorded of this payment is not known yet; the till keeps asking. Serve the next customer if one is waiting.',
    wait: 'No card asked for',
  },
  held: {
    title: 'The bank holds the amount',
    text: 'It is not taken yet: Stripe did not carry out the capture. The till asks again by itself.',
    wait: 'Not taken yet',
  },
  'suspected-twin': {
    title: 'Is this a second purchase?',
    text: 'The bank only holds the amount now, so nothing is taken twice yet. Ask the customer, then answer.',
    wait: 'Waits for your answer',
  },
  'hold-released': {
    title: 'The bank let the amount go',
    text: 'It was held and never taken, so nothing was charged. Ask for the card again, or another way to pay.',
    wait: 'Not charged',
  },
  'decided-charged': {
    title: 'Taken as charged by a manager',
    text: 'Not verified. The customer may go; the sale is finished when Stripe says that it has the money.',
    wait: 'Not verified',
  },
  'decided-not-charged': {
    title: 'Taken as not charged by a manager',
    text: 'Not verified. Take another way to pay. If the card was charged after all, it is given back.',
    wait: 'Not verified',
  },
  overpaid: {
    title: 'The card was charged after all',
    text: 'This money is too much. Its refund is prepared in the Review Queue; take another way to pay for the rest.',
    wait: 'Charged too much',
  },
};

const declines = {
  'insufficient-funds': {
    title: 'Declined: not enough funds',
    text: 'Ask for another card or another way to pay. The cart stays as it is.',
  },
  'wrong-pin': {
    title: 'Declined: wrong PIN',
    text: 'The customer may try again, or use another card. The cart stays as it is.',
  },
  'pin-required': {
    title: 'Declined: the bank wants a PIN',
    text: 'Ask the customer to insert the card instead of tapping it.',
  },
  'card-not-accepted': {
    title: 'Declined: card not accepted',
    text: 'This card does not work here. Ask for another card or another way to pay.',
  },
  'card-expired': {
    title: 'Declined: card expired',
    text: 'Ask for another card or another way to pay. The cart stays as it is.',
  },
  'try-again': {
    title: 'Declined: the bank did not answer in time',
    text: 'The same card may work now. Ask again, or ask for another card.',
  },
  'call-bank': {
    title: 'Declined by the bank',
    text: 'Ask for another card, or ask the customer to call their bank.',
  },
  declined: {
    title: 'Declined by the bank',
    text: 'Ask for another card, or ask the customer to call their bank.',
  },
};

const moneyLine: Record<MoneyLine, (amount: string) => string> = {
  'nothing-charged': () => 'Nothing charged',
  'asking-the-bank': () => 'Waiting for the answer',
  charged: (amount) => `${amount} charged`,
  held: (amount) => `${amount} held, not taken yet`,
  'charged-too-much': (amount) => `${amount} charged too much`,
  'not-known-yet': (amount) => `${amount} may have been charged`,
};

const actions: Record<ChargeAction, string> = {
  cancel: 'Cancel',
  'other-card': 'Other card',
  'try-again': 'Ask again',
  'other-way-to-pay': 'Other way to pay',
  'check-with-stripe': 'Check now',
  'manager-decides': 'Manager',
  'pay-the-rest': 'Pay the rest',
  'next-customer': 'Next customer',
  'new-sale': 'New sale',
  'open-reader-settings': 'Reader settings',
  'over-the-internet': 'Over the internet',
  'second-purchase': 'Take it, it is a second purchase',
  'let-go': 'Let it go',
};

const entryModes: Record<EntryMode, string> = {
  contactless: 'tap',
  chip: 'chip',
  swipe: 'swipe',
  unknown: 'card',
};

const readerSays: Record<VirtualReader['screen'], { readonly say: string; readonly sub: string }> = {
  idle: { say: 'Welcome', sub: 'Ready' },
  cart: { say: 'Total', sub: '' },
  'present-card': { say: 'Tap, insert or swipe', sub: 'Visa · Mastercard · Amex' },
  'card-inserted': { say: 'Card read', sub: 'Please leave the card in' },
  'enter-pin': { say: 'Enter your PIN', sub: '' },
  processing: { say: 'Processing', sub: 'Please leave the card in' },
  'remove-card': { say: 'Remove card', sub: 'Thank you' },
  approved: { say: 'Approved', sub: 'Thank you' },
  declined: { say: 'Declined', sub: 'Not charged' },
};

const presentMethods: Record<PresentMethod, string> = {
  tap: 'Tap',
  insert: 'Insert',
  swipe: 'Swipe',
  'apple-pay': 'Apple Pay',
  'google-pay': 'Google Pay',
};

/** The earlier payment in one sentence. */
function twin(earlier: NonNullable<CardPanel['twin']>, minutes: number): string {
  const ago =
    minutes < 1 ? 'less than a minute ago' : minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  const where = earlier.ofThisSale
    ? 'for this same sale'
    : earlier.receiptNumber === null
      ? `for sale ${earlier.saleNumber}`
      : `on receipt ${earlier.receiptNumber}`;
  return earlier.taken
    ? `The same card paid the same amount ${ago} ${where}.`
    : `The bank holds the same amount on the same card ${where}, asked for ${ago}.`;
}

export const charge = {
  twin,
  heldBy: (register: string) =>
    `${register} has a payment on it. It is left alone: ask there, or take another way to pay.`,
  title: 'Charge',
  subtitle: (number: number) => `Sale ${number} · one payment for the whole amount, or several`,
  alreadyPaid: (number: number, paid: string) => `Sale ${number} · ${paid} already paid`,
  overTheInternet: 'over the internet',
  backToCart: 'Cart',
  ways: 'Way to pay',
  cash: 'Cash',
  card: 'Card',
  locked: 'Locked while you charge',
  paidLocked: 'Paid. The next scan is a new sale.',
  due: 'Due',
  received: 'Received',
  exact: 'Exact',
  other: 'Other',
  otherHint: 'Type it',
  changeDue: 'Change due',
  noChange: 'No change to give',
  missing: 'Still missing',
  giveBack: 'Give back',
  keypad: 'Amount received',
  deleteDigit: 'Delete last digit',
  rounded: (amount: string) => `Rounded for cash, from ${amount}`,
  decimalKey: 'Decimal sign',
  keypadHint: {
    centsFirst: (keys: string, amount: string) => `Cents first: ${keys} is ${amount}`,
    unitsFirst: (keys: string, amount: string) => `Whole amount first: ${keys} is ${amount}`,
    plain: (keys: string, amount: string) => `${keys} is ${amount}`,
  },
  pressToType: 'Press 1 to type an amount, Enter to confirm',
  confirmCash: 'Confirm cash',
  cashMissing: 'Type what you received',
  cashLocked: {
    cancelling: {
      title: 'The card payment is being cancelled',
      text: 'Cash opens as soon as Stripe confirms that nothing was charged.',
    },
    'suspected-twin': {
      title: 'Answer for the card payment first',
      text: 'The bank holds its amount. Let it go below, and cash opens as soon as Stripe confirms that nothing was charged.',
    },
    'not-asked': {
      title: 'The card payment is not called off yet',
      text: 'No card was asked for, and nothing was charged. Cash opens as soon as Stripe confirms that the payment is ended; serve the next customer meanwhile.',
    },
    doubt: {
      title: 'The card may have been charged',
      text: 'Do not take cash for this sale. The till keeps asking Stripe; serve the next customer meanwhile.',
    },
  },
  cardLocked: {
    title: 'Cards are not set up yet',
    text: 'Nothing was charged. Take cash, or choose a reader in the settings.',
    open: 'Reader settings',
    none: 'No cards now',
  },
  cardStart: {
    title: 'Pay by card',
    text: 'The reader wakes up and asks the customer for a card.',
    start: 'Ask for the card',
  },
  paidInCash: 'Paid in cash',
  paidInCashAndByCard: 'Paid in cash and by card',
  paidByCard: 'Paid by card',
  completed: (number: number, receipt: string, time: string) =>
    `Sale ${number} · receipt ${receipt} · saved on this till ${time}`,
  receivedFor: (received: string, total: string) =>
    `Received ${received} for ${total}. The change stays here until the next scan.`,
  approvedFacts: (facts: readonly string[]) => facts.join(' · '),
  cardEnding: (brand: string, last4: string) => `${brand} ending ${last4}`,
  authorisation: (code: string) => `auth ${code}`,
  takeCard: 'Remind them to take the card.',
  intent: 'Payment at Stripe',
  receipt: 'Receipt',
  receiptTitle: (number: string) => `Receipt ${number}`,
  receiptLoading: 'Loading the receipt',
  nextSale: 'New sale',
  attempt: (attempt: number) => `Attempt ${attempt}`,
  track: { reader: 'Reader', card: 'Card', bank: 'Bank', saved: 'Saved' },
  carriesOn: 'The till carries on by itself.',
  noCancelNow: 'Cannot be cancelled once the bank is asked.',
  panel,
  declines,
  moneyLine,
  actions,
  entryModes,
  virtualReader: {
    title: 'Virtual reader',
    training: 'Training',
    picture: 'Card reader',
    chooseCard: 'The customer’s card',
    hold: 'How the card is held',
    cancelByCustomer: 'Customer cancels',
    off: 'Off',
    switchOn: 'Switch on',
    says: readerSays,
    methods: presentMethods,
    behaviours: {
      approves: 'Approves',
      'approves-with-pin': 'Approves, asks for a PIN',
      'insufficient-funds': 'Declines: no funds',
      declined: 'Declines: no reason given',
      'wrong-pin': 'Declines: wrong PIN',
      'pin-required': 'Declines: wants a PIN',
      'card-not-accepted': 'Declines: card not accepted',
      'card-expired': 'Declines: card expired',
      'try-again': 'Declines: bank did not answer',
      'call-bank': 'Declines: call the bank',
      wallet: 'Wallet, approves',
      'refund-fails': 'Approves, refund fails later',
    } as Readonly<Record<string, string>>, // Main may name a behaviour that this page does not know yet.
  },
};
