import { ERROR_TYPES, invalid, missing } from './api-error.ts';
import { findTestCard, TEST_CARDS } from '../machine/test-cards.ts';
import { closeDispute, openDispute } from '../objects/disputes.ts';
import { getIntent, latestCharge } from '../objects/payment-intents.ts';
import { payOut, reconcilePayout } from '../objects/payouts.ts';
import { cancelByCustomer, getReader, presentCard, setPower } from '../objects/readers.ts';
import { beginScenario } from '../scenarios/begin.ts';
import { SCENARIOS, type Fault, type FaultError } from '../scenarios/scenarios.ts';
import { redeliver } from '../webhooks/delivery.ts';
import { emptyState, READER_TROUBLES, type PresentedCard, type ReaderState, type World } from '../world.ts';

/** The sandbox's own controls, behind their own key: the virtual reader, faults, scenarios and what was delivered. */
export async function handleControl(
  world: World,
  method: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [area, id, verb] = path.replace('/_sandbox/', '').split('/');
  if (area === 'readers' && id !== undefined)
    return readerControl(world, method, getReader(world, id), verb, body);
  if (method === 'GET') return readControl(world, area);
  if (area === 'events' && id !== undefined && verb === 'redeliver')
    return { deliveries: await redeliver(world, id) };
  if (area === 'scenario') return setScenario(world, body);
  if (area === 'faults') return addFault(world, body);
  if (area === 'payouts') return payoutControl(world, id, verb, body);
  if (area === 'disputes') return disputeControl(world, id, verb, body);
  if (area === 'reset') {
    world.state = emptyState(world.state.seed);
    return {};
  }
  throw missing('control', path);
}

/** Pays out what is there; `reconciled: false` leaves the list of what is in it open, until it is reconciled. */
function payoutControl(
  world: World,
  id: string | undefined,
  verb: string | undefined,
  body: Readonly<Record<string, unknown>>,
): unknown {
  if (id === undefined) return payOut(world, body['reconciled'] !== false);
  if (verb === 'reconcile') return reconcilePayout(world, id);
  throw missing('control', verb ?? '');
}

/** A cardholder disputes the charge of an intent; later the bank decides. */
function disputeControl(
  world: World,
  id: string | undefined,
  verb: string | undefined,
  body: Readonly<Record<string, unknown>>,
): unknown {
  if (id === undefined) {
    const intent = getIntent(world, String(body['payment_intent']));
    const charge = latestCharge(world, intent);
    if (charge === null) throw missing('charge', intent.id);
    return openDispute(world, charge.id, 'product_not_received');
  }
  if (verb === 'close') return closeDispute(world, id, body['status'] === 'won' ? 'won' : 'lost');
  throw missing('control', verb ?? '');
}

function readControl(world: World, area: string | undefined): unknown {
  switch (area) {
    case 'deliveries':
      return { deliveries: world.state.deliveries };
    case 'cards':
      return { cards: TEST_CARDS };
    case 'scenarios':
      return { scenarios: Object.keys(SCENARIOS), active: world.state.scenario?.name ?? null };
    case 'readers':
      return { readers: Object.values(world.state.readers).map(face) };
    default:
      throw missing('control', area ?? '');
  }
}

function readerControl(
  world: World,
  method: string,
  reader: ReaderState,
  verb: string | undefined,
  body: Readonly<Record<string, unknown>>,
): unknown {
  if (method === 'POST') {
    if (verb === 'present') presentCard(world, reader, readPresented(body), readTip(body));
    else if (verb === 'cancel') cancelByCustomer(world, reader);
    else if (verb === 'power') setPower(reader, body['on'] === true);
    else if (verb === 'trouble') reader.trouble = readTrouble(body);
    else throw missing('control', verb ?? '');
  }
  return face(reader);
}

