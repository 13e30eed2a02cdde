/**
 * A stand-in for Stripe's Terminal JS SDK: the same calls, the same answers, the same error codes, against the
 * sandbox's virtual readers. Like the real one it never rejects for an application's error; it resolves to `{error}`.
 * This file is served to pages as one script, so it imports nothing.
 */
export type StandInOptions = {
  readonly baseUrl: string;
  readonly fetch: (
    url: string,
    init: { method: string; headers: Record<string, string>; body: string },
  ) => Promise<{
    readonly ok: boolean;
    readonly json: () => Promise<unknown>;
  }>;
  /** Calls once after the delay; returns the function that forgets the call. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** How often a waiting collection asks the reader; the usual pace when absent. */
  readonly pollMs?: number;
  /** How often a reader that nobody waits for is asked whether it is still there; the usual pace when absent. */
  readonly watchMs?: number;
};

export type ExposedError = {
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly payment_intent?: { readonly id: string; readonly status: string };
};
export type Failure = { readonly error: ExposedError };

export type StandInReader = {
  readonly id: string;
  readonly object: string;
  readonly label: string;
  readonly device_type: string;
  readonly serial_number: string;
  readonly ip_address: string | null;
  readonly status: string | null;
  readonly location: string | null;
};
export type StandInIntent = { readonly id: string; readonly status: string };
export type ConnectionStatus = 'not_connected' | 'connecting' | 'connected';
export type PaymentStatus = 'not_ready' | 'ready' | 'waiting_for_input' | 'processing';

export type CreateProps = {
  readonly onFetchConnectionToken: () => Promise<string>;
  readonly onUnexpectedReaderDisconnect?: (event: { error?: ExposedError }) => void;
  readonly onConnectionStatusChange?: (event: { status: ConnectionStatus }) => void;
  readonly onPaymentStatusChange?: (event: { status: PaymentStatus }) => void;
};

export type StandInTerminal = ReturnType<ReturnType<typeof createStripeTerminalStandIn>['create']>;

/** How often a waiting collection asks the reader. The real SDK keeps a line open; nobody notices this difference. */
const POLL_MS = 100;
const WATCH_MS = 2_000;

export function createStripeTerminalStandIn(options: StandInOptions) {
  return {
    PaymentStatus: {
      NOT_READY: 'not_ready',
      READY: 'ready',
      WAITING_FOR_INPUT: 'waiting_for_input',
      PROCESSING: 'processing',
    },
    ConnectionStatus: { CONNECTING: 'connecting', CONNECTED: 'connected', NOT_CONNECTED: 'not_connected' },
    create: (props: CreateProps) => createTerminal(options, props),
  };
}

