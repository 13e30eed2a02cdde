import type { ReaderAnswer, ReaderCommand, ReaderReport, SdkError } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Ids, Log, Timers } from '../ports.ts';
import type { ArmOutcome, ProcessOutcome, ReaderDriver } from './driver.ts';
import { saysInUse, sdkError } from './reader-errors.ts';

/** How long the reader page may take over a command that needs no customer. */
const COMMAND_WITHIN_MS = 30_000;
/** The bank, with a PIN in between. Stripe's SDK answers well before this, or never. */
const PROCESS_WITHIN_MS = 90_000;

export type LanConnection = {
  readonly state: 'disconnected' | 'connecting' | 'connected' | 'lost';
  readonly reader: { readonly readerId: string; readonly label: string } | null;
  readonly error: SdkError | null;
};

export type LanDriver = ReaderDriver & {
  readonly connection: () => LanConnection;
  /** True while the reader page could not load Stripe's script: then nothing of it can answer. */
  readonly isSdkMissing: () => boolean;
  /** True while the reader shows its prompt for a card. */
  readonly isPrompting: () => boolean;
  readonly connect: (request: {
    readonly readerId: string;
    readonly locationId: string | null;
    readonly simulated: boolean;
    readonly failIfInUse: boolean;
  }) => Promise<'connected' | 'not-found' | 'in-use' | 'failed' | 'no-page'>;
  readonly disconnect: () => Promise<void>;
  /** Asks for the card that a refund goes back to. Resolves when one was read, or the asking ended. */
  readonly askForRefund: (request: {
    readonly chargeId: string;
    readonly amountMinor: number;
    readonly currency: string;
  }) => Promise<ArmOutcome>;
  /** Makes the refund with the card that was read. */
  readonly processRefund: () => Promise<ProcessOutcome>;
  readonly cancelRefund: () => Promise<void>;
  /** What the reader page reports: answers to commands, and things that happen by themselves. */
  readonly receive: (report: ReaderReport) => void;
  /** The reader page was loaded anew, so whatever it was doing is over. */
  readonly pageStarted: () => void;
};

type WithoutId = {
  [Type in ReaderCommand['type']]: Omit<Extract<ReaderCommand, { type: Type }>, 'commandId'>;
}[ReaderCommand['type']];

/**
 * Drives a reader over the shop's network through the reader page. Collecting moves no money: only `process` does, so
 * a collection that ended in any way known here ended without a charge.
 */
