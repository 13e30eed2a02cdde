import type Stripe from 'stripe';
import { ApiError, invalid, missing } from '../http/api-error.ts';
import { listPage } from '../http/lists.ts';
import type { Parameters } from '../http/parameters.ts';
import { findTestCard, type TestCard } from '../machine/test-cards.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, scramble, type PresentedCard, type World } from '../world.ts';
import { disputeLater } from './disputes.ts';
import { bookCharge } from './balance.ts';
import { CAPTURE_WITHIN_SECONDS, makeCharge } from './charges.ts';

const AMOUNT_MAX = 99_999_999;
const AMOUNT_MIN: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, chf: 50, cad: 50, aud: 50 };

export function createIntent(world: World, parameters: Parameters): Stripe.PaymentIntent {
  const amount = parameters.integer('amount');
  const currency = parameters.required('currency').toLowerCase();
  const captureMethod =
    parameters.oneOf('capture_method', ['automatic', 'automatic_async', 'manual'] as const) ??
    'automatic_async';
  if (parameters.list('payment_method_types') !== undefined) {
    throw invalid(
      'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` instead.',
      'payment_method_types_no_longer_supported',
      'payment_method_types',
    );
  }
  const allowed = parameters.list('allowed_payment_method_types') ?? [];
  const description = parameters.text('description') ?? null;
  const receiptEmail = parameters.text('receipt_email') ?? null;
  const suffix = parameters.text('statement_descriptor_suffix') ?? null;
  const metadata = parameters.metadata() ?? {};
  const cardPresent = parameters.object('payment_method_options')?.object('card_present');
  const cardCapture = cardPresent?.oneOf('capture_method', ['manual', 'manual_preferred'] as const);
  cardPresent?.boolean('request_extended_authorization');
  cardPresent?.boolean('request_incremental_authorization_support');
  const details = readAmountDetails(parameters);
  parameters.list('expand');
  parameters.done();
  if (amount === undefined) throw invalid('Missing required param: amount.', 'parameter_missing', 'amount');
  assertAmount(amount, currency);
  if (currency !== world.currency) {
    throw invalid(`Terminal takes only the account's currency, ${world.currency}`, undefined, 'currency');
  }
  // Types that do not fit are dropped without a word, as Stripe does: the caller must look at what came back.
  const types = allowed.filter(
    (type) => type === 'card_present' || (type === 'interac_present' && currency === 'cad'),
  );
  if (types.length === 0) {
    throw invalid(
      'No valid payment method types for this Payment Intent.',
      undefined,
      'allowed_payment_method_types',
    );
  }
  const id = nextId(world, 'pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: types as Stripe.PaymentIntent.AllowedPaymentMethodType[], // Filtered above.
    amount,
    amount_capturable: 0,
    ...(details === null ? {} : { amount_details: {} }),
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: captureMethod,
    client_secret: `${id}_secret_${scramble(`${id}:${world.keys.secret}`, 24)}`,
    confirmation_method: 'automatic',
    created: nowSeconds(world),
    currency,
    customer: null,
    customer_account: null,
    description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card_present: {
        ...(cardCapture === undefined ? {} : { capture_method: cardCapture }),
        request_extended_authorization: false,
        request_incremental_authorization_support: false,
      },
    },
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: suffix,
    status: 'requires_payment_method',
    transfer_group: null,
  };
  world.state.intents[id] = intent;
  world.state.lineItems[id] = (details?.items ?? []).map((item) => renderLineItem(world, item));
  emit(world, 'payment_intent.created', intent);
  return intent;
}

export function getIntent(world: World, id: string): Stripe.PaymentIntent {
  const intent = world.state.intents[id];
  if (intent === undefined) throw missing('payment_intent', id, 'intent');
  expireHold(world, intent);
  return intent;
}

/** All of them, newest last, each as it is at this moment. */
export function listIntents(world: World): readonly Stripe.PaymentIntent[] {
  return Object.values(world.state.intents).map((intent) => getIntent(world, intent.id));
}

/** A hold that nobody captured in time is let go by the bank, and Stripe cancels the intent. */
function expireHold(world: World, intent: Stripe.PaymentIntent): void {
  if (intent.status !== 'requires_capture') return;
  const before = latestCharge(world, intent)?.payment_method_details?.card_present?.capture_before;
  if (typeof before !== 'number' || nowSeconds(world) < before) return;
  intent.status = 'canceled';
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = 'automatic';
  intent.amount_capturable = 0;
  emit(world, 'payment_intent.canceled', intent);
}

