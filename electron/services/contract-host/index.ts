import type { z } from 'zod';
import {
  CHANNELS,
  READER_PAGE_CHANNELS,
  REQUEST_BYTES_MAX,
  accept,
  refuse,
  type ChannelName,
  type CheckedRequestOf,
  type ContractError,
  type Envelope,
  type ReaderPageChannelName,
  type ReaderPageRequestOf,
  type ReaderPageResponseOf,
  type ResponseOf,
  type Result,
} from '../../../shared/contract/index.ts';
import type { Ids, Log } from '../ports.ts';

/** One channel's registration: who may call it, whether it moves money, and what it does. */
export type Handler<Name extends ChannelName> = {
  /** `anyone`: also before setup and while locked. `setup`: also before setup. `cashier`: whoever is signed in. */
  readonly allowed: 'anyone' | 'setup' | 'cashier';
  /** Handlers that move money run one at a time, in order; an error in one does not block the next. */
  readonly movesMoney: boolean;
  readonly handle: (request: CheckedRequestOf<Name>) => Promise<Result<ResponseOf<Name>>>;
};

/** A handler for every channel of the contract: a missing one does not compile. */
export type Handlers = { readonly [Name in ChannelName]: Handler<Name> };

export type ReaderPageHandlers = {
  readonly [Name in ReaderPageChannelName]: (
    request: ReaderPageRequestOf<Name>,
  ) => Promise<Result<ReaderPageResponseOf<Name>>>;
};

export type Around = (
  channel: ChannelName,
  request: unknown,
  run: () => Promise<Result<unknown>>,
) => Promise<Result<unknown>>;

export type HostOptions = {
  readonly handlers: Handlers;
  readonly readerPage: ReaderPageHandlers;
  readonly isSetUp: () => boolean;
  readonly isLocked: () => boolean;
  /** Stands around each request that is well formed: refuses what the person may not do, and notes what was done. */
  readonly around: Around;
  readonly log: Log;
  readonly ids: Ids;
};

export type ContractHost = {
  readonly dispatch: (channel: string, request: unknown) => Promise<Envelope<unknown>>;
  readonly dispatchReaderPage: (channel: string, request: unknown) => Promise<Envelope<unknown>>;
};

/** The only way from a page to a handler: checked before, checked after, and always answered with an envelope. */
export function createContractHost(options: HostOptions): ContractHost {
  let queue: Promise<unknown> = Promise.resolve();
  const inOrder = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined); // The failure belongs to its caller; the queue only keeps the order.
    return mine;
  };
  const gate = (allowed: Handler<ChannelName>['allowed']): ContractError | null => {
    if (allowed === 'anyone') return null;
    if (options.isLocked()) return { code: 'APP_LOCKED' };
    return allowed !== 'setup' && !options.isSetUp() ? { code: 'APP_NOT_SET_UP' } : null;
  };
  return {
    dispatch: async (channel, request) => {
      if (!Object.hasOwn(CHANNELS, channel)) return refuse('CONTRACT_UNKNOWN_CHANNEL');
      const name = channel as ChannelName; // An own key of CHANNELS is a channel name.
      // The union of all handlers can't be called; name, handler and schemas belong together by the table's type.
      const handler = options.handlers[name] as unknown as Handler<'app.lock'>;
      const closed = gate(handler.allowed);
      if (closed !== null) return { ok: false, error: closed };
      const work = (checked: unknown): Promise<Result<unknown>> => {
        const run = (): Promise<Result<unknown>> => handler.handle(checked as CheckedRequestOf<'app.lock'>); // As above.
        return options.around(name, checked, () => (handler.movesMoney ? inOrder(run) : run()));
      };
      return answer(options, channel, CHANNELS[name], request, work);
    },
    dispatchReaderPage: async (channel, request) => {
      if (!Object.hasOwn(READER_PAGE_CHANNELS, channel)) return refuse('CONTRACT_UNKNOWN_CHANNEL');
      const name = channel as ReaderPageChannelName; // An own key of the table.
      const handle = options.readerPage[name] as (request: unknown) => Promise<Result<unknown>>; // As above.
      return answer(options, channel, READER_PAGE_CHANNELS[name], request, handle);
    },
  };
}

async function answer(
  options: HostOptions,
  channel: string,
  schemas: { readonly request: z.ZodType; readonly response: z.ZodType },
  request: unknown,
  work: (checked: unknown) => Promise<Result<unknown>>,
): Promise<Envelope<unknown>> {
  if (!fits(request)) return refuse('CONTRACT_TOO_LARGE');
  const checked = schemas.request.safeParse(request);
  if (!checked.success) {
    options.log.warn('contract.malformed-request', {
      channel,
      at: checked.error.issues[0]?.path.join('.') ?? '',
    });
    return refuse('CONTRACT_MALFORMED_REQUEST');
  }
  const reference = options.ids.uuidv7();
  try {
    const result = await work(checked.data);
    if (!result.ok) return result;
    const response = schemas.response.safeParse(result.value);
    if (response.success) return accept(response.data);
    options.log.error('contract.malformed-response', {
      channel,
      reference,
      at: response.error.issues[0]?.path.join('.') ?? '',
    });
    return { ok: false, error: { code: 'CONTRACT_MALFORMED_RESPONSE', reference } };
  } catch (error) {
    // A bug. The page gets a reference and no word of it; the log gets the name and the place.
    const name = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    const at = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
    options.log.error('contract.handler-failed', { channel, reference, name, at });
    return { ok: false, error: { code: 'APP_UNEXPECTED', reference } };
  }
}

function fits(request: unknown): boolean {
  try {
    const text = JSON.stringify(request);
    return text === undefined || Buffer.byteLength(text) <= REQUEST_BYTES_MAX;
  } catch {
    // Cycles and big integers can't come over a wire; whatever sent this is refused by the schema instead.
    return true;
  }
}
