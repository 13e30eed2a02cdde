import type { CustomerScreen } from '../../../../shared/contract/views/customer-display.ts';

type Asks = (CustomerScreen & { screen: 'card' })['asks'];

const asks: Record<Asks, string> = {
  present: 'Please tap, insert or swipe your card',
  pin: 'Please enter your PIN on the reader',
  wait: 'One moment, please',
  'remove-card': 'Please take your card',
  'other-card': 'This card was not accepted. Nothing was charged.',
};

/** What a customer reads on the screen that faces them. */
export const customer = {
  asks,
  welcome: 'Welcome',
  total: 'Total',
  toPay: 'To pay',
  discount: 'Discount',
  items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  earlier: (count: number) => (count === 1 ? '1 item before' : `${count} items before`),
  each: (quantity: number, amount: string) => `${quantity} × ${amount}`,
  cart: 'Your purchase',
  amount: 'Amount',
  paid: 'Paid',
  change: 'Your change',
  thanks: 'Thank you',
  modes: { training: 'Training. No real payment.', test: 'Test. No real payment.' },
  settings: {
    title: 'Customer display',
    on: 'Show the customer what is bought',
    onHint:
      'A second screen shows the cart, the amount, and what to do with the card. Never a name or a note.',
    screen: 'Screen',
    screenAuto: 'The second screen',
    screenName: (label: string, width: number, height: number) => `${label} · ${width} × ${height}`,
    unnamed: 'Screen',
    noScreen: 'No second screen is connected',
    noScreenText: 'Plug one in, and it is used at once. The till never covers its own screen.',
    open: 'Open the customer display',
    openHint: 'It opens in a window of its own. Move it to the second screen and press F11.',
    language: 'Language',
    languageOfTill: 'As on the till',
    theme: 'Colours',
    themes: { light: 'Light', dark: 'Dark' },
    preview: 'Preview',
    previewText: 'An invented sale, as the customer sees it.',
    screens: { idle: 'Nobody is served', cart: 'While you scan', card: 'Paying by card', paid: 'Paid' },
  },
};