export function updateIntent(world: World, id: string, parameters: Parameters): Stripe.PaymentIntent {
  const intent = getIntent(world, id);
  const amount = parameters.integer('amount');
  const description = parameters.text('description');
  const metadata = parameters.metadata();
  const details = readAmountDetails(parameters);
  parameters.list('expand');
  parameters.done();
  if (amount !== undefined) {
    assertAmount(amount, intent.currency);
    assertStatus(intent, ['requires_payment_method', 'requires_confirmation'], 'updated');
    intent.amount = amount;
  }
  if (description !== undefined) intent.description = description;
  if (metadata !== undefined) Object.assign(intent.metadata, metadata);
  if (details !== null) {
    intent.amount_details = {};
    world.state.lineItems[id] = details.items.map((item) => renderLineItem(world, item));
  }
  return intent;
}

export function cancelIntent(world: World, id: string, parameters: Parameters): Stripe.PaymentIntent {
  const intent = getIntent(world, id);
  const reason =
    parameters.oneOf('cancellation_reason', [
      'duplicate',
      'fraudulent',
      'requested_by_customer',
      'abandoned',
    ] as const) ?? null;
  parameters.list('expand');
  parameters.done();
  assertStatus(
    intent,
    ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action'],
    'canceled',
  );
  intent.status = 'canceled';
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = reason;
  intent.amount_capturable = 0;
  emit(world, 'payment_intent.canceled', intent);
  return intent;
}

export function captureIntent(world: World, id: string, parameters: Parameters): Stripe.PaymentIntent {
  const intent = getIntent(world, id);
  const amount = parameters.integer('amount_to_capture') ?? intent.amount_capturable;
  parameters.list('expand');
  parameters.done();
  assertStatus(intent, ['requires_capture'], 'captured');
  if (amount <= 0 || amount > intent.amount_capturable) {
    throw invalid('The amount to capture is out of range', 'amount_too_large', 'amount_to_capture');
  }
  const charge = latestCharge(world, intent);
  intent.status = 'succeeded';
  intent.amount_received = amount;
  intent.amount_capturable = 0;
  if (charge !== null) {
    charge.captured = true;
    charge.amount_captured = amount;
    charge.balance_transaction = bookCharge(world, { ...charge, amount });
    emit(world, 'charge.captured', charge);
  }
  emit(world, 'payment_intent.succeeded', intent);
  return intent;
}

/**
 * Asks the bank about a card that a reader read. Returns the card's refusal, or null when it is approved. An unknown
 * number counts as a card that was declined without a reason.
 */
export function authorise(
  world: World,
  intent: Stripe.PaymentIntent,
  presented: PresentedCard,
  readerId: string,
  tipMinor: number,
): Exclude<TestCard['outcome'], 'approve'> | null {
  const known = findTestCard(presented.number);
  if (known === null) throw invalid('This card is not a test card', 'card_declined');
  const card = { ...known, outcome: takeDecline(world) ?? known.outcome };
  if (card.brand === 'interac' && !intent.payment_method_types.includes('interac_present'))
    throw invalid('This payment takes no Interac card', 'card_declined');
  const manual =
    intent.capture_method === 'manual' ||
    intent.payment_method_options?.card_present?.capture_method !== undefined;
  const askedMinor = intent.amount - (intent.amount_details?.tip?.amount ?? 0);
  intent.amount = askedMinor + tipMinor;
  if (tipMinor > 0) intent.amount_details = { ...intent.amount_details, tip: { amount: tipMinor } };
  else if (intent.amount_details !== undefined) delete intent.amount_details.tip;
  const charge = makeCharge(world, intent, presented, card, readerId, !manual);
  world.state.charges[charge.id] = charge;
  intent.latest_charge = charge.id;
  if (card.outcome !== 'approve') {
    const { code, declineCode, message } = card.outcome;
    intent.status = 'requires_payment_method';
    intent.payment_method = null;
    intent.last_payment_error = {
      type: 'card_error',
      code: code as Stripe.PaymentIntent.LastPaymentError.Code, // Stripe's list is open; the table uses its words.
      decline_code: declineCode,
      message,
      charge: charge.id,
    };
    emit(world, 'charge.failed', charge);
    emit(world, 'payment_intent.payment_failed', intent);
    return card.outcome;
  }
  intent.last_payment_error = null;
  intent.payment_method = charge.payment_method;
  if (manual) {
    intent.status = 'requires_capture';
    intent.amount_capturable = intent.amount;
    emit(world, 'charge.succeeded', charge);
    emit(world, 'payment_intent.amount_capturable_updated', intent);
    world.ports.after(CAPTURE_WITHIN_SECONDS * 1000, () => {
      expireHold(world, world.state.intents[intent.id] ?? intent);
    });
  } else {
    intent.status = 'succeeded';
    intent.amount_received = intent.amount;
    emit(world, 'charge.succeeded', charge);
    emit(world, 'payment_intent.succeeded', intent);
  }
  disputeLater(world, charge.id, presented.number);
  return null;
}

