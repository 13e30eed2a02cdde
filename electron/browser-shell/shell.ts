import { join } from 'node:path';
import { customerPagePolicy, readerPagePolicy, tillPagePolicy } from '../services/page-policy/index.ts';
import type { Random } from '../services/ports.ts';
import type { Till } from '../services/index.ts';
import { CUSTOMER_DISPLAY_PUSH, refuse } from '../../shared/contract/index.ts';
import { servePage, type PageAddress } from './address.ts';

const NOTHING =
  'camera=(), microphone=(), geolocation=(), local-network-access=(), local-network=(), loopback-network=()';

export type BrowserShell = {
  /** Opens the till page once; a second browser is shut out. */
  readonly url: string;
  readonly origin: string;
  readonly readerOrigin: string;
  /** The page that faces the customer: a read-only one, with an origin of its own. Opens once, like the till's. */
  readonly customerUrl: string;
  readonly customerOrigin: string;
  readonly stop: () => Promise<void>;
};

/**
 * Shows a till in a browser of this computer: the same services and the same pages as in Electron, over loopback. The
 * reader page has an origin of its own, so that Stripe's remote script can't touch the till page.
 */
export async function openBrowserShell(options: {
  readonly till: Till;
  readonly port: number;
  /** The folder that holds the built pages `till`, `reader` and `customer`. */
  readonly pages: string;
  readonly random: Random;
}): Promise<BrowserShell> {
  const { till, random } = options;
  // Each page's policy names the other's origin, which is known once both listen.
  const addresses: { till?: PageAddress; reader?: PageAddress } = {};
  const reader = await servePage({
    port: 0,
    cookieName: 'reader_session',
    directory: join(options.pages, 'reader'),
    random,
    policy: () =>
      readerPagePolicy({
        standIn: till.readerPageOrigins(),
        self: true,
        framedBy: addresses.till?.origin ?? null,
      }),
    permissions:
      'camera=(), microphone=(), geolocation=(), local-network-access=(self), local-network=(self), loopback-network=(self)',
    decorate: (html) => html,
    dispatch: till.dispatchReaderPage,
    streamPath: '/contract/commands',
    subscribe: (send) =>
      till.onReaderCommand(
        (command) => {
          send('readerPage.command', command);
        },
        (isMine) => {
          send('readerPage.turn', { isMine });
        },
      ),
  });
  addresses.reader = reader;
  const customer = await servePage({
    port: 0,
    cookieName: 'customer_session',
    directory: join(options.pages, 'customer'),
    random,
    policy: () => customerPagePolicy({ stream: true }),
    permissions: NOTHING,
    decorate: (html) => html,
    // It has no channel: whatever it asks is refused, and reaches no service.
    dispatch: () => Promise.resolve(refuse('CONTRACT_UNKNOWN_CHANNEL')),
    streamPath: '/contract/display',
    subscribe: (send) =>
      till.onCustomerDisplay(({ display }) => {
        send(CUSTOMER_DISPLAY_PUSH, display);
      }),
  });
  const page = await servePage({
    port: options.port,
    cookieName: 'till_session',
    directory: join(options.pages, 'till'),
    random,
    policy: () => tillPagePolicy({ readerPage: reader.origin }),
    permissions: `camera=(), microphone=(), geolocation=(), local-network-access=("${reader.origin}"), local-network=("${reader.origin}"), loopback-network=("${reader.origin}")`,
    decorate: (html) =>
      html.replace(
        '</head>',
        `<meta name="reader-page" content="${reader.gate.issueAddress()}" />` +
          `<meta name="customer-page" content="${customer.gate.issueAddress()}" /></head>`,
      ),
    dispatch: till.dispatch,
    streamPath: '/contract/pushes',
    subscribe: (send) =>
      till.onPush((push) => {
        send(push.name, push.value);
      }),
  });
  addresses.till = page;
  return {
    url: page.gate.issueAddress(),
    origin: page.origin,
    readerOrigin: reader.origin,
    customerUrl: customer.gate.issueAddress(),
    customerOrigin: customer.origin,
    stop: async () => {
      await Promise.all([page.close(), reader.close(), customer.close()]);
    },
  };
}
