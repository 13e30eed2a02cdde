/** Where Stripe's SDK comes from and what it talks to. Source: Stripe's domain list for Terminal, read 2026. */
const STRIPE_SCRIPTS = 'https://js.stripe.com';
const STRIPE_CONNECTS = [
  'https://api.stripe.com',
  // The SDK's telemetry: without it the SDK works, and reports errors that worry people.
  'https://gator.stripe.com',
  'https://js.stripe.com',
];
/** Readers answer under a name of Stripe's that leads into the shop's network; the port is the reader's choice. */
const LAN_READERS = 'https://*.device.stripe-terminal-local-reader.net:*';

/**
 * The till page's content policy. It reaches no network: `connect` is for the browser shell alone, whose page talks
 * to its own services over loopback, and so is `readerPage`, the origin of the frame in which the SDK runs there.
 */
export function tillPagePolicy(browserShell?: { readonly readerPage: string }): string {
  return join({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': [browserShell === undefined ? "'none'" : "'self'"],
    'frame-src': [browserShell?.readerPage ?? "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
  });
}

/**
 * The customer page's content policy: its own files and nothing else. `stream` admits the browser shell's feed from its
 * own address; Electron's comes through the preload.
 */
export function customerPagePolicy({ stream }: { readonly stream: boolean }): string {
  return join({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'font-src': ["'self'"],
    'img-src': ['data:'],
    'connect-src': [stream ? "'self'" : "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
  });
}

/**
 * The reader page's content policy. `standIn` is the sandbox's origin in training, and then Stripe's are not admitted;
 * `self` admits the browser shell's own loopback address, `framedBy` the till page around it.
 */
export function readerPagePolicy(page: {
  readonly standIn: readonly string[];
  readonly self: boolean;
  readonly framedBy: string | null;
}): string {
  const real = page.standIn.length === 0;
  return join({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(real ? [STRIPE_SCRIPTS] : page.standIn)],
    'connect-src': [
      ...(page.self ? ["'self'"] : []),
      ...(real ? [...STRIPE_CONNECTS, LAN_READERS] : page.standIn),
    ],
    'frame-src': [real ? STRIPE_SCRIPTS : "'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': [page.framedBy ?? "'none'"],
  });
}

function join(policy: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
