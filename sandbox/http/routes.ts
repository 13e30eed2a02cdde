import { missing } from './api-error.ts';
import { listPage } from './lists.ts';
import type { Parameters } from './parameters.ts';
import {
  cancelIntent,
  captureIntent,
  createIntent,
  getIntent,
  listLineItems,
  listIntents,
  updateIntent,
} from '../objects/payment-intents.ts';
import {
  cancelAction,
  createLocation,
  getReader,
  presentCard,
  processPaymentIntent,
  refundPayment,
  registerReader,
  renderReader,
  setReaderDisplay,
  updateReader,
} from '../objects/readers.ts';
import { updateCharge } from '../objects/charges.ts';
import { createRefund, updateRefund } from '../objects/refunds.ts';
import { getBooking, listBookings } from '../objects/balance.ts';
import { getDispute } from '../objects/disputes.ts';
import { getPayout } from '../objects/payouts.ts';
import { createEndpoint, renderEndpoint } from '../webhooks/endpoints.ts';
import { API_VERSION, nextId, type World } from '../world.ts';

type Handler = (world: World, parameters: Parameters, id: string) => unknown;
type RouteEntry = readonly [method: 'GET' | 'POST' | 'DELETE', pattern: RegExp, handle: Handler];

const ID = '([A-Za-z0-9_]+)';
const at = (path: string): RegExp => new RegExp(`^/v1/${path.replaceAll(':id', ID)}$`, 'u');

/** What the sandbox answers of Stripe's API. A path that is not here is refused, never guessed. */
export const ROUTES: readonly RouteEntry[] = [
  ['GET', at('account'), (world, parameters) => (parameters.done(), renderAccount(world))],
  ['POST', at('payment_intents'), (world, parameters) => createIntent(world, parameters)],
  [
    'GET',
    at('payment_intents'),
    (world, parameters) => listPage(listIntents(world), '/v1/payment_intents', parameters),
  ],
  ['GET', at('payment_intents/:id'), (world, parameters, id) => (readOnly(parameters), getIntent(world, id))],
  ['POST', at('payment_intents/:id'), (world, parameters, id) => updateIntent(world, id, parameters)],
  ['POST', at('payment_intents/:id/cancel'), (world, parameters, id) => cancelIntent(world, id, parameters)],
  [
    'POST',
    at('payment_intents/:id/capture'),
    (world, parameters, id) => captureIntent(world, id, parameters),
  ],
  [
    'GET',
    at('payment_intents/:id/amount_details_line_items'),
    (world, parameters, id) => listLineItems(world, id, parameters),
  ],
  ['GET', at('charges'), listCharges],
  ['POST', at('charges/:id'), (world, parameters, id) => updateCharge(world, id, parameters)],
  [
    'GET',
    at('charges/:id'),
    (world, parameters, id) => (readOnly(parameters), found('charge', world.state.charges[id], id)),
  ],
  ['POST', at('refunds'), (world, parameters) => createRefund(world, parameters)],
  ['POST', at('refunds/:id'), (world, parameters, id) => updateRefund(world, id, parameters)],
  ['GET', at('refunds'), listRefunds],
  [
    'GET',
    at('refunds/:id'),
    (world, parameters, id) => (readOnly(parameters), found('refund', world.state.refunds[id], id)),
  ],
  ['GET', at('disputes'), listDisputes],
  ['GET', at('disputes/:id'), (world, parameters, id) => (readOnly(parameters), getDispute(world, id))],
  [
    'GET',
    at('payouts'),
    (world, parameters) => listPage(Object.values(world.state.payouts), '/v1/payouts', parameters),
  ],
  ['GET', at('payouts/:id'), (world, parameters, id) => (readOnly(parameters), getPayout(world, id))],
  ['GET', at('balance_transactions'), (world, parameters) => listBookings(world, parameters)],
  [
    'GET',
    at('balance_transactions/:id'),
    (world, parameters, id) => (readOnly(parameters), getBooking(world, id)),
  ],
  ['GET', at('events'), listEvents],
  ['GET', at('events/:id'), getEvent],
  ['POST', at('webhook_endpoints'), (world, parameters) => createEndpoint(world, parameters)],
  [
    'GET',
    at('webhook_endpoints'),
    (world, parameters) =>
      listPage(
        Object.values(world.state.endpoints).map((each) => renderEndpoint(each)),
        '/v1/webhook_endpoints',
        parameters,
      ),
  ],
  ['DELETE', at('webhook_endpoints/:id'), deleteEndpoint],
  ['POST', at('terminal/locations'), (world, parameters) => createLocation(world, parameters)],
  [
    'GET',
    at('terminal/locations'),
    (world, parameters) =>
      listPage(Object.values(world.state.locations), '/v1/terminal/locations', parameters),
  ],
  [
    'GET',
    at('terminal/locations/:id'),
    (world, parameters, id) => (readOnly(parameters), found('location', world.state.locations[id], id)),
  ],
  ['POST', at('terminal/connection_tokens'), createConnectionToken],
  ['POST', at('terminal/readers'), (world, parameters) => registerReader(world, parameters)],
  ['GET', at('terminal/readers'), listReaders],
  [
    'GET',
    at('terminal/readers/:id'),
    (world, parameters, id) => (readOnly(parameters), renderReader(getReader(world, id))),
  ],
  ['POST', at('terminal/readers/:id'), (world, parameters, id) => updateReader(world, id, parameters)],
  [
    'POST',
    at('terminal/readers/:id/process_payment_intent'),
    (world, parameters, id) => processPaymentIntent(world, id, parameters),
  ],
  [
    'POST',
    at('terminal/readers/:id/refund_payment'),
    (world, parameters, id) => refundPayment(world, id, parameters),
  ],
  [
    'POST',
    at('terminal/readers/:id/cancel_action'),
    (world, parameters, id) => cancelAction(world, id, parameters),
  ],
  [
    'POST',
    at('terminal/readers/:id/set_reader_display'),
    (world, parameters, id) => setReaderDisplay(world, id, parameters),
  ],
  ['POST', at('test_helpers/terminal/readers/:id/present_payment_method'), presentPaymentMethod],
];

