/**
 * The part of Stripe's Terminal JS SDK that this page uses, as a shape of its own: the real SDK and the sandbox's
 * stand-in both have it, and the rest of the page needs no types of either.
 */
export type SdkFailure = { readonly error: SdkErrorShape };
export type SdkErrorShape = {
  readonly message?: string;
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
  readonly payment_intent?: { readonly status?: string } | undefined;
};
export type SdkReader = {
  readonly id: string;
  readonly label?: string;
  readonly device_type?: string;
  readonly serial_number?: string;
  readonly ip_address?: string | null;
  readonly status?: string | null;
};
export type SdkIntent = { readonly id: string; readonly status: string };

export type SdkTerminal = {
  readonly getConnectionStatus: () => string;
  readonly discoverReaders: (
    config: { readonly simulated: boolean } | { readonly simulated: boolean; readonly location: string },
  ) => Promise<{ readonly discoveredReaders: readonly SdkReader[] } | SdkFailure>;
  readonly connectReader: (
    reader: SdkReader,
    config: { readonly fail_if_in_use: boolean },
  ) => Promise<{ readonly reader: SdkReader } | SdkFailure>;
  readonly disconnectReader: () => Promise<object>;
  readonly clearCachedCredentials: () => Promise<object>;
  readonly setReaderDisplay: (request: {
    readonly type: 'cart';
    readonly cart: {
      readonly line_items: readonly {
        readonly description: string;
        readonly amount: number;
        readonly quantity: number;
      }[];
      readonly currency: string;
      readonly tax: number;
      readonly total: number;
    };
  }) => Promise<object>;
  readonly clearReaderDisplay: () => Promise<object>;
  readonly setSimulatorConfiguration: (config: { readonly testCardNumber: string }) => void;
  readonly collectPaymentMethod: (
    clientSecret: string,
    config: {
      readonly config_override: {
        readonly enable_customer_cancellation: boolean;
        readonly skip_tipping: boolean;
      };
    },
  ) => Promise<{ readonly paymentIntent: SdkIntent } | SdkFailure>;
  readonly cancelCollectPaymentMethod: () => Promise<object>;
  readonly collectRefundPaymentMethod: (
    chargeId: string,
    amount: number,
    currency: string,
  ) => Promise<object>;
  readonly cancelCollectRefundPaymentMethod: () => Promise<object>;
  readonly processRefund: () => Promise<object>;
  readonly processPayment: (intent: SdkIntent) => Promise<{ readonly paymentIntent: SdkIntent } | SdkFailure>;
};

export type SdkCallbacks = {
  readonly onFetchConnectionToken: () => Promise<string>;
  readonly onUnexpectedReaderDisconnect: (event: { readonly error?: SdkErrorShape }) => void;
  readonly onConnectionStatusChange: (event: { readonly status: string }) => void;
  readonly onPaymentStatusChange: (event: { readonly status: string }) => void;
};

/** Loads the script and makes a terminal; rejects when the script can't be had. */
export type LoadSdk = (callbacks: SdkCallbacks) => Promise<SdkTerminal>;

export function isSdkFailure(answer: object): answer is SdkFailure {
  return 'error' in answer && typeof answer.error === 'object' && answer.error !== null;
}
