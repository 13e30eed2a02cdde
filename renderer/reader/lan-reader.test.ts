import { describe, expect, it } from 'vitest';
import type { ReaderCommand, ReaderReport } from '../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../shared/domain/money/index.ts';
import { createLanReader, toError } from './lan-reader.ts';
import type { SdkCallbacks, SdkTerminal } from './sdk.ts';

/** The page's core against a terminal that answers as told: it decides nothing and hides nothing. */
type Answers = Partial<Record<keyof SdkTerminal, unknown>>;

const READER = {
  id: 'tmr_1',
  label: 'Counter',
  device_type: 's700',
  serial_number: 'S1',
  ip_address: '10.0.0.9',
  status: 'online',
};
const VIEW = {
  readerId: 'tmr_1',
  label: 'Counter',
  deviceType: 's700',
  serialNumber: 'S1',
  ipAddress: '10.0.0.9',
  status: 'online',
};
const INTENT = { id: 'pi_1', status: 'requires_confirmation' };
const CONNECT: ReaderCommand = {
  type: 'connect',
  commandId: 'c',
  readerId: 'tmr_1',
  simulated: false,
  location: null,
  failIfInUse: true,
};
const COLLECT: ReaderCommand = {
  type: 'collect',
  commandId: 'c',
  clientSecret: 'pi_1_secret_x',
  paymentIntentId: 'pi_1',
  enableCustomerCancellation: true,
  tipping: true,
  testCardNumber: null,
};
const PROCESS: ReaderCommand = { type: 'process', commandId: 'c', paymentIntentId: 'pi_1' };

async function open(answers: Answers, isLanRefused = false) {
  const reports: ReaderReport[] = [];
  const calls: [string, ...unknown[]][] = [];
  let callbacks: SdkCallbacks | null = null;
  const terminal = new Proxy({} as SdkTerminal, {
    get: (_target, name: string) =>
      name === 'then'
        ? undefined
        : (...given: unknown[]) => {
            calls.push([name, ...given]);
            const answer =
              answers[name as keyof SdkTerminal] ?? (name === 'getConnectionStatus' ? 'not_connected' : {});
            return typeof answer === 'function' ? (answer as () => unknown)() : answer;
          },
  });
  const reader = await createLanReader({
    report: (report) => reports.push(report),
    fetchToken: () => Promise.resolve('token'),
    isLanRefused: () => Promise.resolve(isLanRefused),
    load: (given) => {
      callbacks = given;
      return Promise.resolve(terminal);
    },
  });
  const obey = async (command: ReaderCommand) => {
    await reader.obey(command);
    return reports.at(-1);
  };
  if (callbacks === null) throw new Error('The SDK was not loaded');
  return { obey, reports, calls, callbacks: callbacks as SdkCallbacks };
}

describe('connecting', () => {
  it('takes the reader of the newest discovery and says who it is', async () => {
    const { obey, calls } = await open({
      discoverReaders: { discoveredReaders: [READER] },
      connectReader: { reader: READER },
    });
    expect(await obey(CONNECT)).toMatchObject({ outcome: { kind: 'connected', reader: VIEW } });
    expect(calls.find(([name]) => name === 'connectReader')).toEqual([
      'connectReader',
      READER,
      { fail_if_in_use: true },
    ]);
  });
  it('names a reader that is not in this network', async () => {
    const { obey } = await open({ discoverReaders: { discoveredReaders: [] } });
    expect(await obey(CONNECT)).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'reader_not_discovered' } },
    });
  });
  it.each([
    [true, 'network_error', 'lan_permission_denied'],
    [false, 'network_error', 'network_error'],
    // Whatever the browser allows: this reader was reached.
    [true, 'reader_in_use', 'reader_in_use'],
  ])('with the local network refused: %s, an error %s is %s', async (refused, code, said) => {
    const { obey } = await open(
      { discoverReaders: { discoveredReaders: [READER] }, connectReader: { error: { code } } },
      refused,
    );
    expect(await obey(CONNECT)).toMatchObject({ outcome: { kind: 'failed', error: { code: said } } });
  });
  it('ends a connection that main does not know of', async () => {
    const { obey, calls } = await open({
      getConnectionStatus: 'connected',
      discoverReaders: { discoveredReaders: [READER] },
      connectReader: { reader: READER },
    });
    await obey(CONNECT);
    expect(calls.map(([name]) => name)).toEqual([
      'getConnectionStatus',
      'disconnectReader',
      'discoverReaders',
      'connectReader',
    ]);
  });
  it('takes the SDK’s own simulated reader whatever its id', async () => {
    const { obey } = await open({
      discoverReaders: { discoveredReaders: [READER] },
      connectReader: { reader: READER },
    });
    expect(await obey({ ...CONNECT, simulated: true, readerId: 'simulated' })).toMatchObject({
      outcome: { kind: 'connected' },
    });
  });
});

