import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderAnswer, ReaderCommand, SdkError } from '../../../shared/contract/index.ts';
import { createLanDriver, type LanDriver } from './index.ts';

/*
 * Goal: nothing that the reader page says, or leaves unsaid, is taken for a charge or for the lack of one. Method: the
 * page is a list of the commands that it was sent; a test answers them by hand, and timers fire when a test says so.
 */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const READER = {
  readerId: 'tmr_1',
  label: 'Counter',
  deviceType: 'simulated_stripe_s700',
  serialNumber: 'SN1',
  ipAddress: null,
  status: 'online',
} as const;
const REQUEST = {
  reader: { readerId: 'tmr_1', driver: 'lan' },
  paymentIntentId: 'pi_1',
  clientSecret: 'pi_1_secret_x',
  amountMinor: 1250,
  currency: 'EUR',
  tipping: false,
} as const;
const WANTED = { readerId: 'tmr_1', locationId: 'tml_1', simulated: false, failIfInUse: true };

let driver: LanDriver;
let sent: ReaderCommand[];
let hasPage: boolean;
let timers: (() => void)[];

beforeEach(() => {
  sent = [];
  timers = [];
  hasPage = true;
  let made = 0;
  driver = createLanDriver({
    ids: { uuidv7: () => `command-${String((made += 1))}` },
    timers: {
      after: (_delayMs, call) => {
        timers.push(call);
        return () => void timers.splice(timers.indexOf(call), 1);
      },
      sleep: () => Promise.resolve(),
    },
    log: SILENT,
    send: (command) => {
      if (hasPage) sent.push(command);
      return hasPage;
    },
    stoppedAsking: () => undefined,
    changed: () => undefined,
  });
});

function answer(outcome: ReaderAnswer): void {
  driver.receive({ type: 'answer', commandId: sent.at(-1)?.commandId ?? 'none', outcome });
}

function failure(code: string, changes: Partial<SdkError> = {}): ReaderAnswer {
  return { kind: 'failed', error: { code, message: '', declineCode: null, intentStatus: null, ...changes } };
}

async function connect(): Promise<void> {
  const connecting = driver.connect(WANTED);
  answer({ kind: 'connected', reader: READER });
  await turn();
  answer({ kind: 'done' });
  expect(await connecting).toBe('connected');
}