/** What the scenario has in store for the next card, once. */
function takeDecline(world: World): Exclude<TestCard['outcome'], 'approve'> | null {
  const { scenario } = world.state;
  if (scenario === null || scenario.declineNext === null) return null;
  const declineCode = scenario.declineNext;
  scenario.declineNext = null;
  return { code: 'card_declined', declineCode, message: 'Your card was declined.' };
}

export function latestCharge(world: World, intent: Stripe.PaymentIntent): Stripe.Charge | null {
  return typeof intent.latest_charge === 'string'
    ? (world.state.charges[intent.latest_charge] ?? null)
    : null;
}

/** What a till wrote into an intent, so that a sale can be rebuilt from Stripe alone. */
export function listLineItems(world: World, id: string, parameters: Parameters): unknown {
  getIntent(world, id);
  const items = world.state.lineItems[id] ?? [];
  // Oldest first, as they were written; `listPage` turns its list around.
  return listPage(items.toReversed(), `/v1/payment_intents/${id}/amount_details_line_items`, parameters);
}

type LineItem = {
  readonly name: string;
  readonly code: string | null;
  readonly unitCost: number;
  readonly quantity: number;
  readonly discount: number | null;
  readonly tax: number | null;
};

function renderLineItem(world: World, item: LineItem): Stripe.PaymentIntentAmountDetailsLineItem {
  return {
    id: nextId(world, 'uli'),
    object: 'payment_intent_amount_details_line_item',
    discount_amount: item.discount,
    payment_method_options: null,
    product_code: item.code,
    product_name: item.name,
    quantity: item.quantity,
    tax: item.tax === null ? null : { total_tax_amount: item.tax },
    unit_cost: item.unitCost,
    unit_of_measure: null,
  };
}

/** The tip is the reader's to set, never the caller's. */
function readAmountDetails(parameters: Parameters): { readonly items: readonly LineItem[] } | null {
  const details = parameters.object('amount_details');
  if (details === undefined) return null;
  details.integer('discount_amount');
  const given = details.objects('line_items') ?? [];
  if (given.length > 200) throw invalid('At most 200 line items', undefined, 'amount_details[line_items]');
  const items = given.map((item) => ({
    name: item.required('product_name'),
    code: item.text('product_code') ?? null,
    unitCost: item.integer('unit_cost') ?? 0,
    quantity: item.integer('quantity') ?? 1,
    discount: item.integer('discount_amount') ?? null,
    tax: item.object('tax')?.integer('total_tax_amount') ?? null,
  }));
  details.object('tax')?.integer('total_tax_amount');
  return { items };
}

function assertAmount(amount: number, currency: string): void {
  if (amount > AMOUNT_MAX)
    throw invalid('Amount must be no more than 99999999', 'amount_too_large', 'amount');
  if (amount < (AMOUNT_MIN[currency] ?? 50)) {
    throw invalid('Amount is below the smallest that can be charged', 'amount_too_small', 'amount');
  }
}

export function assertStatus(
  intent: Stripe.PaymentIntent,
  allowed: readonly Stripe.PaymentIntent.Status[],
  what: string,
): void {
  if (allowed.includes(intent.status)) return;
  throw new ApiError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent could not be ${what} because it has a status of ${intent.status}.`,
    payment_intent: intent,
  });
}
