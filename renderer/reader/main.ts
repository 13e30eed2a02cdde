import { connectReaderBridge } from './bridge.ts';
import { createLanReader, toError } from './lan-reader.ts';
import { isLanRefused } from './lan-permission.ts';
import { loadFromSandbox } from './sandbox-loader.ts';
import { loadStripe } from './stripe-loader.ts';

/** Asked again after this long, by loading the page anew: what it may load can have changed with its policy. */
const AGAIN_MS = 1_500;
const SDK_AGAIN_MS = 5_000;

/** The reader page: the only place where Stripe's remote script runs. It shows nothing. */
const bridge = connectReaderBridge(window);
const startOver = (delayMs: number): void => {
  setTimeout(() => {
    window.location.reload();
  }, delayMs);
};

const greeting = await bridge.request['readerPage.hello']({});
if (!greeting.ok) startOver(AGAIN_MS);
else {
  const { sdk } = greeting.value;
  try {
    const reader = await createLanReader({
      report: (report) => {
        void bridge.request['readerPage.report'](report);
      },
      fetchToken: async () => {
        const token = await bridge.request['readerPage.fetchConnectionToken']({});
        if (!token.ok) throw new Error(token.error.code);
        return token.value.secret;
      },
      isLanRefused: () => isLanRefused(navigator.permissions),
      load: sdk.kind === 'stripe' ? loadStripe : loadFromSandbox(sdk.baseUrl, document),
    });
    bridge.onCommand((command) => {
      void reader.obey(command);
    });
    await bridge.request['readerPage.report']({ type: 'ready' });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    await bridge.request['readerPage.report']({
      type: 'sdk-not-loaded',
      error: toError({ code: 'sdk_not_loaded', message }),
    });
    startOver(SDK_AGAIN_MS);
  }
}
