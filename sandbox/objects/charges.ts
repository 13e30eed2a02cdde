import type Stripe from 'stripe';
import { missing } from '../http/api-error.ts';
import type { Parameters } from '../http/parameters.ts';
import { EMV_APPLICATIONS, type TestCard } from '../machine/test-cards.ts';
import { emit } from '../webhooks/events.ts';
import { bookCharge } from './balance.ts';
import { nextId, nowSeconds, scramble, type PresentedCard, type World } from '../world.ts';

/** In-person authorisations lapse after two days (docs.stripe.com/terminal, read 2026-04). */
export const CAPTURE_WITHIN_SECONDS = 2 * 24 * 3600;

/** What Stripe lets a till change of a charge. A receipt is mailed for live payments only, and here there are none. */
export function updateCharge(world: World, id: string, parameters: Parameters): Stripe.Charge {
  const charge = world.state.charges[id];
  if (charge === undefined) throw missing('charge', id);
  const email = parameters.text('receipt_email');
  const metadata = parameters.metadata();
  parameters.list('expand');
  parameters.done();
  if (email !== undefined) charge.receipt_email = email;
  charge.metadata = { ...charge.metadata, ...metadata };
  emit(world, 'charge.updated', charge);
  return charge;
}

/** Makes the charge of one card on one intent, failed or good, with what a receipt needs. */
export function makeCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  presented: PresentedCard,
  card: TestCard,
  readerId: string,
  capture: boolean,
): Stripe.Charge {
  const id = nextId(world, 'ch');
  const refused = card.outcome === 'approve' ? null : card.outcome;
  const created = nowSeconds(world);
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: refused === null && capture ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: refused === null && capture ? bookCharge(world, { ...intent, id }) : null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'KADE 12',
    captured: refused === null && capture,
    created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: refused?.code ?? null,
    failure_message: refused?.message ?? null,
    fraud_details: null,
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: refused === null ? 'approved_by_network' : 'declined_by_network',
      reason: refused?.declineCode ?? null,
      seller_message: refused === null ? 'Payment complete.' : 'The bank did not approve the payment.',
      type: refused === null ? 'authorized' : 'issuer_declined',
    },
    paid: refused === null,
    payment_intent: intent.id,
    payment_method: nextId(world, 'pm'),
    payment_method_details: detailsOf(
      card,
      cardPresent(world, id, intent, presented, card, readerId, created),
    ),
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: refused === null ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

/** Interac has a type of its own, with fewer fields. */
function detailsOf(
  card: TestCard,
  present: Stripe.Charge.PaymentMethodDetails.CardPresent,
): Stripe.Charge.PaymentMethodDetails {
  if (card.brand !== 'interac') return { type: 'card_present', card_present: present };
  const { receipt } = present;
  return {
    type: 'interac_present',
    interac_present: {
      brand: present.brand,
      cardholder_name: present.cardholder_name,
      country: present.country,
      emv_auth_data: present.emv_auth_data ?? null,
      exp_month: present.exp_month,
      exp_year: present.exp_year,
      fingerprint: present.fingerprint,
      funding: present.funding,
      generated_card: present.generated_card,
      last4: present.last4,
      network: present.network,
      network_transaction_id: present.network_transaction_id,
      preferred_locales: present.preferred_locales,
      read_method: present.read_method,
      receipt: receipt === null ? null : { ...receipt, account_type: 'checking' },
    },
  };
}

function cardPresent(
  world: World,
  chargeId: string,
  intent: Stripe.PaymentIntent,
  presented: PresentedCard,
  card: TestCard,
  readerId: string,
  created: number,
): Stripe.Charge.PaymentMethodDetails.CardPresent {
  const reader = world.state.readers[readerId];
  return {
    amount_authorized: card.outcome === 'approve' ? intent.amount : null,
    brand: card.brand,
    brand_product: null,
    capture_before: created + CAPTURE_WITHIN_SECONDS,
    cardholder_name: null,
    country: card.country,
    emv_auth_data: null,
    exp_month: 12,
    exp_year: 2030,
    fingerprint: scramble(`fingerprint:${card.number}`, 16),
    funding: card.funding,
    generated_card: null,
    incremental_authorization_supported: false,
    ...(reader === undefined ? {} : { location: reader.locationId, reader: readerId }),
    last4: card.number.slice(-4),
    network: card.brand,
    network_transaction_id: scramble(`network:${chargeId}`, 15).toUpperCase(),
    offline: null,
    overcapture_supported: false,
    preferred_locales: ['en'],
    read_method: presented.readMethod,
    receipt: emvReceipt(chargeId, presented, card),
    ...(presented.wallet === null ? {} : { wallet: { type: presented.wallet } }),
  };
}

/** The EMV lines of the receipt; null where the magnetic stripe was read, as at Stripe. */
function emvReceipt(
  chargeId: string,
  presented: PresentedCard,
  card: TestCard,
): Stripe.Charge.PaymentMethodDetails.CardPresent.Receipt | null {
  if (presented.readMethod === 'magnetic_stripe_fallback') return null;
  const application = EMV_APPLICATIONS[card.brand];
  const digits = scramble(`auth:${chargeId}`, 6).replaceAll(/\D/gu, (letter) =>
    String((letter.codePointAt(0) ?? 0) % 10),
  );
  return {
    account_type: card.funding === 'debit' ? 'checking' : 'credit',
    application_cryptogram: hex(`cryptogram:${chargeId}`, 16),
    application_preferred_name: application?.name ?? card.brand.toUpperCase(),
    authorization_code: card.outcome === 'approve' ? digits : null,
    authorization_response_code: card.outcome === 'approve' ? '3030' : '3531',
    cardholder_verification_method: verificationMethod(presented, card),
    dedicated_file_name: application?.aid ?? null,
    terminal_verification_results: '0000008000',
    transaction_status_information: 'E800',
  };
}

function verificationMethod(presented: PresentedCard, card: TestCard): string {
  if (presented.readMethod !== 'contact_emv') return 'none';
  return card.pin === 'none' ? 'approval' : card.pin === 'offline' ? 'offline_pin' : 'online_pin';
}

function hex(text: string, length: number): string {
  return Array.from(scramble(text, length), (letter) => ((letter.codePointAt(0) ?? 0) % 16).toString(16))
    .join('')
    .toUpperCase();
}
