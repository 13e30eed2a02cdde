import type { ReaderCause, ReaderTrouble } from '../../../shared/contract/index.ts';
import type { Clock, Network } from '../ports.ts';
import type { ReaderNow, StripeAnswer, StripeGateway } from '../stripe/index.ts';
import type { ChosenReader } from './connecting.ts';
import { readHolder, type NotedHolder, type Us } from './holder.ts';

/**
 * Stripe's own test of a shop's resolver: a public name for a private address, as each reader has one.
 * Source: docs.stripe.com/terminal/network-requirements, "Self test".
 */
const DNS_TEST = { name: '10-42-42-42.test.device.stripe-terminal-local-reader.net', address: '10.42.42.42' };
/** Where readers were seen to listen. It is not documented, so only an answer there says anything. */
const READER_PORT = 4443;

/** What the reader page's SDK came to: its last error, or that it never loaded. */
export type SdkFinding = { readonly code: string | null; readonly isMissing: boolean };

type LanFinding = {
  readonly dns: 'resolves' | 'filtered' | 'unknown';
  readonly subnet: 'same' | 'other' | 'unknown';
  readonly answers: boolean;
};
const UNSEEN: LanFinding = { dns: 'unknown', subnet: 'unknown', answers: false };

/** Looks why a reader is not reached: one read at Stripe, and what this computer can see of the shop's network. */
export type ReaderDoctor = () => Promise<ReaderTrouble | null>;

/**
 * Tells the cause that it established, or else the causes that it could not rule out. It never takes a likely cause for
 * the one; and it looks at the shop's network only for a reader that is really there.
 */
export function createReaderDoctor(ports: {
  readonly gateway: () => StripeGateway | null;
  readonly network: Network;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly chosen: () => ChosenReader | null;
  readonly us: () => Us;
  readonly usesLan: () => boolean;
  readonly sdk: () => SdkFinding;
}): ReaderDoctor {
  return async () => {
    const chosen = ports.chosen();
    const gateway = ports.gateway();
    if (chosen === null || gateway === null) return null;
    const usesLan = ports.usesLan();
    const sdk = ports.sdk();
    if (usesLan && sdk.isMissing) return established('sdk-blocked');
    // The reader that the SDK simulates is nowhere but in the SDK.
    if (chosen.simulated) return { cause: null, possible: ['stripe-away'], usedBy: null };
    const answer = await gateway.readReader(chosen.readerId);
    if (answer.kind !== 'ok') return established(causeOfRefusal(answer));
    const reader = answer.value;
    const holder = readHolder(reader.metadata, ports.us(), ports.clock.nowMs());
    const known = knownToStripe(reader, chosen, holder, { usesLan, sdkCode: sdk.code });
    if (known !== null) return known;
    if (!usesLan) return { cause: null, possible: ['off', 'needs-update', 'in-use'], usedBy: null };
    return judgeLan(await lookAtLan(ports.network, reader));
  };
}

/** What Stripe, the note or the SDK says by itself. */
function knownToStripe(
  reader: ReaderNow,
  chosen: ChosenReader,
  holder: NotedHolder | null,
  how: { readonly usesLan: boolean; readonly sdkCode: string | null },
): ReaderTrouble | null {
  if (reader.isDeleted) return established('not-registered');
  // The SDK lists the readers of the register's own location and no others.
  const isElsewhere = chosen.locationId !== null && reader.locationId !== chosen.locationId;
  if (how.usesLan && isElsewhere) return established('other-location');
  if (holder !== null && !holder.isUs && !holder.isStale && holder.way === 'lan')
    return { ...established('in-use'), usedBy: { register: holder.register, sinceMs: holder.sinceMs } };
  if (reader.status === 'offline') return established('off');
  if (how.sdkCode === 'invalid_reader_version') return established('needs-update');
  if (how.usesLan && how.sdkCode === 'lan_permission_denied') return established('page-permission');
  return null;
}

function causeOfRefusal(answer: Exclude<StripeAnswer<never>, { kind: 'ok' }>): ReaderCause {
  if (answer.kind === 'unknown' || answer.error === 'STRIPE_RATE_LIMITED') return 'stripe-away';
  if (answer.isOfOtherMode === true) return 'other-mode';
  return answer.error === 'STRIPE_KEY_REFUSED' || answer.error === 'STRIPE_KEY_RIGHTS_MISSING'
    ? 'key-refused'
    : 'not-registered';
}

async function lookAtLan(network: Network, reader: ReaderNow): Promise<LanFinding> {
  if (reader.deviceType.startsWith('simulated_')) return UNSEEN;
  const { ipAddress } = reader;
  const [resolved, answers] = await Promise.all([
    network.resolve(DNS_TEST.name),
    ipAddress === null ? false : network.answers(ipAddress, READER_PORT),
  ]);
  return {
    dns: resolved === null ? 'unknown' : resolved.includes(DNS_TEST.address) ? 'resolves' : 'filtered',
    subnet: ipAddress === null ? 'unknown' : subnetOf(ipAddress, network.here()),
    answers,
  };
}

/** Two findings settle it; whatever they leave open is told in the order in which shops meet it. */
function judgeLan({ dns, subnet, answers }: LanFinding): ReaderTrouble {
  if (dns === 'filtered') return established('dns-protection');
  if (subnet === 'other' && !answers) return established('other-subnet');
  const isRuledOut: Partial<Record<ReaderCause, boolean>> = {
    off: answers,
    'other-subnet': answers || subnet === 'same',
    firewall: answers,
    'dns-protection': dns === 'resolves',
  };
  const inOrder = [
    'off',
    'other-subnet',
    'firewall',
    'dns-protection',
    'page-permission',
    'needs-update',
    'in-use',
  ] as const;
  return { cause: null, possible: inOrder.filter((cause) => isRuledOut[cause] !== true), usedBy: null };
}

function subnetOf(address: string, here: ReturnType<Network['here']>): LanFinding['subnet'] {
  const target = numberOf(address);
  if (target === null || target === 0 || here.length === 0) return 'unknown';
  const isShared = here.some((own) => {
    const [ours, mask] = [numberOf(own.address), numberOf(own.netmask)];
    // Unsigned: the operators of JavaScript work on signed numbers of 32 bits.
    return ours !== null && mask !== null && (ours & mask) >>> 0 === (target & mask) >>> 0;
  });
  return isShared ? 'same' : 'other';
}

/** An IPv4 address as a number; null where it is none. */
function numberOf(address: string): number | null {
  const parts = address.split('.').map(Number);
  const isAddress =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return isAddress ? parts.reduce((whole, part) => whole * 256 + part, 0) : null;
}

function established(cause: ReaderCause): ReaderTrouble {
  return { cause, possible: [], usedBy: null };
}
