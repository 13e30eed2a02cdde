/**
 * Stripe's published test numbers and what each does. No number of a real card exists anywhere in this product.
 * Source: docs.stripe.com/terminal/references/testing, read 2026-04.
 */
export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  readonly outcome:
    'approve' | { readonly code: string; readonly declineCode: string; readonly message: string };
  readonly pin: 'none' | 'offline' | 'online';
  /** `at-reader`: only with the card, as Interac wants it. */
  readonly refund: 'succeeds' | 'fails-later' | 'pends' | 'at-reader';
};

const FUNDS = 'Your card has insufficient funds.';
const DECLINED = 'Your card was declined.';

export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'visa'),
  card('4000056655665556', 'visa', { funding: 'debit' }),
  card('5555555555554444', 'mastercard'),
  card('5200828282828210', 'mastercard', { funding: 'debit' }),
  card('5105105105105100', 'mastercard', { funding: 'prepaid' }),
  card('378282246310005', 'amex'),
  card('371449635398431', 'amex'),
  card('6011111111111117', 'discover'),
  card('6011000990139424', 'discover'),
  card('3056930009020004', 'diners'),
  card('36227206271667', 'diners'),
  card('3566002020360505', 'jcb', { country: 'JP' }),
  card('6200000000000005', 'unionpay', { country: 'CN' }),
  card('4001007020000002', 'visa', { pin: 'offline' }),
  card('4001000360000005', 'visa', { pin: 'online' }),
  card('4000000000000002', 'visa', { outcome: decline('generic_decline', DECLINED) }),
  card('4000000000009995', 'visa', { outcome: decline('insufficient_funds', FUNDS) }),
  card('4000000000009987', 'visa', { outcome: decline('lost_card', DECLINED) }),
  card('4000000000009979', 'visa', { outcome: decline('stolen_card', DECLINED) }),
  card('4000000000000069', 'visa', {
    outcome: { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  }),
  card('4000000000000119', 'visa', {
    outcome: {
      code: 'processing_error',
      declineCode: 'processing_error',
      message: 'An error occurred while processing your card.',
    },
  }),
  card('4000000000005126', 'visa', { refund: 'fails-later' }),
  // Approved, and disputed as fraudulent soon after.
  card('4000000000000259', 'visa'),
  card('4000000000007726', 'visa', { refund: 'pends' }),
  card('4506445006931933', 'interac', {
    country: 'CA',
    funding: 'debit',
    pin: 'online',
    refund: 'at-reader',
  }),
];

/** The card with this number, or null: then no card could be read. */
export function findTestCard(number: string): TestCard | null {
  return TEST_CARDS.find((each) => each.number === number) ?? null;
}

function card(number: string, brand: string, special: Partial<TestCard> = {}): TestCard {
  return {
    number,
    brand,
    funding: 'credit',
    country: 'US',
    outcome: 'approve',
    pin: 'none',
    refund: 'succeeds',
    ...special,
  };
}

function decline(declineCode: string, message: string): TestCard['outcome'] {
  return { code: 'card_declined', declineCode, message };
}

/** What stands on an EMV receipt, per brand: the application's name and its identifier (AID). */
export const EMV_APPLICATIONS: Readonly<Record<string, { readonly name: string; readonly aid: string }>> = {
  visa: { name: 'VISA CREDIT', aid: 'A0000000031010' },
  mastercard: { name: 'MASTERCARD', aid: 'A0000000041010' },
  amex: { name: 'AMERICAN EXPRESS', aid: 'A000000025010402' },
  discover: { name: 'DISCOVER', aid: 'A0000001523010' },
  diners: { name: 'DINERS CLUB', aid: 'A0000001523010' },
  jcb: { name: 'JCB CREDIT', aid: 'A0000000651010' },
  interac: { name: 'INTERAC', aid: 'A0000002771010' },
  unionpay: { name: 'UNIONPAY CREDIT', aid: 'A000000333010102' },
};