export function createLanDriver(ports: {
  readonly ids: Ids;
  readonly timers: Timers;
  readonly log: Log;
  /** Hands a command to the reader page; false when there is no page. */
  readonly send: (command: ReaderCommand) => boolean;
  readonly changed: () => void;
  /** The reader said that it no longer asks for a card. */
  readonly stoppedAsking: (readerId: string) => void;
}): LanDriver {
  const waiting = new Map<string, (answer: ReaderAnswer) => void>();
  let connection: LanConnection = { state: 'disconnected', reader: null, error: null };
  let prompting = false;
  let collecting = false;
  let sdkMissing = false;

  const update = (next: LanConnection): void => {
    connection = next;
    ports.changed();
  };
  const command = (
    request: WithoutId,
    withinMs: number | null,
  ): Promise<ReaderAnswer | 'no-answer' | 'no-page'> => {
    const commandId = ports.ids.uuidv7();
    return new Promise((resolve) => {
      const forget =
        withinMs === null
          ? null
          : ports.timers.after(withinMs, () => {
              waiting.delete(commandId);
              resolve('no-answer');
            });
      waiting.set(commandId, (answer) => {
        waiting.delete(commandId);
        forget?.();
        resolve(answer);
      });
      const sent = ports.send({ ...request, commandId } as ReaderCommand); // Each member of the union plus its id.
      if (sent) return;
      waiting.delete(commandId);
      forget?.();
      resolve('no-page');
    });
  };
  const setPrompting = (value: boolean): void => {
    if (prompting === value) return;
    prompting = value;
    ports.changed();
  };

  return {
    connection: () => connection,
    isSdkMissing: () => sdkMissing,
    isPrompting: () => prompting,
    ready: () =>
      connection.state === 'connected' && connection.reader !== null
        ? { ...connection.reader, driver: 'lan' }
        : null,
    connect: async (request) => {
      update({ state: 'connecting', reader: null, error: null });
      const answer = await command(
        {
          type: 'connect',
          readerId: request.readerId,
          location: request.locationId,
          simulated: request.simulated,
          failIfInUse: request.failIfInUse,
        },
        COMMAND_WITHIN_MS,
      );
      if (answer === 'no-page' || answer === 'no-answer') {
        update({ state: 'lost', reader: null, error: null });
        return answer === 'no-page' ? 'no-page' : 'failed';
      }
      if (answer.kind === 'connected') {
        const { readerId, label } = answer.reader;
        // Whatever an earlier life of this till asked the reader for must not be paid now.
        const cleared = await command({ type: 'cancel-collect' }, COMMAND_WITHIN_MS);
        if (typeof cleared !== 'string') ports.stoppedAsking(readerId);
        update({ state: 'connected', reader: { readerId, label }, error: null });
        return 'connected';
      }
      const error = answer.kind === 'failed' ? answer.error : null;
      update({ state: 'lost', reader: null, error });
      ports.log.warn('reader.connect-failed', { code: error?.code ?? answer.kind });
      if (error?.code === 'reader_not_discovered') return 'not-found';
      return error !== null && saysInUse(error) ? 'in-use' : 'failed';
    },
    disconnect: async () => {
      await command({ type: 'disconnect' }, COMMAND_WITHIN_MS);
      update({ state: 'disconnected', reader: null, error: null });
    },
    arm: async (request) => {
      collecting = true;
      const answer = await command(
        {
          type: 'collect',
          clientSecret: request.clientSecret,
          paymentIntentId: request.paymentIntentId,
          enableCustomerCancellation: true,
          tipping: request.tipping,
          testCardNumber: null,
        },
        null,
      );
      collecting = false;
      setPrompting(false);
      if (answer === 'no-page') return { kind: 'ended', why: 'reader-offline' };
      if (answer === 'no-answer') return { kind: 'unknown' };
      if (answer.kind !== 'collected' && answer.kind !== 'failed') return { kind: 'unknown' };
      if (answer.kind === 'failed') ports.log.info('reader.collect-ended', { code: answer.error.code });
      const outcome: ArmOutcome =
        answer.kind === 'collected' ? { kind: 'collected' } : sdkError(answer.error.code);
      const reader = connection.reader?.readerId;
      if (reader !== undefined && saidByReader(outcome)) ports.stoppedAsking(reader);
      return outcome;
    },
    process: async (paymentIntentId) => {
      const answer = await command({ type: 'process', paymentIntentId }, PROCESS_WITHIN_MS);
      if (typeof answer === 'string') return { kind: 'unknown' };
      const declined =
        answer.kind === 'failed' &&
        (answer.error.declineCode !== null || answer.error.intentStatus === 'requires_payment_method');
      if (answer.kind !== 'processed' && !declined) return { kind: 'unknown' };
      const reader = connection.reader?.readerId;
      if (reader !== undefined) ports.stoppedAsking(reader);
      return { kind: 'answered' };
    },
    askForRefund: async ({ chargeId, amountMinor, currency }) => {
      const answer = await command(
        {
          type: 'collect-refund',
          chargeId,
          amountMinor: minorUnits(amountMinor),
          currency: currencyCode(currency),
        },
        null,
      );
      setPrompting(false);
      if (answer === 'no-page') return { kind: 'ended', why: 'reader-offline' };
      if (answer === 'no-answer') return { kind: 'unknown' };
      if (answer.kind === 'done') return { kind: 'collected' };
      return answer.kind === 'failed' ? sdkError(answer.error.code) : { kind: 'unknown' };
    },
    processRefund: async () => {
      const answer = await command({ type: 'process-refund' }, PROCESS_WITHIN_MS);
      if (typeof answer === 'string') return { kind: 'unknown' };
      const isRefused = answer.kind === 'failed' && answer.error.declineCode !== null;
      return answer.kind === 'done' || isRefused ? { kind: 'answered' } : { kind: 'unknown' };
    },
    cancelRefund: async () => {
      if (connection.state !== 'connected') return;
      await command({ type: 'cancel-collect-refund' }, COMMAND_WITHIN_MS);
      setPrompting(false);
    },
    disarm: async () => {
      if (connection.state !== 'connected' && !collecting) return;
      await command({ type: 'cancel-collect' }, COMMAND_WITHIN_MS);
      setPrompting(false);
    },
    receive: (report) => {
      switch (report.type) {
        case 'answer':
          waiting.get(report.commandId)?.(report.outcome);
          break;
        case 'payment-status':
          setPrompting(report.status === 'waiting_for_input');
          break;
        case 'connection':
          if (report.status === 'not_connected' && connection.state === 'connected') {
            update({ state: 'lost', reader: connection.reader, error: null });
          }
          break;
        case 'unexpected-disconnect':
          update({ state: 'lost', reader: connection.reader, error: report.error });
          break;
        case 'ready':
          sdkMissing = false;
          break;
        case 'sdk-not-loaded':
          sdkMissing = true;
          update({ state: 'lost', reader: null, error: report.error });
          ports.log.warn('reader.sdk-not-loaded', { code: report.error.code });
          break;
        default:
          throw new Error(`Unknown report ${JSON.stringify(report satisfies never)}`);
      }
    },
    pageStarted: () => {
      // Commands of the page before this one will never be answered.
      for (const answer of Array.from(waiting.values())) {
        answer({
          kind: 'failed',
          error: {
            code: 'reader_connection_interrupted',
            message: '',
            declineCode: null,
            intentStatus: null,
          },
        });
      }
      update({ state: 'disconnected', reader: null, error: null });
    },
  };
}

/** An end that only a reader in reach can tell: a lost one may go on asking, and one with a card holds on to it. */
function saidByReader(outcome: ArmOutcome): boolean {
  return outcome.kind === 'ended' && outcome.why !== 'reader-lost' && outcome.why !== 'reader-offline';
}
