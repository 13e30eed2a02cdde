import type { ReaderAnswer, ReaderCommand, ReaderReport, SdkError } from '../../../shared/contract/index.ts';
import type { ReaderCart } from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Ids, Log, Timers } from '../ports.ts';
import type { ArmOutcome, ProcessOutcome, ReaderDriver } from './driver.ts';
import { createLanDisplay, type ReaderScreen, type ShowOutcome } from './lan-display.ts';
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
  /** True while the reader is connected and neither asks for a card nor holds one: its screen may be written. */
  readonly isIdle: () => boolean;
  readonly screen: () => ReaderScreen;
  /** Shows a cart, or with null the reader's own screen; never while the reader is not idle. */
  readonly showCart: (cart: ReaderCart | null) => Promise<ShowOutcome>;
  /** What the reader page reports: answers to commands, and things that happen by themselves. */
  readonly receive: (report: ReaderReport) => void;
  /** The reader page was loaded anew, so whatever it was doing is over. */
  readonly pageStarted: () => void;
};

type WithoutId = {
  [Type in ReaderCommand['type']]: Omit<Extract<ReaderCommand, { type: Type }>, 'commandId'>;
}[ReaderCommand['type']];
type Answer = ReaderAnswer | 'no-answer' | 'no-page';

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
  /** A card is asked for, or was read and is not confirmed yet; and how often one was asked for so far. */
  let serving = false;
  let askings = 0;
  let underWay: { calledOff: boolean } | null = null;
  let sdkMissing = false;

  const update = (next: LanConnection): void => {
    connection = next;
    ports.changed();
  };
  const command = (request: WithoutId, withinMs: number | null): Promise<Answer> => {
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

  const display = createLanDisplay({ timers: ports.timers, command });
  /** Sends what asks for a card as soon as the screen is not being written; null when it was called off before. */
  const sendAsking = async (request: WithoutId): Promise<Answer | null> => {
    const mine = { calledOff: false };
    underWay = mine;
    for (let again = false; ; again = true) {
      if (display.isWriting()) await display.quiet();
      if (mine.calledOff) return null;
      const wasWriting = display.isWriting();
      display.taken('own');
      const answer = await command(request, null);
      // The SDK takes one command at a time. What was in the way is our own screen, and no reason to send a cashier back.
      const isInTheWay =
        typeof answer !== 'string' &&
        answer.kind === 'failed' &&
        answer.error.code === 'command_already_in_progress';
      if (again || !wasWriting || !isInTheWay) return answer;
    }
  };
  const askForCard = async (request: WithoutId, card: 'collected' | 'done'): Promise<ArmOutcome> => {
    askings += 1;
    const mine = askings;
    serving = true;
    const answer = await sendAsking(request);
    setPrompting(false);
    const outcome = outcomeOf(answer, card);
    if (outcome.kind === 'ended' && mine === askings) serving = false;
    // The SDK may go on calling a dead line connected; whoever keeps the connection makes it anew.
    if (outcome.kind === 'ended' && outcome.why === 'reader-lost' && connection.state === 'connected')
      update({ state: 'lost', reader: connection.reader, error: errorOf(answer) });
    if (answer !== null && typeof answer !== 'string' && answer.kind === 'failed')
      ports.log.info('reader.collect-ended', { code: answer.error.code });
    return outcome;
  };
  const letGo = async (request: WithoutId): Promise<void> => {
    // For an asking that has yet to be sent, what is sent here comes too early.
    if (underWay !== null) underWay.calledOff = true;
    const mine = askings;
    display.taken('unknown');
    await command(request, COMMAND_WITHIN_MS);
    if (mine === askings) serving = false;
    setPrompting(false);
  };
  const isIdle = (): boolean => connection.state === 'connected' && !serving && !prompting;

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
        // A cart of an earlier life may still stand there.
        display.taken('unknown');
        serving = false;
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
      const outcome = await askForCard(
        {
          type: 'collect',
          clientSecret: request.clientSecret,
          paymentIntentId: request.paymentIntentId,
          enableCustomerCancellation: true,
          tipping: request.tipping,
          testCardNumber: null,
        },
        'collected',
      );
      collecting = false;
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
      serving = false;
      const reader = connection.reader?.readerId;
      if (reader !== undefined) ports.stoppedAsking(reader);
      return { kind: 'answered' };
    },
    askForRefund: ({ chargeId, amountMinor, currency }) =>
      askForCard(
        {
          type: 'collect-refund',
          chargeId,
          amountMinor: minorUnits(amountMinor),
          currency: currencyCode(currency),
        },
        'done',
      ),
    processRefund: async () => {
      const answer = await command({ type: 'process-refund' }, PROCESS_WITHIN_MS);
      if (typeof answer === 'string') return { kind: 'unknown' };
      const isRefused = answer.kind === 'failed' && answer.error.declineCode !== null;
      if (answer.kind !== 'done' && !isRefused) return { kind: 'unknown' };
      serving = false;
      return { kind: 'answered' };
    },
    cancelRefund: async () => {
      if (connection.state === 'connected') await letGo({ type: 'cancel-collect-refund' });
    },
    disarm: async () => {
      if (connection.state === 'connected' || collecting) await letGo({ type: 'cancel-collect' });
    },
    isIdle,
    screen: display.screen,
    showCart: (cart) => (isIdle() ? display.write(cart) : Promise.resolve({ kind: 'superseded' })),
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
      display.taken('unknown');
      update({ state: 'disconnected', reader: null, error: null });
    },
  };
}

function errorOf(answer: Answer | null): SdkError | null {
  return answer !== null && typeof answer !== 'string' && answer.kind === 'failed' ? answer.error : null;
}

/** How an asking ended; `card` is what a page answers when a card was read, and null an asking that never began. */
function outcomeOf(answer: Answer | null, card: 'collected' | 'done'): ArmOutcome {
  if (answer === null) return { kind: 'ended', why: 'cashier-cancelled' };
  if (answer === 'no-page') return { kind: 'ended', why: 'reader-offline' };
  if (answer === 'no-answer') return { kind: 'unknown' };
  if (answer.kind === card) return { kind: 'collected' };
  return answer.kind === 'failed' ? sdkError(answer.error.code) : { kind: 'unknown' };
}

/** An end that only a reader in reach can tell: a lost one may go on asking, and one with a card holds on to it. */
function saidByReader(outcome: ArmOutcome): boolean {
  return outcome.kind === 'ended' && outcome.why !== 'reader-lost' && outcome.why !== 'reader-offline';
}
