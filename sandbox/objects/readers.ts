import type Stripe from 'stripe';
import { ApiError, invalid, missing } from '../http/api-error.ts';
import type { Parameters } from '../http/parameters.ts';
import { emit } from '../webhooks/events.ts';
import { nextId, nowSeconds, type PresentedCard, type ReaderState, type World } from '../world.ts';
import { assertStatus, authorise, getIntent } from './payment-intents.ts';
import { assertRefundable, chargeFor, isCardOf, leftOf, makeRefund } from './refunds.ts';

const SIMULATED_CODES: Readonly<Record<string, string>> = {
  'simulated-wpe': 'simulated_wisepos_e',
  'simulated-s700': 'simulated_stripe_s700',
  'simulated-s710': 'simulated_stripe_s710',
};

export function createLocation(world: World, parameters: Parameters): Stripe.Terminal.Location {
  const displayName = parameters.required('display_name');
  const address = parameters.object('address');
  const line1 = address?.required('line1') ?? '';
  const country = address?.required('country') ?? '';
  const location: Stripe.Terminal.Location = {
    id: nextId(world, 'tml', 14),
    object: 'terminal.location',
    address: {
      city: address?.text('city') ?? null,
      country,
      line1,
      line2: address?.text('line2') ?? null,
      postal_code: address?.text('postal_code') ?? null,
      state: address?.text('state') ?? null,
    },
    display_name: displayName,
    livemode: false,
    metadata: parameters.metadata() ?? {},
  };
  parameters.done();
  if (country.toUpperCase() !== world.country) {
    throw invalid(
      `Readers can only be used in the account's country, ${world.country}`,
      'terminal_location_country_unsupported',
      'address[country]',
    );
  }
  world.state.locations[location.id] = location;
  return location;
}

export function registerReader(world: World, parameters: Parameters): Stripe.Terminal.Reader {
  const code = parameters.required('registration_code');
  const locationId = parameters.required('location');
  const label = parameters.text('label');
  const metadata = parameters.metadata() ?? {};
  parameters.done();
  if (world.state.locations[locationId] === undefined) throw missing('location', locationId, 'location');
  const deviceType = SIMULATED_CODES[code];
  if (deviceType === undefined) {
    throw invalid('The registration code is not valid', 'resource_missing', 'registration_code');
  }
  const id = nextId(world, 'tmr', 14);
  const reader: ReaderState = {
    id,
    label: label ?? deviceType,
    serialNumber: `VR-${id.slice(-6).toUpperCase()}`,
    locationId,
    deviceType,
    createdAtMs: world.ports.nowMs(),
    lastSeenAtMs: world.ports.nowMs(),
    on: true,
    screen: 'idle',
    amountMinor: null,
    currency: null,
    cart: null,
    intentId: null,
    sessionId: null,
    collected: null,
    cancelled: null,
    tipping: false,
    refund: null,
    tipMinor: 0,
    action: null,
    trouble: null,
    metadata,
  };
  world.state.readers[id] = reader;
  return renderReader(reader);
}

export function getReader(world: World, id: string): ReaderState {
  const reader = world.state.readers[id];
  if (reader === undefined) throw missing('terminal.reader', id, 'reader');
  return reader;
}

export function renderReader(reader: ReaderState): Stripe.Terminal.Reader {
  return {
    id: reader.id,
    object: 'terminal.reader',
    action: reader.action,
    device_sw_version: '2.42.0.0',
    device_type: reader.deviceType as Stripe.Terminal.Reader.DeviceType, // Stripe's list is open.
    ip_address: '127.0.0.1',
    label: reader.label,
    last_seen_at: reader.lastSeenAtMs,
    livemode: false,
    location: reader.locationId,
    metadata: reader.metadata,
    serial_number: reader.serialNumber,
    status: reader.on ? 'online' : 'offline',
  };
}

/** Server-driven: the one action slot takes a payment when nothing that has begun stands in it. */
export function processPaymentIntent(
  world: World,
  id: string,
  parameters: Parameters,
): Stripe.Terminal.Reader {
  const reader = getReader(world, id);
  const intent = getIntent(world, parameters.required('payment_intent'));
  const config = parameters.object('process_config');
  config?.boolean('enable_customer_cancellation');
  const skipsTipping = config?.boolean('skip_tipping') ?? false;
  config?.object('tipping')?.integer('amount_eligible');
  config?.oneOf('allow_redisplay', ['always', 'limited', 'unspecified'] as const);
  parameters.done();
  assertOnline(reader);
  if (reader.screen === 'processing' || reader.screen === 'enter-pin') throw busy();
  // A payment over the LAN holds the reader; a mere connection does not keep Stripe's own command away.
  if (reader.sessionId !== null && reader.intentId !== null) throw busy();
  assertIntentReady(intent);
  const trouble = takeTrouble(reader);
  if (trouble === 'busy' || trouble === 'hardware-fault' || trouble === 'timeout')
    throw troubleError(trouble);
  reader.sessionId = null;
  waitForCard(reader, intent, !skipsTipping);
  if (trouble === 'drops-off') setPower(reader, false);
  reader.action = {
    type: 'process_payment_intent',
    status: 'in_progress',
    failure_code: null,
    failure_message: null,
    process_payment_intent: { payment_intent: intent.id },
  } as Stripe.Terminal.Reader.Action; // The other members of the slot are absent, as in Stripe's answers.
  // The reader has the command and Stripe did not hear so: what happened stays, only the answer is a failure.
  if (trouble === 'timeout-delivered') throw troubleError('timeout');
  return renderReader(reader);
}

