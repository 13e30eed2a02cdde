import type { LoadSdk, SdkCallbacks, SdkTerminal } from './sdk.ts';

type StandIn = { readonly create: (callbacks: SdkCallbacks) => SdkTerminal };

/** The sandbox's stand-in for the SDK, from the sandbox's address. */
export function loadFromSandbox(baseUrl: string, page: Document): LoadSdk {
  return async (callbacks) => {
    await addScript(page, `${baseUrl}/terminal/v1`);
    const standIn: unknown = Reflect.get(page.defaultView ?? {}, 'StripeTerminal');
    if (!isStandIn(standIn)) throw new Error('The sandbox served no SDK');
    return standIn.create(callbacks);
  };
}

function addScript(page: Document, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = page.createElement('script');
    script.src = url;
    script.crossOrigin = 'anonymous';
    script.addEventListener('load', () => {
      resolve();
    });
    script.addEventListener('error', () => {
      reject(new Error('The script could not be loaded'));
    });
    page.head.append(script);
  });
}

function isStandIn(value: unknown): value is StandIn {
  return (
    typeof value === 'object' && value !== null && 'create' in value && typeof value.create === 'function'
  );
}
