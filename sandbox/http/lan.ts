import { invalid, missing } from './api-error.ts';
import { authorise, getIntent } from '../objects/payment-intents.ts';
import {
  assertIntentReady,
  assertOnline,
  getReader,
  refundWithCard,
  renderReader,
  toIdle,
  waitForCard,
  waitForRefund,
} from '../objects/readers.ts';
import { chargeFor } from '../objects/refunds.ts';
import { nextId, type ReaderState, type World } from '../world.ts';

/**
 * What stands for the shop's network: the calls that the Terminal SDK stand-in makes to the reader. They are this
 * sandbox's own, not Stripe's; a page reaches them with a connection token and never with a key.
 */
export type LanRequest = Readonly<Record<string, unknown>>;

export function handleLan(world: World, path: string, body: LanRequest): unknown {
  switch (path) {
    case '/lan/session':
      return openSession(world, textOf(body, 'token'));
    case '/lan/discover':
      return discover(world, sessionOf(world, body), body);
    case '/lan/connect':
      return connect(world, body);
    case '/lan/disconnect':
      return release(world, body);
    case '/lan/collect':
      return collect(world, body);
    case '/lan/state':
      return readState(world, body);
    case '/lan/cancel':
      return cancel(world, body);
    case '/lan/process':
      return process(world, body);
    case '/lan/collect-refund':
      return collectRefund(world, body);
    case '/lan/process-refund':
      return processRefund(world, body);
    case '/lan/display':
      return display(world, body);
    default:
      throw missing('path', path);
  }
}

/** A token opens one session and is spent. */
function openSession(world: World, secret: string): unknown {
  const token = world.state.tokens[secret];
  if (token === undefined || token.used)
    throw invalid('The connection token was already redeemed', 'invalid_connection_token');
  token.used = true;
  const sessionId = nextId(world, 'lan');
  world.state.sessions[sessionId] = { locationId: token.locationId };
  return { sessionId };
}

function discover(world: World, session: { readonly locationId: string | null }, body: LanRequest): unknown {
  const location = body['location'] ?? session.locationId;
  return {
    readers: Object.values(world.state.readers)
      // Asked in the shop's network, a reader without power does not answer.
      .filter((reader) => reader.on)
      .filter((reader) => location === null || location === undefined || reader.locationId === location)
      .map(renderReader),
  };
}

function connect(world: World, body: LanRequest): unknown {
  const sessionId = textOf(body, 'sessionId');
  sessionOf(world, body);
  const reader = getReader(world, textOf(body, 'readerId'));
  if (!reader.on) throw invalid('Could not reach the reader', 'reader_error');
  const taken = reader.sessionId !== null && reader.sessionId !== sessionId;
  // A cart counts as asking: where Stripe's readers allow it, a customer may present the card while it is shown.
  const isAsking = reader.intentId !== null || reader.screen === 'cart';
  const isInUse = taken && (world.inUse === 'connected' || isAsking);
  if (isInUse && body['failIfInUse'] === true) throw invalid('Reader is in use', 'reader_error', 'in_use');
  // Like the real one: whoever connects ends what another till was collecting.
  if (taken) toIdle(reader);
  reader.sessionId = sessionId;
  return { reader: renderReader(reader) };
}

function release(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  toIdle(reader);
  reader.sessionId = null;
  return {};
}

function collect(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  assertOnline(reader);
  // A card that was read and never confirmed is let go. That two commands don't run at once is the SDK's own matter.
  const clientSecret = textOf(body, 'clientSecret');
  const intent = getIntent(world, clientSecret.split('_secret_')[0] ?? '');
  if (intent.client_secret !== clientSecret) throw missing('payment_intent', intent.id);
  assertIntentReady(intent);
  waitForCard(reader, intent, body['skipTipping'] === false);
  return {};
}

/** Asks for the card that paid: a refund of Interac is made with it. */
function collectRefund(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  assertOnline(reader);
  if (reader.intentId !== null)
    throw invalid('A command is already in progress', 'command_already_in_progress');
  const charge = chargeFor(world, undefined, textOf(body, 'chargeId'));
  const { amount } = body as { amount?: unknown };
  if (typeof amount !== 'number') throw invalid('Missing amount', 'invalid_argument', 'amount');
  waitForRefund(reader, charge, amount, {});
  return {};
}

