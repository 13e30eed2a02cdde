import type { PosBridge } from '../../../shared/contract/bridge.ts';
import type { ContractError, Envelope } from '../../../shared/contract/envelope.ts';
import type { PushName, PushOf } from '../../../shared/contract/pushes.ts';

/** What the bridge needs of the browser: a way to ask, and a stream of named pushes. */
export type BrowserBridgeOptions = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly openPushes: () => PushStream;
};

export type PushStream = {
  readonly addEventListener: (name: string, listener: (event: MessageEvent<string>) => void) => void;
  readonly removeEventListener: (name: string, listener: (event: MessageEvent<string>) => void) => void;
};

const UNREACHABLE: { readonly ok: false; readonly error: ContractError } = {
  ok: false,
  error: { code: 'CONTRACT_UNREACHABLE' },
};

/**
 * The contract over loopback HTTP, for the browser shell: a request is a POST to /contract/<channel>, pushes are
 * server-sent events. The shell's session cookie says who asks, so no token is seen here.
 *
 * A lost connection is an envelope with CONTRACT_UNREACHABLE, never a thrown error: main may have done what was asked.
 */
export function createBrowserBridge(options: BrowserBridgeOptions): PosBridge {
  let pushes: PushStream | null = null;
  const ask = async (channel: string, request: unknown): Promise<Envelope<unknown>> => {
    try {
      const response = await options.fetch(`/contract/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        credentials: 'same-origin',
        cache: 'no-store',
        body: JSON.stringify({ request }),
      });
      const answer: unknown = await response.json();
      return isEnvelope(answer) ? answer : UNREACHABLE;
    } catch {
      // The shell stopped or its answer was cut off; the caller shows the sentence of this code.
      return UNREACHABLE;
    }
  };
  /** After a gap in the stream the page asks for what it may have missed. The first opening is no gap. */
  const catchUp = (listener: (value: unknown) => void) => {
    let hasOpened = false;
    return (): void => {
      if (hasOpened)
        void ask('app.getSnapshot', {}).then((answer) => {
          if (answer.ok) listener(answer.value);
        });
      hasOpened = true;
    };
  };
  const listen = (name: string, listener: (value: unknown) => void): (() => void) => {
    pushes ??= options.openPushes();
    const stream = pushes;
    if (name === 'app.snapshot') stream.addEventListener('open', catchUp(listener));
    const onMessage = (event: MessageEvent<string>): void => listener(JSON.parse(event.data));
    stream.addEventListener(name, onMessage);
    return () => stream.removeEventListener(name, onMessage);
  };
  return {
    // The proxies answer each channel and push by its name, which is how PosBridge describes them; main checks both
    // directions against the schemas, so the page does not carry the schemas a second time.
    request: new Proxy(
      {},
      { get: (_, channel) => (request: unknown) => ask(String(channel), request) },
    ) as PosBridge['request'],
    on: new Proxy(
      {},
      {
        get: (_, name) => (listener: (value: PushOf<PushName>) => void) =>
          listen(String(name), listener as (value: unknown) => void), // The host sends only what the schema of this push admits.
      },
    ) as PosBridge['on'],
  };
}

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