/** Server-driven: the card that paid is asked for, and the refund is made when it is shown. */
export function refundPayment(world: World, id: string, parameters: Parameters): Stripe.Terminal.Reader {
  const reader = getReader(world, id);
  const charge = chargeFor(world, parameters.text('payment_intent'), parameters.text('charge'));
  const amount = parameters.integer('amount') ?? leftOf(charge);
  const metadata = parameters.metadata() ?? {};
  parameters.object('refund_payment_config')?.boolean('enable_customer_cancellation');
  parameters.boolean('refund_application_fee');
  parameters.boolean('reverse_transfer');
  parameters.done();
  assertOnline(reader);
  if (reader.screen === 'processing' || reader.intentId !== null) throw busy();
  reader.sessionId = null;
  waitForRefund(reader, charge, amount, metadata);
  reader.action = {
    type: 'refund_payment',
    status: 'in_progress',
    failure_code: null,
    failure_message: null,
    refund_payment: { amount, charge: charge.id, metadata, payment_intent: charge.payment_intent },
  } as Stripe.Terminal.Reader.Action; // The other members of the slot are absent, as in Stripe's answers.
  return renderReader(reader);
}

export function waitForRefund(
  reader: ReaderState,
  charge: Stripe.Charge,
  amount: number,
  metadata: Record<string, string>,
): void {
  assertRefundable(charge, amount);
  Object.assign(reader, {
    screen: 'present-card',
    amountMinor: amount,
    currency: charge.currency,
    intentId: typeof charge.payment_intent === 'string' ? charge.payment_intent : '',
    collected: null,
    cancelled: null,
    refund: { chargeId: charge.id, amount, metadata },
    tipping: false,
    tipMinor: 0,
  });
}

/** Makes the refund that the reader waits for, or says no to a card that did not pay. Null: no. */
export function refundWithCard(
  world: World,
  reader: ReaderState,
  presented: PresentedCard,
): Stripe.Refund | null {
  const { refund } = reader;
  const charge = refund === null ? undefined : world.state.charges[refund.chargeId];
  if (refund === null || charge === undefined || !isCardOf(charge, presented)) return null;
  return makeRefund(world, charge, { amount: refund.amount, reason: null, metadata: refund.metadata });
}

function finishRefund(world: World, reader: ReaderState, presented: PresentedCard): void {
  const made = refundWithCard(world, reader, presented);
  const slot = reader.action?.refund_payment;
  if (made !== null && slot !== undefined) slot.refund = made.id;
  reader.refund = null;
  finishAction(world, reader, made === null ? 'card_declined' : null);
}

/** Says who uses a reader, or renames it; every till of the account can read it. */
export function updateReader(world: World, id: string, parameters: Parameters): Stripe.Terminal.Reader {
  const reader = getReader(world, id);
  const label = parameters.text('label');
  const metadata = parameters.metadata();
  parameters.done();
  if (label !== undefined) reader.label = label;
  for (const [name, value] of Object.entries(metadata ?? {})) {
    if (value === '') delete reader.metadata[name];
    else reader.metadata[name] = value;
  }
  return renderReader(reader);
}

/** Clears the slot, unless the bank is being asked. */
export function cancelAction(world: World, id: string, parameters: Parameters): Stripe.Terminal.Reader {
  const reader = getReader(world, id);
  parameters.done();
  assertOnline(reader);
  if (reader.sessionId !== null && reader.intentId !== null) {
    throw invalid(
      'The reader is processing a transaction from a different integration mode',
      'terminal_reader_busy',
    );
  }
  if (reader.screen === 'processing') throw busy();
  reader.action = null;
  toIdle(reader);
  return renderReader(reader);
}

/** Shows a cart. As at Stripe, it silently replaces a payment that still waits for its card. */
export function setReaderDisplay(world: World, id: string, parameters: Parameters): Stripe.Terminal.Reader {
  const reader = getReader(world, id);
  parameters.oneOf('type', ['cart'] as const);
  const cart = parameters.object('cart');
  const total = cart?.integer('total') ?? 0;
  const currency = cart?.required('currency') ?? world.currency;
  const taxMinor = cart?.integer('tax') ?? 0;
  const lines = (cart?.objects('line_items') ?? []).map((item) => ({
    description: item.required('description'),
    amountMinor: item.integer('amount') ?? 0,
    quantity: item.integer('quantity') ?? 1,
  }));
  parameters.done();
  assertOnline(reader);
  if (reader.screen === 'processing') throw busy();
  toIdle(reader);
  Object.assign(reader, { screen: 'cart', amountMinor: total, currency, cart: { taxMinor, lines } });
  reader.action = {
    type: 'set_reader_display',
    status: 'in_progress',
    failure_code: null,
    failure_message: null,
  } as Stripe.Terminal.Reader.Action; // Only the members that matter here.
  return renderReader(reader);
}