function readTrouble(body: Readonly<Record<string, unknown>>): ReaderState['trouble'] {
  if (body['kind'] === null) return null;
  const trouble = READER_TROUBLES.find((each) => each === body['kind']);
  if (trouble === undefined) throw invalid('Unknown trouble', undefined, 'kind');
  return trouble;
}

/** What somebody standing before the reader sees. */
function face(reader: ReaderState) {
  return {
    id: reader.id,
    label: reader.label,
    on: reader.on,
    screen: reader.screen,
    amountMinor: reader.amountMinor,
    currency: reader.currency,
    cart: reader.screen === 'cart' ? reader.cart : null,
    paymentIntentId: reader.intentId,
    tipping: reader.screen === 'present-card' && reader.tipping,
  };
}

function readPresented(body: Readonly<Record<string, unknown>>): PresentedCard {
  const number = body['number'];
  const method = body['method'];
  if (typeof number !== 'string' || findTestCard(number) === null)
    throw invalid('Not a test card', undefined, 'number');
  switch (method) {
    case 'tap':
      return { number, readMethod: 'contactless_emv', wallet: null };
    case 'insert':
      return { number, readMethod: 'contact_emv', wallet: null };
    case 'swipe':
      return { number, readMethod: 'magnetic_stripe_fallback', wallet: null };
    case 'apple-pay':
      return { number, readMethod: 'contactless_emv', wallet: 'apple_pay' };
    case 'google-pay':
      return { number, readMethod: 'contactless_emv', wallet: 'google_pay' };
    default:
      throw invalid('Unknown way to present a card', undefined, 'method');
  }
}

function readTip(body: Readonly<Record<string, unknown>>): number {
  const tip = body['tipMinor'] ?? 0;
  if (typeof tip !== 'number' || !Number.isSafeInteger(tip))
    throw invalid('Not a tip', undefined, 'tipMinor');
  return tip;
}

function setScenario(world: World, body: Readonly<Record<string, unknown>>): unknown {
  const name = String(body['name']);
  const begun = beginScenario(world, name);
  if (begun === null) throw missing('scenario', name, 'name');
  return { active: begun.name };
}

function addFault(world: World, body: Readonly<Record<string, unknown>>): unknown {
  const { path, when, answer } = body;
  const method = body['method'] ?? '*';
  const times = body['times'] ?? 1;
  if (
    typeof path !== 'string' ||
    (when !== 'before' && when !== 'after') ||
    (answer !== 'drop' &&
      answer !== 'error-500' &&
      answer !== 'error-429' &&
      answer !== 'error-409' &&
      answer !== 'error-400' &&
      answer !== 'error') ||
    (method !== 'GET' && method !== 'POST' && method !== 'DELETE' && method !== '*') ||
    typeof times !== 'number'
  ) {
    throw invalid('A fault needs path, when, answer, and maybe method and times');
  }
  const pathEnd = body['pathEnd'];
  const fault: Fault = {
    method,
    path,
    when,
    answer,
    times,
    ...(typeof pathEnd === 'string' ? { pathEnd } : {}),
    ...(answer === 'error' ? { error: readFaultError(body['error']) } : {}),
  };
  const base = world.state.scenario ?? {
    name: 'faults',
    webhooks: 'prompt' as const,
    faults: [],
    declineNext: null,
  };
  world.state.scenario = { ...base, faults: [...base.faults, fault] };
  return { faults: world.state.scenario.faults };
}

function readFaultError(value: unknown): FaultError {
  const given = typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map();
  const status: unknown = given.get('status');
  const type = ERROR_TYPES.find((each) => each === given.get('type'));
  if (typeof status !== 'number' || type === undefined)
    throw invalid('An error needs status and type, and maybe code and decline_code', undefined, 'error');
  const text = (name: 'code' | 'decline_code'): object =>
    typeof given.get(name) === 'string' ? { [name]: given.get(name) as string } : {}; // Just looked at.
  return { status, type, ...text('code'), ...text('decline_code') };
}