function createTerminal(options: StandInOptions, props: CreateProps) {
  let sessionId: string | null = null;
  let reader: StandInReader | null = null;
  let connectionStatus: ConnectionStatus = 'not_connected';
  let paymentStatus: PaymentStatus = 'not_ready';
  let collecting: { readonly intentId: string; cancelled: boolean } | null = null;
  /** A screen that is being written is a command as well: another one has to wait for its end. */
  let displaying = false;
  let forgetWatch: (() => void) | null = null;

  const call = async (
    path: string,
    body: Record<string, unknown>,
  ): Promise<Record<string, unknown> | Failure> => {
    try {
      const response = await options.fetch(`${options.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId, readerId: reader?.id, ...body }),
      });
      const answer = (await response.json()) as Record<string, unknown>; // The sandbox answers objects only.
      if (response.ok) return answer;
      const error = answer['error'] as ExposedError | undefined; // The sandbox's error shape.
      return { error: error ?? { message: 'The reader answered something unknown', code: 'reader_error' } };
    } catch {
      return { error: { message: 'Could not communicate with the reader', code: 'network_error' } };
    }
  };
  const setConnection = (status: ConnectionStatus): void => {
    if (status === connectionStatus) return;
    connectionStatus = status;
    props.onConnectionStatusChange?.({ status });
  };
  const setPayment = (status: PaymentStatus): void => {
    if (status === paymentStatus) return;
    paymentStatus = status;
    props.onPaymentStatusChange?.({ status });
  };
  const openSession = async (): Promise<Failure | null> => {
    let token: string;
    try {
      token = await props.onFetchConnectionToken();
    } catch (error) {
      const message = error instanceof Error ? error.message : 'No connection token';
      return { error: { message, code: 'failed_fetch_connection_token' } };
    }
    const answer = await call('/lan/session', { token });
    if (isFailure(answer)) return answer;
    sessionId = String(answer['sessionId']);
    return null;
  };
  const lost = (error: ExposedError | null): void => {
    forgetWatch?.();
    forgetWatch = null;
    reader = null;
    setPayment('not_ready');
    setConnection('not_connected');
    props.onUnexpectedReaderDisconnect?.(error === null ? {} : { error });
  };
  const noReader = (): Failure => ({
    error: { message: 'No connection to a reader is established', code: 'no_established_connection' },
  });
  const wait = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      options.after(delayMs, resolve);
    });
  /** Notices a reader that was switched off or taken over, as the real SDK does: late, but by itself. */
  const watch = (): void => {
    forgetWatch?.();
    forgetWatch = options.after(options.watchMs ?? WATCH_MS, () => {
      void (async () => {
        if (reader === null || collecting !== null) return;
        const state = await call('/lan/state', {});
        if (!isFailure(state) && state['connected'] === false)
          lost({ message: 'The reader went away', code: 'reader_error' });
        else watch();
      })();
    });
  };

  /** Waits until a card was read. The failure that ended it, or null when there is a card. */
  const untilCollected = async (intentId: string): Promise<Failure | null> => {
    const mine = { intentId, cancelled: false };
    collecting = mine;
    setPayment('waiting_for_input');
    try {
      for (;;) {
        const state = await call('/lan/state', {});
        if (mine.cancelled) return { error: { message: 'The operation was cancelled', code: 'canceled' } };
        if (!isFailure(state)) {
          if (state['collected'] === true) return null;
          if (state['cancelled'] === 'customer') {
            setPayment('ready');
            return {
              error: { message: 'The customer cancelled on the reader', code: 'canceled_by_customer' },
            };
          }
          if (state['connected'] === false) {
            lost({ message: 'The reader went away', code: 'reader_error' });
            return {
              error: {
                message: 'The connection to the reader was lost',
                code: 'reader_connection_interrupted',
              },
            };
          }
        }
        await wait(options.pollMs ?? POLL_MS);
      }
    } finally {
      collecting = null;
      if (reader !== null) watch();
    }
  };
  const cancelCollecting = async (): Promise<Record<string, never> | Failure> => {
    const active = collecting;
    if (reader === null) return noReader();
    const answer = await call('/lan/cancel', {});
    if (isFailure(answer)) return answer;
    if (active !== null) active.cancelled = true;
    setPayment('ready');
    return {};
  };

  const inProgress = (): Failure => ({
    error: { message: 'A command is already in progress', code: 'command_already_in_progress' },
  });
  const display = async (cart: object | null): Promise<Record<string, never> | Failure> => {
    if (reader === null) return noReader();
    if (collecting !== null || displaying) return inProgress();
    displaying = true;
    try {
      const answer = await call('/lan/display', { cart });
      return isFailure(answer) ? answer : {};
    } finally {
      displaying = false;
    }
  };

  return {
    getConnectionStatus: (): ConnectionStatus => connectionStatus,
    getPaymentStatus: (): PaymentStatus => paymentStatus,
    getConnectedReader: (): StandInReader | null => reader,
    discoverReaders: async (config: { simulated?: boolean; location?: string } = {}) => {
      const refused = sessionId === null ? await openSession() : null;
      if (refused !== null) return refused;
      const answer = await call(
        '/lan/discover',
        config.location === undefined ? {} : { location: config.location },
      );
      if (isFailure(answer)) return answer;
      return { discoveredReaders: answer['readers'] as StandInReader[] }; // Rendered by the sandbox's own type.
    },
    connectReader: async (chosen: StandInReader, config: { fail_if_in_use?: boolean } = {}) => {
      if (connectionStatus !== 'not_connected') {
        return { error: { message: 'A reader is already connected', code: 'already_connected' } };
      }
      setConnection('connecting');
      const refused = await openSession();
      const answer =
        refused ??
        (await call('/lan/connect', { readerId: chosen.id, failIfInUse: config.fail_if_in_use === true }));
      if (isFailure(answer)) {
        setConnection('not_connected');
        return answer;
      }
      reader = answer['reader'] as StandInReader; // Rendered by the sandbox's own type.
      setConnection('connected');
      setPayment('ready');
      watch();
      return { reader };
    },
    disconnectReader: async () => {
      if (reader !== null) await call('/lan/disconnect', {});
      forgetWatch?.();
      forgetWatch = null;
      reader = null;
      sessionId = null;
      setPayment('not_ready');
      setConnection('not_connected');
      return {};
    },
    clearCachedCredentials: () => {
      sessionId = null;
      return Promise.resolve({});
    },
    setReaderDisplay: (request: { cart: object }) => display(request.cart),
    clearReaderDisplay: () => display(null),
    setSimulatorConfiguration: () => undefined,
    getSimulatorConfiguration: () => ({}),
    collectPaymentMethod: async (
      clientSecret: string,
      config: { config_override?: { skip_tipping?: boolean } } = {},
    ): Promise<{ paymentIntent: StandInIntent } | Failure> => {
      if (reader === null) return noReader();
      if (collecting !== null || displaying) return inProgress();
      const started = await call('/lan/collect', {
        clientSecret,
        skipTipping: config.config_override?.skip_tipping ?? true,
      });
      if (isFailure(started)) return started;
      const intentId = clientSecret.split('_secret_')[0] ?? '';
      const refused = await untilCollected(intentId);
      return refused ?? { paymentIntent: { id: intentId, status: 'requires_confirmation' } };
    },
    collectRefundPaymentMethod: async (
      chargeId: string,
      amount: number,
      currency: string,
    ): Promise<Record<string, never> | Failure> => {
      if (reader === null) return noReader();
      if (collecting !== null || displaying) return inProgress();
      const started = await call('/lan/collect-refund', { chargeId, amount, currency });
      if (isFailure(started)) return started;
      return (await untilCollected(chargeId)) ?? {};
    },
    cancelCollectRefundPaymentMethod: () => cancelCollecting(),
    processRefund: async (): Promise<{ refund: { id: string; status: string } } | Failure> => {
      if (reader === null) return noReader();
      setPayment('processing');
      const answer = await call('/lan/process-refund', {});
      setPayment(reader === null ? 'not_ready' : 'ready');
      if (isFailure(answer)) return answer;
      const refund = answer['refund'] as { id: string; status: string } | null; // The sandbox's own shape.
      return refund === null
        ? {
            error: {
              message: 'The bank refused the refund',
              code: 'card_declined',
              decline_code: 'generic_decline',
            },
          }
        : { refund };
    },
    cancelProcessRefund: () =>
      Promise.resolve({ error: { message: 'Too late', code: 'cancelable_already_completed' } }),
    cancelCollectPaymentMethod: () => cancelCollecting(),
    processPayment: async (
      paymentIntent: StandInIntent,
    ): Promise<{ paymentIntent: StandInIntent } | Failure> => {
      if (reader === null) return noReader();
      setPayment('processing');
      const answer = await call('/lan/process', { paymentIntentId: paymentIntent.id });
      setPayment(reader === null ? 'not_ready' : 'ready');
      if (isFailure(answer)) return answer;
      const intent = answer['paymentIntent'] as StandInIntent; // The sandbox's own shape.
      const declined = answer['declined'] as { declineCode: string; code: string; message: string } | null; // As above.
      if (declined === null) return { paymentIntent: intent };
      return {
        error: {
          message: declined.message,
          code: declined.code,
          decline_code: declined.declineCode,
          payment_intent: intent,
        },
      };
    },
    cancelProcessPayment: () =>
      Promise.resolve({ error: { message: 'Too late', code: 'cancelable_already_completed' } }),
  };
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}