describe('a payment', () => {
  it('is processed with the very object that was collected', async () => {
    const { obey, calls } = await open({
      collectPaymentMethod: { paymentIntent: INTENT },
      processPayment: { paymentIntent: { id: 'pi_1', status: 'succeeded' } },
    });
    expect(await obey(COLLECT)).toMatchObject({ outcome: { kind: 'collected', paymentIntentId: 'pi_1' } });
    expect(await obey(PROCESS)).toMatchObject({ outcome: { kind: 'processed', intentStatus: 'succeeded' } });
    expect(calls.at(-1)?.[1]).toBe(INTENT);
  });
  it('that was not collected by this page is not processed', async () => {
    const { obey, calls } = await open({});
    expect(await obey(PROCESS)).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'nothing_collected' } },
    });
    expect(calls).toEqual([]);
  });
  it('of an earlier attempt is not processed after a new collection failed', async () => {
    let tries = 0;
    const { obey } = await open({
      collectPaymentMethod: () =>
        (tries += 1) === 1 ? { paymentIntent: INTENT } : { error: { code: 'canceled', message: '' } },
      processPayment: { paymentIntent: INTENT },
    });
    await obey(COLLECT);
    expect(await obey(COLLECT)).toMatchObject({ outcome: { kind: 'failed', error: { code: 'canceled' } } });
    expect(await obey(PROCESS)).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'nothing_collected' } },
    });
  });
  it('that is declined carries the bank’s code and the intent’s status', async () => {
    const { obey } = await open({
      collectPaymentMethod: { paymentIntent: INTENT },
      processPayment: {
        error: {
          code: 'card_declined',
          message: 'No',
          decline_code: 'insufficient_funds',
          payment_intent: { status: 'requires_payment_method' },
        },
      },
    });
    await obey(COLLECT);
    expect(await obey(PROCESS)).toMatchObject({
      outcome: {
        kind: 'failed',
        error: { declineCode: 'insufficient_funds', intentStatus: 'requires_payment_method' },
      },
    });
  });
});

describe('the screen', () => {
  const CART: ReaderCommand = {
    type: 'show-cart',
    commandId: 'c',
    currency: currencyCode('EUR'),
    lines: [{ description: 'Lamp', quantity: 2, amountMinor: minorUnits(2_500) }],
    taxMinor: minorUnits(399),
    totalMinor: minorUnits(2_500),
  };
  it('gets the cart in Stripe’s words, and is given back', async () => {
    const { obey, calls } = await open({});
    expect(await obey(CART)).toMatchObject({ outcome: { kind: 'done' } });
    expect(await obey({ type: 'clear-display', commandId: 'c' })).toMatchObject({
      outcome: { kind: 'done' },
    });
    const cart = {
      line_items: [{ description: 'Lamp', amount: 2_500, quantity: 2 }],
      currency: 'eur',
      tax: 399,
      total: 2_500,
    };
    expect(calls).toEqual([['setReaderDisplay', { type: 'cart', cart }], ['clearReaderDisplay']]);
  });
  it('that can’t be written says why', async () => {
    const { obey } = await open({
      setReaderDisplay: { error: { code: 'command_already_in_progress', message: 'Busy' } },
    });
    expect(await obey(CART)).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'command_already_in_progress' } },
    });
  });
});

describe('what the SDK does by itself', () => {
  it('is told, and what nobody knows is not made up', async () => {
    const { callbacks, reports } = await open({});
    callbacks.onConnectionStatusChange({ status: 'connected' });
    callbacks.onPaymentStatusChange({ status: 'waiting_for_input' });
    callbacks.onPaymentStatusChange({ status: 'a_status_of_next_year' });
    callbacks.onUnexpectedReaderDisconnect({});
    expect(reports).toEqual([
      { type: 'connection', status: 'connected' },
      { type: 'payment-status', status: 'waiting_for_input' },
      { type: 'unexpected-disconnect', error: null },
    ]);
  });
  it('is an answer too when it throws', async () => {
    const { obey } = await open({
      clearReaderDisplay: () => {
        throw new Error('boom');
      },
    });
    expect(await obey({ type: 'clear-display', commandId: 'c' })).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'sdk_threw', message: 'boom' } },
    });
  });
  it('is cut to what the contract admits', () => {
    expect(toError({ code: 'c'.repeat(200), message: 'm'.repeat(900) })).toEqual({
      code: 'c'.repeat(120),
      message: 'm'.repeat(500),
      declineCode: null,
      intentStatus: null,
    });
  });
});
