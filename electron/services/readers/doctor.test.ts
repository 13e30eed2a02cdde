import { beforeEach, describe, expect, it } from 'vitest';
import { READER_CAUSES, type ReaderTrouble } from '../../../shared/contract/index.ts';
import type { ReaderNow, StripeAnswer, StripeGateway } from '../stripe/index.ts';
import { createReaderDoctor } from './doctor.ts';

/*
 * Goal: what is called the cause was found, and what was not ruled out is never called the cause. Method: Stripe, the SDK
 * and the shop's network answer as a test says; every look at the network is written down.
 */
const US = { profileId: 'profile-1', register: 'Till 1' };
const NOW_MS = Date.UTC(2026, 10, 27, 14, 5);
const HOLDER = {
  used_by: 'Till 2',
  used_by_profile: 'profile-2',
  used_since_ms: String(NOW_MS - 60_000),
  used_over: 'lan',
};
const READER: ReaderNow = {
  readerId: 'tmr_1',
  label: 'Counter',
  isDeleted: false,
  deviceType: 'stripe_s700',
  ipAddress: '192.168.1.40',
  locationId: 'tml_1',
  status: 'online',
  lastSeenAtMs: NOW_MS,
  action: null,
  metadata: {},
};

let answer: StripeAnswer<ReaderNow>;
let sdkCode: string | null;
let isMissing: boolean;
let usesLan: boolean;
let simulated: boolean;
let names: readonly string[] | null;
let answers: boolean;
let here: { readonly address: string; readonly netmask: string }[];
let looked: string[];
beforeEach(() => {
  answer = { kind: 'ok', value: READER };
  sdkCode = 'network_error';
  isMissing = false;
  usesLan = true;
  simulated = false;
  names = ['10.42.42.42'];
  answers = false;
  here = [{ address: '192.168.1.7', netmask: '255.255.255.0' }];
  looked = [];
});

function examine(): Promise<ReaderTrouble | null> {
  return createReaderDoctor({
    gateway: () => ({ readReader: () => Promise.resolve(answer) }) as unknown as StripeGateway, // The one call of it.
    clock: { nowMs: () => NOW_MS },
    chosen: () => ({ readerId: 'tmr_1', label: 'Counter', locationId: 'tml_1', simulated }),
    us: () => US,
    usesLan: () => usesLan,
    sdk: () => ({ code: sdkCode, isMissing }),
    network: {
      here: () => here,
      resolve: (name) => {
        looked.push(name);
        return Promise.resolve(names);
      },
      answers: (address, port) => {
        looked.push(`${address}:${String(port)}`);
        return Promise.resolve(answers);
      },
    },
  })();
}

function reader(changes: Partial<ReaderNow>): void {
  answer = { kind: 'ok', value: { ...READER, ...changes } };
}

function refused(code: string, rest: object = {}): void {
  answer = { kind: 'refused', code, status: 404, error: 'STRIPE_REQUEST_REFUSED', ...rest };
}

const CAUSES: readonly (readonly [(typeof READER_CAUSES)[number], string, () => void])[] = [
  ['not-registered', 'Stripe does not know it', () => refused('resource_missing')],
  ['not-registered', 'it was taken out of the account', () => reader({ isDeleted: true })],
  [
    'other-mode',
    'Stripe has it in the other mode',
    () => refused('resource_missing', { isOfOtherMode: true }),
  ],
  ['other-location', 'it stands at another location', () => reader({ locationId: 'tml_2' })],
  ['off', 'Stripe has not heard of it', () => reader({ status: 'offline' })],
  ['other-subnet', 'its address is in another network', () => reader({ ipAddress: '192.168.2.40' })],
  ['dns-protection', 'the resolver withholds private addresses', () => void (names = [])],
  ['dns-protection', 'the resolver answers with one of its own', () => void (names = ['146.112.61.106'])],
  ['needs-update', 'the SDK calls its software too old', () => void (sdkCode = 'invalid_reader_version')],
  ['page-permission', 'the browser refuses', () => void (sdkCode = 'lan_permission_denied')],
  ['in-use', 'another till noted itself', () => reader({ metadata: HOLDER })],
  ['sdk-blocked', 'Stripe’s software did not load', () => void (isMissing = true)],
  ['key-refused', 'the key was revoked', () => refused('api_key_expired', { error: 'STRIPE_KEY_REFUSED' })],
  [
    'stripe-away',
    'Stripe does not answer',
    () => void (answer = { kind: 'unknown', code: 'x', error: 'STRIPE_UNREACHABLE', stored: false }),
  ],
];

describe('a cause that was found', () => {
  it.each(CAUSES)('is %s: %s', async (cause, _why, happen) => {
    happen();
    const usedBy = cause === 'in-use' ? { register: 'Till 2', sinceMs: NOW_MS - 60_000 } : null;
    expect(await examine()).toEqual({ cause, possible: [], usedBy });
  });

  it('covers every cause but a firewall, which nothing proves', () => {
    const found = new Set(CAUSES.map(([cause]) => cause));
    expect(READER_CAUSES.filter((cause) => !found.has(cause))).toEqual(['firewall']);
  });
});

describe('without one', () => {
  it('what was not ruled out is told, the most likely first', async () => {
    names = null;
    here = [];
    expect(await examine()).toEqual({
      cause: null,
      possible: [
        'off',
        'other-subnet',
        'firewall',
        'dns-protection',
        'page-permission',
        'needs-update',
        'in-use',
      ],
      usedBy: null,
    });
  });

  it('one network and a good resolver leave less', async () => {
    expect((await examine())?.possible).toEqual([
      'off',
      'firewall',
      'page-permission',
      'needs-update',
      'in-use',
    ]);
  });

  it('a reader that takes connections is neither off nor walled off, whatever network it is in', async () => {
    reader({ ipAddress: '10.0.7.40' });
    answers = true;
    expect((await examine())?.possible).toEqual(['page-permission', 'needs-update', 'in-use']);
  });

  it.each(['0.0.0.0', 'fe80::1', '300.1.1.1'])(
    'an address like %s says nothing about networks',
    async (address) => {
      reader({ ipAddress: address });
      expect((await examine())?.possible).toContain('other-subnet');
    },
  );

  it('a note of yesterday names nobody', async () => {
    reader({ metadata: { ...HOLDER, used_since_ms: String(NOW_MS - 25 * 3_600_000) } });
    expect((await examine())?.cause).toBeNull();
  });

  it('through Stripe’s servers the shop’s network is no matter', async () => {
    usesLan = false;
    reader({ locationId: 'tml_2', ipAddress: '10.0.7.40' });
    expect((await examine())?.possible).toEqual(['off', 'needs-update', 'in-use']);
    expect(looked).toEqual([]);
  });
});

it('nothing is looked for in the network where the reader is not real', async () => {
  reader({ deviceType: 'simulated_stripe_s700' });
  expect((await examine())?.possible).toContain('off');
  simulated = true;
  expect((await examine())?.possible).toEqual(['stripe-away']);
  expect(looked).toEqual([]);
});
