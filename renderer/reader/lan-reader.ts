import type {
  DiscoveredReader,
  ReaderAnswer,
  ReaderCommand,
  ReaderReport,
  SdkError,
} from '../../shared/contract/index.ts';
import {
  isSdkFailure,
  type LoadSdk,
  type SdkErrorShape,
  type SdkIntent,
  type SdkReader,
  type SdkTerminal,
} from './sdk.ts';

/** How the page reaches main; see ReaderPageBridge. */
export type LanReaderPorts = {
  readonly report: (report: ReaderReport) => void;
  /** Main's connection token; rejects with a sentence when main has none. */
  readonly fetchToken: () => Promise<string>;
  readonly load: LoadSdk;
  /** True where the browser was told to keep this page from the shop's network; left out where there is no browser. */
  readonly isLanRefused?: () => Promise<boolean>;
};

export type LanReader = {
  /** Carries out one command and reports its answer. Never rejects: a failure is an answer too. */
  readonly obey: (command: ReaderCommand) => Promise<void>;
};

/**
 * Drives one reader with the Terminal JS SDK on main's behalf. It decides nothing: it does what a command says and
 * reports what the SDK answered, codes and all. The collected intent is kept by id, because only this object, handed
 * back to the SDK, can be processed.
 */
export async function createLanReader(ports: LanReaderPorts): Promise<LanReader> {
  const terminal = await ports.load({
    onFetchConnectionToken: ports.fetchToken,
    onUnexpectedReaderDisconnect: ({ error }) => {
      ports.report({ type: 'unexpected-disconnect', error: error === undefined ? null : toError(error) });
    },
    onConnectionStatusChange: ({ status }) => {
      const known = CONNECTION.find((each) => each === status);
      if (known !== undefined) ports.report({ type: 'connection', status: known });
    },
    onPaymentStatusChange: ({ status }) => {
      const known = PAYMENT.find((each) => each === status);
      if (known !== undefined) ports.report({ type: 'payment-status', status: known });
    },
  });
  const collected = new Map<string, SdkIntent>();
  return {
    obey: async (command) => {
      let outcome: ReaderAnswer;
      try {
        outcome = await carryOut(terminal, collected, command, ports);
      } catch (error) {
        // The SDK answers errors and does not throw them; a throw is something it never said before.
        outcome = failed({ code: 'sdk_threw', message: error instanceof Error ? error.message : 'unknown' });
      }
      ports.report({ type: 'answer', commandId: command.commandId, outcome });
    },
  };
}

const CONNECTION = ['not_connected', 'connecting', 'connected'] as const;
const PAYMENT = ['not_ready', 'ready', 'waiting_for_input', 'processing'] as const;

async function carryOut(
  terminal: SdkTerminal,
  collected: Map<string, SdkIntent>,
  command: ReaderCommand,
  ports: LanReaderPorts,
): Promise<ReaderAnswer> {
  switch (command.type) {
    case 'discover': {
      const found = await discover(terminal, command);
      return isSdkFailure(found)
        ? failed(found.error)
        : { kind: 'readers', readers: found.readers.map(toReader) };
    }
    case 'connect':
      return connect(terminal, command, ports);
    case 'disconnect':
      return done(await terminal.disconnectReader());
    case 'collect':
      return collect(terminal, collected, command);
    case 'process': {
      const intent = collected.get(command.paymentIntentId);
      if (intent === undefined) {
        return failed({ code: 'nothing_collected', message: 'This page collected no card for this payment' });
      }
      const answer = await terminal.processPayment(intent);
      if (isSdkFailure(answer)) return failed(answer.error);
      const { id, status } = answer.paymentIntent;
      return { kind: 'processed', paymentIntentId: id, intentStatus: status };
    }
    case 'cancel-collect':
      return done(await terminal.cancelCollectPaymentMethod());
    case 'collect-refund':
      return done(
        await terminal.collectRefundPaymentMethod(
          command.chargeId,
          command.amountMinor,
          command.currency.toLowerCase(),
        ),
      );
    case 'process-refund':
      return done(await terminal.processRefund());
    case 'cancel-collect-refund':
      return done(await terminal.cancelCollectRefundPaymentMethod());
    case 'show-cart':
      return done(
        await terminal.setReaderDisplay({
          type: 'cart',
          cart: {
            line_items: command.lines.map((line) => ({
              description: line.description,
              amount: line.amountMinor,
              quantity: line.quantity,
            })),
            currency: command.currency.toLowerCase(),
            tax: command.taxMinor,
            total: command.totalMinor,
          },
        }),
      );
    case 'clear-display':
      return done(await terminal.clearReaderDisplay());
    case 'forget-credentials':
      return done(await terminal.clearCachedCredentials());
    default:
      throw new Error(`Unknown command ${JSON.stringify(command satisfies never)}`);
  }
}

