import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderAnswer, ReaderCommand, SdkError } from '../../../shared/contract/index.ts';
import type { ReaderCart } from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
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

describe('a line that is dead although the SDK calls it connected', () => {
  it.each(['network_error', 'reader_error'])('is given up by an asking that ends with %s', async (code) => {
    await connect();
    const arming = driver.arm(REQUEST);
    answer(failure(code));
    await arming;
    expect([driver.ready(), driver.connection().state]).toEqual([null, 'lost']);
  });

  it.each(['canceled', 'command_already_in_progress'])('is kept when it ends with %s', async (code) => {
    await connect();
    const arming = driver.arm(REQUEST);
    answer(failure(code));
    await arming;
    expect(driver.ready()).not.toBeNull();
  });
});

describe('the reader’s screen', () => {
  const CART: ReaderCart = {
    currency: currencyCode('EUR'),
    lines: [{ description: 'Lamp', quantity: 1, amountMinor: minorUnits(1250) }],
    taxMinor: minorUnits(0),
    totalMinor: minorUnits(1250),
  };
  const types = (): string[] => sent.slice(2).map((command) => command.type);
  const answerTo = (type: ReaderCommand['type'], outcome: ReaderAnswer): Promise<void> => {
    const commandId = sent.findLast((command) => command.type === type)?.commandId ?? 'none';
    driver.receive({ type: 'answer', commandId, outcome });
    return turn();
  };

  it('is known by what was answered', async () => {
    await connect();
    expect(driver.screen()).toBe('unknown');
    const shown = driver.showCart(CART);
    answer({ kind: 'done' });
    expect([await shown, driver.screen()]).toEqual([{ kind: 'done' }, 'cart']);
    const wiped = driver.showCart(null);
    answer({ kind: 'done' });
    expect([await wiped, driver.screen()]).toEqual([{ kind: 'done' }, 'own']);
    const silent = driver.showCart(CART);
    timers.at(-1)?.();
    expect([await silent, driver.screen()]).toEqual([{ kind: 'failed', code: 'no-answer' }, 'unknown']);
    expect(types()).toEqual(['show-cart', 'clear-display', 'show-cart']);
  });

  it('is not written before a connection, nor from the asking for a card until it was confirmed', async () => {
    expect(await driver.showCart(CART)).toEqual({ kind: 'superseded' });
    await connect();
    const arming = driver.arm(REQUEST);
    await driver.showCart(CART);
    answer({ kind: 'collected', paymentIntentId: 'pi_1', intentStatus: 'requires_confirmation' });
    await arming;
    await driver.showCart(CART);
    const processing = driver.process('pi_1');
    await driver.showCart(CART);
    answer({ kind: 'processed', paymentIntentId: 'pi_1', intentStatus: 'succeeded' });
    await processing;
    expect([types(), driver.isIdle()]).toEqual([['collect', 'process'], true]);
  });

  it('is not written while a refund has the reader', async () => {
    await connect();
    const asking = driver.askForRefund({ chargeId: 'ch_1', amountMinor: 100, currency: 'CAD' });
    await driver.showCart(CART);
    answer({ kind: 'done' });
    await asking;
    expect([types(), driver.isIdle()]).toEqual([['collect-refund'], false]);
    const cancelling = driver.cancelRefund();
    answer({ kind: 'done' });
    await cancelling;
    expect(driver.isIdle()).toBe(true);
  });

  it('that is being written is waited for, and the asking goes before the next one', async () => {
    await connect();
    const shown = driver.showCart(CART);
    const arming = driver.arm(REQUEST);
    expect(types()).toEqual(['show-cart']);
    await answerTo('show-cart', { kind: 'done' });
    expect([await shown, driver.screen(), types()]).toEqual([
      { kind: 'done' },
      'own',
      ['show-cart', 'collect'],
    ]);
    answer(failure('canceled'));
    expect(await arming).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
  });

  it('that stays silent is not waited for; where the SDK wants that, the card is asked for once more', async () => {
    await connect();
    const shown = driver.showCart(CART);
    const arming = driver.arm(REQUEST);
    timers.at(-1)?.();
    await turn();
    expect(types()).toEqual(['show-cart', 'collect']);
    await answerTo('collect', failure('command_already_in_progress'));
    await answerTo('show-cart', { kind: 'done' });
    expect(await shown).toEqual({ kind: 'superseded' });
    expect(types()).toEqual(['show-cart', 'collect', 'collect']);
    answer(failure('command_already_in_progress'));
    expect(await arming).toEqual({ kind: 'ended', why: 'reader-busy' });
  });

  it('lets no asking begin that was called off while it waited for it', async () => {
    await connect();
    void driver.showCart(CART);
    const arming = driver.arm(REQUEST);
    const disarming = driver.disarm(null);
    await answerTo('cancel-collect', { kind: 'done' });
    await disarming;
    await answerTo('show-cart', { kind: 'done' });
    expect(await arming).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
    expect([types(), driver.isIdle()]).toEqual([['show-cart', 'cancel-collect'], true]);
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
