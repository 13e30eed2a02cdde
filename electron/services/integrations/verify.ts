import type { VerificationLine } from '../../../shared/contract/index.ts';
import { SDK_SIMULATED_READER } from '../readers/index.ts';
import { holdsAnotherSecret, listLastReceived } from '../relay-client/index.ts';
import type { StripeAnswer, StripeGateway } from '../stripe/index.ts';
import { isTraining, type IntegrationPorts } from './ports.ts';

type Reason = NonNullable<VerificationLine['reason']>;

const CLOCK_OFF_MS = 60_000;

/** Asks everything the integration stands on, one line each. Nothing is changed. */
export async function verifyIntegration(ports: IntegrationPorts): Promise<VerificationLine[]> {
  const gateway = ports.gateway();
  if (gateway === null) {
    return [
      failed('account', 'no-key'),
      skipped('key-rights', 'no-key'),
      skipped('location', 'no-key'),
      skipped('reader', 'no-key'),
      verifyWebhook(ports),
      verifyRelay(ports),
      verifyClock(ports),
    ];
  }
  const [account, rights, location, reader] = await Promise.all([
    verifyAccount(gateway),
    verifyRights(ports, gateway),
    verifyLocation(ports, gateway),
    verifyReader(ports, gateway),
  ]);
  return [account, rights, location, reader, verifyWebhook(ports), verifyRelay(ports), verifyClock(ports)];
}

async function verifyAccount(gateway: StripeGateway): Promise<VerificationLine> {
  const answer = await gateway.account();
  if (answer.kind === 'ok') return ok('account');
  // A restricted key that may not read the account is no fault: the other lines say what it may do.
  return reasonOf(answer) === 'rights-missing'
    ? skipped('account', 'rights-missing')
    : failed('account', reasonOf(answer));
}

async function verifyRights(ports: IntegrationPorts, gateway: StripeGateway): Promise<VerificationLine> {
  const answers = await Promise.all([
    gateway.listReaders(),
    gateway.listLocations(),
    gateway.connectionToken(null),
    gateway.listIntents(Date.UTC(2100, 0, 1)),
  ]);
  const refused = answers.find((answer) => answer.kind !== 'ok');
  if (refused !== undefined) return failed('key-rights', reasonOf(refused));
  return verifyReaderRights(ports, gateway);
}

/**
 * A restricted key may read readers and not write them: over the LAN that costs the notes about who uses which reader,
 * through Stripe's servers everything. Nothing is written where nothing is said.
 */
async function verifyReaderRights(
  ports: IntegrationPorts,
  gateway: StripeGateway,
): Promise<VerificationLine> {
  const { readerId, readerMode } = ports.settings.get();
  if (readerId === null || readerId === SDK_SIMULATED_READER) return ok('key-rights');
  const answer = await gateway.noteOnReader(readerId, {});
  const isMissing = answer.kind === 'refused' && answer.error === 'STRIPE_KEY_RIGHTS_MISSING';
  if (!isMissing) return ok('key-rights');
  return readerMode === 'lan'
    ? warning('key-rights', 'reader-write-missing')
    : failed('key-rights', 'rights-missing');
}

async function verifyLocation(ports: IntegrationPorts, gateway: StripeGateway): Promise<VerificationLine> {
  const { locationId } = ports.settings.get();
  if (locationId === null) return warning('location', 'none-chosen');
  const answer = await gateway.listLocations();
  if (answer.kind !== 'ok') return failed('location', reasonOf(answer));
  return answer.value.some((location) => location.locationId === locationId)
    ? ok('location')
    : failed('location', 'not-listed');
}

async function verifyReader(ports: IntegrationPorts, gateway: StripeGateway): Promise<VerificationLine> {
  const { readerId } = ports.settings.get();
  if (readerId === null) return warning('reader', 'none-chosen');
  if (readerId !== SDK_SIMULATED_READER) {
    const answer = await gateway.listReaders();
    if (answer.kind !== 'ok') return failed('reader', reasonOf(answer));
    const reader = answer.value.find((each) => each.readerId === readerId);
    if (reader === undefined) return failed('reader', 'not-listed');
    if (reader.status === 'offline') return failed('reader', 'offline');
  }
  const { state } = ports.keeper().chip(false);
  return state === 'ready' || state === 'waiting-for-card' ? ok('reader') : failed('reader', 'not-connected');
}

function verifyWebhook(ports: IntegrationPorts): VerificationLine {
  const { relayUrl, signingSecretShown } = ports.settings.get();
  if (relayUrl === null) return skipped('webhook', 'not-paired');
  if (signingSecretShown === null) return failed('webhook', 'no-signing-secret');
  if (ports.relay().link().signatureFailures > 0) return failed('webhook', 'signatures-fail');
  if (holdsAnotherSecret(ports.db)) return failed('webhook', 'secret-differs');
  return listLastReceived(ports.db).size === 0 ? warning('webhook', 'no-webhook-yet') : ok('webhook');
}

function verifyRelay(ports: IntegrationPorts): VerificationLine {
  const { state } = ports.relay().link();
  switch (state) {
    case 'none':
      return warning('relay', 'not-paired');
    case 'live':
      return ok('relay');
    case 'refused':
      return failed('relay', 'relay-refused');
    case 'connecting':
    case 'away':
      return failed('relay', 'relay-away');
    default:
      throw new Error(`Unknown link ${String(state satisfies never)}`);
  }
}

/** The relay measures its own clock against Stripe's signatures, and ours is compared with the relay's. */
function verifyClock(ports: IntegrationPorts): VerificationLine {
  const skewMs = ports.relay().health()?.clockSkewMs ?? null;
  if (skewMs === null) return skipped('clock', isTraining(ports.settings.get().mode) ? null : 'not-paired');
  return Math.abs(skewMs) > CLOCK_OFF_MS ? warning('clock', 'clock-off') : ok('clock');
}

function reasonOf(answer: StripeAnswer<unknown>): Reason {
  if (answer.kind === 'ok' || answer.kind === 'unknown') return 'no-answer';
  return answer.error === 'STRIPE_KEY_REFUSED' ? 'key-refused' : 'rights-missing';
}

type Check = VerificationLine['check'];

function ok(check: Check): VerificationLine {
  return { check, result: 'ok', reason: null };
}
function failed(check: Check, reason: Reason): VerificationLine {
  return { check, result: 'failed', reason };
}
function warning(check: Check, reason: Reason): VerificationLine {
  return { check, result: 'warning', reason };
}
function skipped(check: Check, reason: Reason | null): VerificationLine {
  return { check, result: 'skipped', reason };
}