/**
 * A card is held to the reader: over the LAN it is read and kept, server-driven the bank is asked at once. A tip is
 * chosen before it, where the till lets the reader ask for one.
 */
export function presentCard(world: World, reader: ReaderState, presented: PresentedCard, tipMinor = 0): void {
  if (!reader.on) throw invalid('The reader is switched off', 'terminal_reader_offline');
  if (reader.screen !== 'present-card' || reader.intentId === null) {
    throw invalid('The reader does not wait for a card', 'terminal_reader_invalid_state');
  }
  if (tipMinor < 0 || (tipMinor > 0 && !reader.tipping))
    throw invalid('The reader does not ask for a tip', 'terminal_reader_invalid_state');
  reader.tipMinor = tipMinor;
  if (reader.sessionId !== null) {
    reader.collected = presented;
    reader.screen = presented.readMethod === 'contact_emv' ? 'card-inserted' : 'processing';
    return;
  }
  if (reader.refund !== null) {
    finishRefund(world, reader, presented);
    return;
  }
  const intent = getIntent(world, reader.intentId);
  const refused =
    intent.status === 'requires_payment_method'
      ? authorise(world, intent, presented, reader.id, tipMinor)
      : null;
  finishAction(world, reader, refused?.declineCode ?? null);
}

export function cancelByCustomer(world: World, reader: ReaderState): void {
  if (reader.screen !== 'present-card') return;
  if (reader.sessionId === null) {
    finishAction(world, reader, 'customer_canceled');
    return;
  }
  toIdle(reader);
  reader.cancelled = 'customer';
}

/** Pulling the plug forgets everything the reader was doing; Stripe hears nothing of it. */
export function setPower(reader: ReaderState, on: boolean): void {
  reader.on = on;
  if (on) return;
  toIdle(reader);
  reader.cancelled = 'power';
  reader.sessionId = null;
}

export function waitForCard(reader: ReaderState, intent: Stripe.PaymentIntent, tipping: boolean): void {
  Object.assign(reader, {
    screen: 'present-card',
    amountMinor: intent.amount,
    currency: intent.currency,
    intentId: intent.id,
    collected: null,
    cancelled: null,
    refund: null,
    tipping,
    tipMinor: 0,
  });
}

export function toIdle(reader: ReaderState): void {
  Object.assign(reader, {
    screen: 'idle',
    amountMinor: null,
    currency: null,
    intentId: null,
    collected: null,
    cancelled: null,
    refund: null,
  });
}

export function assertIntentReady(intent: Stripe.PaymentIntent): void {
  if (intent.status === 'requires_confirmation') intent.status = 'requires_payment_method';
  assertStatus(intent, ['requires_payment_method'], 'processed by a reader');
}

export function assertOnline(reader: ReaderState): void {
  if (!reader.on) {
    throw invalid('The reader is offline', 'terminal_reader_offline');
  }
}

function finishAction(world: World, reader: ReaderState, failure: string | null): void {
  if (reader.action !== null) {
    reader.action.status = failure === null ? 'succeeded' : 'failed';
    reader.action.failure_code = failure;
    reader.action.failure_message = failure;
  }
  reader.screen = failure === null ? 'approved' : failure === 'customer_canceled' ? 'idle' : 'declined';
  reader.intentId = null;
  reader.lastSeenAtMs = nowSeconds(world) * 1000;
  emit(
    world,
    failure === null ? 'terminal.reader.action_succeeded' : 'terminal.reader.action_failed',
    renderReader(reader),
  );
}

function takeTrouble(reader: ReaderState): ReaderState['trouble'] {
  const { trouble } = reader;
  reader.trouble = null;
  return trouble;
}

const TROUBLE_ERRORS = {
  busy: ['terminal_reader_busy', 'Reader is currently busy processing another request'],
  'hardware-fault': ['terminal_reader_hardware_fault', 'The reader has a hardware fault'],
  timeout: ['terminal_reader_timeout', 'The reader did not answer in time'],
} as const;

/** A trouble is over with the command that met it, so that much has changed although the command failed. */
function troubleError(trouble: keyof typeof TROUBLE_ERRORS): ApiError {
  const [code, message] = TROUBLE_ERRORS[trouble];
  return new ApiError(400, { type: 'invalid_request_error', code, message }, true);
}

function busy(): ApiError {
  return invalid('Reader is currently busy processing another request', 'terminal_reader_busy');
}