/** The bank is asked about the refund with the collected card. */
function processRefund(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  const presented = reader.collected;
  if (presented === null || reader.refund === null)
    throw invalid('There is no collected card for a refund', 'no_active_collect_payment_method_attempt');
  const refund = refundWithCard(world, reader, presented);
  toIdle(reader);
  reader.screen = refund === null ? 'declined' : 'approved';
  return { refund: refund === null ? null : { id: refund.id, status: refund.status } };
}

/** What the collection has come to; asked again and again while the SDK waits. */
function readState(world: World, body: LanRequest): unknown {
  const reader = getReader(world, textOf(body, 'readerId'));
  const connected = reader.sessionId === textOf(body, 'sessionId') && reader.on;
  return {
    connected,
    screen: reader.screen,
    collected: connected && reader.collected !== null,
    cancelled: reader.cancelled,
    intentId: reader.intentId,
  };
}

function cancel(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  if (reader.collected !== null) throw invalid('Too late to cancel', 'cancelable_already_completed');
  toIdle(reader);
  reader.cancelled = 'till';
  return {};
}

/** The bank is asked about the collected card. */
function process(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  const intent = getIntent(world, textOf(body, 'paymentIntentId'));
  const presented = reader.collected;
  if (presented === null || reader.intentId !== intent.id) {
    throw invalid('There is no collected card for this payment', 'no_active_collect_payment_method_attempt');
  }
  // Somebody may have ended it at Stripe while the card was being read.
  assertIntentReady(intent);
  const refused = authorise(world, intent, presented, reader.id, reader.tipMinor);
  reader.collected = null;
  reader.intentId = null;
  reader.screen = refused === null ? 'approved' : 'declined';
  return {
    paymentIntent: { id: intent.id, status: intent.status },
    declined:
      refused === null
        ? null
        : { declineCode: refused.declineCode, code: refused.code, message: refused.message },
  };
}

function display(world: World, body: LanRequest): unknown {
  const reader = mine(world, body);
  if (reader.intentId !== null)
    throw invalid('A command is already in progress', 'command_already_in_progress');
  if (typeof body['cart'] !== 'object' || body['cart'] === null) {
    toIdle(reader);
    return {};
  }
  const cart = body['cart'] as Readonly<Record<string, unknown>>; // Whatever it is: each member is checked below.
  const items = cart['line_items'];
  if (!Array.isArray(items) || items.length === 0)
    throw invalid('A cart needs line items', 'invalid_argument', 'line_items');
  const shown = {
    taxMinor: shownAmount(cart['tax'] ?? 0, 'tax'),
    lines: (items as LanRequest[]).map((item) => ({
      description: textOf(item, 'description'),
      amountMinor: shownAmount(item['amount'], 'amount'),
      quantity: shownAmount(item['quantity'], 'quantity'),
    })),
  };
  const amountMinor = shownAmount(cart['total'], 'total');
  Object.assign(reader, { screen: 'cart', amountMinor, currency: textOf(cart, 'currency'), cart: shown });
  return {};
}

/** Stripe documents what a screen shows as positive whole numbers; a fraction leaves a real screen blank. */
function shownAmount(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0)
    throw invalid(`${name} is not an amount`, 'invalid_argument', name);
  return Number(value);
}

function mine(world: World, body: LanRequest): ReaderState {
  const reader = getReader(world, textOf(body, 'readerId'));
  if (!reader.on || reader.sessionId !== textOf(body, 'sessionId')) {
    throw invalid('The reader is not connected', 'no_established_connection');
  }
  return reader;
}

function sessionOf(world: World, body: LanRequest): { readonly locationId: string | null } {
  const session = world.state.sessions[textOf(body, 'sessionId')];
  if (session === undefined) throw invalid('This session is over', 'authentication_error');
  return session;
}

function textOf(body: LanRequest, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw invalid(`Missing ${name}`, 'invalid_argument', name);
  return value;
}