/** Lets what was answered reach who waits for it. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('connecting', () => {
  it('makes the reader forget what it was asked before, and only then is ready', async () => {
    const connecting = driver.connect(WANTED);
    expect(driver.ready()).toBeNull();
    answer({ kind: 'connected', reader: READER });
    await turn();
    expect(sent.map((command) => command.type)).toEqual(['connect', 'cancel-collect']);
    expect(driver.ready()).toBeNull();
    answer({ kind: 'done' });
    expect(await connecting).toBe('connected');
    expect(driver.ready()).toEqual({ readerId: 'tmr_1', label: 'Counter', driver: 'lan' });
  });

  const refusals: readonly (readonly [ReaderAnswer, string])[] = [
    [failure('reader_not_discovered'), 'not-found'],
    [failure('x', { message: 'Reader is currently in use' }), 'in-use'],
    [failure('x', { message: 'Connected to another SDK' }), 'in-use'],
    [failure('reader_error', { message: 'Reader is in use' }), 'in-use'],
    [failure('reader_in_use'), 'in-use'],
    [failure('command_already_in_progress', { message: 'Another command is in progress' }), 'failed'],
    [failure('already_connected', { message: 'This SDK is connected to another reader' }), 'failed'],
    [failure('reader_error', { message: 'The reader refused its cause' }), 'failed'],
    [failure('network_error'), 'failed'],
    [failure('constructor'), 'failed'],
    [{ kind: 'done' }, 'failed'],
  ];
  it.each(refusals)('answered with %j is %s, and no reader is ready', async (outcome, told) => {
    const connecting = driver.connect(WANTED);
    answer(outcome);
    expect(await connecting).toBe(told);
    expect(driver.ready()).toBeNull();
    expect(driver.connection().state).toBe('lost');
  });

  it('without a page, or with one that never answers, ends', async () => {
    const silent = driver.connect(WANTED);
    timers.at(-1)?.();
    expect(await silent).toBe('failed');
    hasPage = false;
    expect(await driver.connect(WANTED)).toBe('no-page');
  });
});

describe('asking for a card', () => {
  const endings: readonly (readonly [ReaderAnswer, object])[] = [
    [
      { kind: 'collected', paymentIntentId: 'pi_1', intentStatus: 'requires_confirmation' },
      { kind: 'collected' },
    ],
    [failure('canceled'), { kind: 'ended', why: 'cashier-cancelled' }],
    [failure('canceled_by_customer'), { kind: 'ended', why: 'customer-cancelled' }],
    [failure('command_already_in_progress'), { kind: 'ended', why: 'reader-busy' }],
    [failure('network_error'), { kind: 'ended', why: 'reader-lost' }],
    [failure('no_established_connection'), { kind: 'ended', why: 'reader-offline' }],
    [failure('code_of_next_year'), { kind: 'unknown' }],
    [failure('constructor'), { kind: 'unknown' }],
    [failure('toString'), { kind: 'unknown' }],
    [{ kind: 'done' }, { kind: 'unknown' }],
    [{ kind: 'processed', paymentIntentId: 'pi_1', intentStatus: 'succeeded' }, { kind: 'unknown' }],
  ];
  it.each(endings)('that ends with %j is %j', async (outcome, expected) => {
    await connect();
    const arming = driver.arm(REQUEST);
    answer(outcome);
    expect(await arming).toEqual(expected);
  });

  it('waits for a customer without end, and no longer than the page lives', async () => {
    await connect();
    const arming = driver.arm(REQUEST);
    expect(timers).toEqual([]);
    driver.pageStarted();
    expect(await arming).toEqual({ kind: 'ended', why: 'reader-lost' });
    expect(driver.ready()).toBeNull();
  });

  it('without a page never began', async () => {
    hasPage = false;
    expect(await driver.arm(REQUEST)).toEqual({ kind: 'ended', why: 'reader-offline' });
  });

  it('shows its prompt only while the reader says that it waits', async () => {
    await connect();
    const arming = driver.arm(REQUEST);
    expect(driver.isPrompting()).toBe(false);
    driver.receive({ type: 'payment-status', status: 'waiting_for_input' });
    expect(driver.isPrompting()).toBe(true);
    answer(failure('canceled'));
    await arming;
    expect(driver.isPrompting()).toBe(false);
  });
});

describe('confirming a card', () => {
  const claims: readonly (readonly [ReaderAnswer, string])[] = [
    [{ kind: 'processed', paymentIntentId: 'pi_1', intentStatus: 'succeeded' }, 'answered'],
    [failure('card_declined', { declineCode: 'insufficient_funds' }), 'answered'],
    [failure('x', { intentStatus: 'requires_payment_method' }), 'answered'],
    [failure('network_error'), 'unknown'],
    [failure('x', { intentStatus: 'processing' }), 'unknown'],
    [{ kind: 'done' }, 'unknown'],
  ];
  it.each(claims)('answered with %j is %s', async (outcome, kind) => {
    await connect();
    const processing = driver.process('pi_1');
    answer(outcome);
    expect(await processing).toEqual({ kind });
  });

  it.each(['the page starts anew', 'nobody answers', 'there is no page'])(
    'is unknown when %s',
    async (what) => {
      await connect();
      if (what === 'there is no page') hasPage = false;
      const processing = driver.process('pi_1');
      if (what === 'the page starts anew') driver.pageStarted();
      if (what === 'nobody answers') timers.at(-1)?.();
      expect(await processing).toEqual({ kind: 'unknown' });
    },
  );
});

describe('what comes late or uncalled', () => {
  it('answers of a command that is over change nothing', async () => {
    await connect();
    const processing = driver.process('pi_1');
    const late = sent.at(-1)?.commandId ?? '';
    timers.at(-1)?.();
    expect(await processing).toEqual({ kind: 'unknown' });
    driver.receive({ type: 'answer', commandId: late, outcome: { kind: 'done' } });
    driver.receive({ type: 'answer', commandId: 'never-sent', outcome: { kind: 'done' } });
    expect(driver.ready()).not.toBeNull();
  });

  it('a lost connection makes no reader ready, and a disarm then asks nobody', async () => {
    await connect();
    driver.receive({ type: 'unexpected-disconnect', error: null });
    expect(driver.ready()).toBeNull();
    const before = sent.length;
    await driver.disarm(null);
    expect(sent).toHaveLength(before);
  });

  it('a disarm reaches the reader while it is asked for a card, even when the connection was lost', async () => {
    await connect();
    const arming = driver.arm(REQUEST);
    const collect = sent.at(-1)?.commandId ?? '';
    driver.receive({ type: 'unexpected-disconnect', error: null });
    const disarming = driver.disarm(null);
    expect(sent.at(-1)?.type).toBe('cancel-collect');
    answer({ kind: 'done' });
    await disarming;
    driver.receive({ type: 'answer', commandId: collect, outcome: failure('canceled') });
    expect(await arming).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
  });
});