async function discover(
  terminal: SdkTerminal,
  request: { readonly simulated: boolean; readonly location: string | null },
): Promise<{ readonly readers: readonly SdkReader[] } | { readonly error: SdkErrorShape }> {
  const { simulated, location } = request;
  const found = await terminal.discoverReaders(location === null ? { simulated } : { simulated, location });
  return isSdkFailure(found) ? found : { readers: found.discoveredReaders };
}

async function connect(
  terminal: SdkTerminal,
  command: Extract<ReaderCommand, { type: 'connect' }>,
  ports: LanReaderPorts,
): Promise<ReaderAnswer> {
  // Main lives longer or shorter than this page: a connection it does not know of is ended first.
  if (terminal.getConnectionStatus() !== 'not_connected') await terminal.disconnectReader();
  const found = await discover(terminal, command);
  if (isSdkFailure(found)) return failed(found.error);
  const reader = command.simulated
    ? found.readers[0]
    : found.readers.find((each) => 'id' in each && each.id === command.readerId);
  if (reader === undefined) {
    return failed({ code: 'reader_not_discovered', message: 'This reader is not in this network' });
  }
  const answer = await terminal.connectReader(reader, { fail_if_in_use: command.failIfInUse });
  if (!isSdkFailure(answer)) return { kind: 'connected', reader: toReader(answer.reader) };
  // The SDK knows nothing of it: to it a browser that says no is a network that does not answer.
  return isOfNetwork(answer.error) && (await ports.isLanRefused?.()) === true
    ? failed({ code: 'lan_permission_denied', message: 'The browser keeps this page from the local network' })
    : failed(answer.error);
}

function isOfNetwork({ code }: SdkErrorShape): boolean {
  return code === undefined || ['network_error', 'network_timeout', 'reader_error'].includes(code);
}

async function collect(
  terminal: SdkTerminal,
  collected: Map<string, SdkIntent>,
  command: Extract<ReaderCommand, { type: 'collect' }>,
): Promise<ReaderAnswer> {
  // What was collected before belongs to an attempt that is over.
  collected.clear();
  if (command.testCardNumber !== null) {
    terminal.setSimulatorConfiguration({ testCardNumber: command.testCardNumber });
  }
  const answer = await terminal.collectPaymentMethod(command.clientSecret, {
    config_override: {
      enable_customer_cancellation: command.enableCustomerCancellation,
      skip_tipping: !command.tipping,
    },
  });
  if (isSdkFailure(answer)) return failed(answer.error);
  const { id, status } = answer.paymentIntent;
  collected.set(id, answer.paymentIntent);
  return { kind: 'collected', paymentIntentId: id, intentStatus: status };
}

function done(answer: object): ReaderAnswer {
  return isSdkFailure(answer) ? failed(answer.error) : { kind: 'done' };
}

function failed(error: SdkErrorShape): ReaderAnswer {
  return { kind: 'failed', error: toError(error) };
}

/** The contract bounds each text; a longer one from the SDK is cut rather than lost. */
export function toError(error: SdkErrorShape): SdkError {
  return {
    code: (error.code ?? 'unknown').slice(0, 120),
    message: (error.message ?? '').slice(0, 500),
    declineCode: error.decline_code?.slice(0, 120) ?? null,
    intentStatus: error.payment_intent?.status?.slice(0, 60) ?? null,
  };
}

function toReader(reader: SdkReader): DiscoveredReader {
  return {
    readerId: reader.id,
    label: reader.label ?? reader.id,
    deviceType: reader.device_type ?? 'unknown',
    serialNumber: reader.serial_number ?? '',
    ipAddress: reader.ip_address ?? null,
    status: reader.status ?? 'unknown',
  };
}