function listCharges(world: World, parameters: Parameters): unknown {
  const intentId = parameters.text('payment_intent');
  const charges = Object.values(world.state.charges).filter(
    (charge) => intentId === undefined || charge.payment_intent === intentId,
  );
  return listPage(charges, '/v1/charges', parameters);
}

function listRefunds(world: World, parameters: Parameters): unknown {
  const intentId = parameters.text('payment_intent');
  const chargeId = parameters.text('charge');
  const refunds = Object.values(world.state.refunds).filter(
    (refund) =>
      (intentId === undefined || refund.payment_intent === intentId) &&
      (chargeId === undefined || refund.charge === chargeId),
  );
  return listPage(refunds, '/v1/refunds', parameters);
}

function listDisputes(world: World, parameters: Parameters): unknown {
  const intentId = parameters.text('payment_intent');
  const chargeId = parameters.text('charge');
  const disputes = Object.values(world.state.disputes).filter(
    (dispute) =>
      (intentId === undefined || dispute.payment_intent === intentId) &&
      (chargeId === undefined || dispute.charge === chargeId),
  );
  return listPage(disputes, '/v1/disputes', parameters);
}

/** Thirty days, as at Stripe; a listed event carries no signature. */
function listEvents(world: World, parameters: Parameters): unknown {
  const type = parameters.text('type');
  const types = parameters.list('types');
  const delivered = parameters.boolean('delivery_success');
  const oldest = Math.floor(world.ports.nowMs() / 1000) - 30 * 24 * 3600;
  const events = world.state.events
    .filter((stored) => stored.event.created >= oldest)
    .filter((stored) => type === undefined || stored.event.type === type)
    .filter((stored) => types === undefined || types.includes(stored.event.type))
    .filter((stored) => delivered === undefined || stored.delivered === delivered)
    .map((stored) => stored.event);
  return listPage(events, '/v1/events', parameters);
}

function getEvent(world: World, parameters: Parameters, id: string): unknown {
  readOnly(parameters);
  return found('event', world.state.events.find((stored) => stored.event.id === id)?.event, id);
}

function deleteEndpoint(world: World, parameters: Parameters, id: string): unknown {
  parameters.done();
  found('webhook endpoint', world.state.endpoints[id], id);
  delete world.state.endpoints[id];
  return { id, object: 'webhook_endpoint', deleted: true };
}

function createConnectionToken(world: World, parameters: Parameters): unknown {
  const location = parameters.text('location');
  parameters.done();
  if (location !== undefined && world.state.locations[location] === undefined) {
    throw missing('location', location, 'location');
  }
  const secret = nextId(world, 'pst_test', 40);
  world.state.tokens[secret] = { locationId: location ?? null, used: false };
  return {
    object: 'terminal.connection_token',
    secret,
    ...(location === undefined ? {} : { location }),
  };
}

function listReaders(world: World, parameters: Parameters): unknown {
  const location = parameters.text('location');
  parameters.text('device_type');
  parameters.text('status');
  parameters.text('serial_number');
  const readers = Object.values(world.state.readers).filter(
    (reader) => location === undefined || reader.locationId === location,
  );
  return listPage(readers.map(renderReader), '/v1/terminal/readers', parameters);
}

function presentPaymentMethod(world: World, parameters: Parameters, id: string): unknown {
  const reader = getReader(world, id);
  parameters.oneOf('type', ['card_present', 'interac_present', 'card'] as const);
  const number = parameters.object('card_present')?.required('number') ?? '4242424242424242';
  const tipMinor = parameters.integer('amount_tip') ?? 0;
  parameters.done();
  presentCard(world, reader, { number, readMethod: 'contactless_emv', wallet: null }, tipMinor);
  return renderReader(reader);
}

function renderAccount(world: World): unknown {
  return {
    id: world.accountId,
    object: 'account',
    business_profile: { name: world.accountName },
    charges_enabled: true,
    country: world.country,
    default_currency: world.currency,
    details_submitted: true,
    email: null,
    payouts_enabled: true,
    settings: { dashboard: { display_name: world.accountName, timezone: 'Etc/UTC' } },
    type: 'standard',
    api_version: API_VERSION,
  };
}

function readOnly(parameters: Parameters): void {
  parameters.list('expand');
  parameters.text('client_secret');
  parameters.done();
}

function found<Value>(kind: string, value: Value | undefined, id: string): Value {
  if (value === undefined) throw missing(kind, id);
  return value;
}
