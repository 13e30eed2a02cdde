import type { ReaderCause } from '../../../../shared/contract/views/app.ts';

/**
 * Why a reader is not reached. `happened` is said where the till found it out, `perhaps` where it is one of several that
 * it could not rule out; `todo` is the one next step for both.
 */
export type CauseWords = {
  readonly title: string;
  readonly happened: string;
  readonly perhaps: string;
  readonly todo: string;
};

const causes: Record<ReaderCause, CauseWords> = {
  'not-registered': {
    title: 'This reader is not registered',
    happened: 'Stripe has no such reader in this account.',
    perhaps: 'It is not registered in this account.',
    todo: 'Register it in the settings with the code on its screen.',
  },
  'other-location': {
    title: 'The reader belongs to another location',
    happened: 'Stripe has it at another location than this register.',
    perhaps: 'It is registered at another location.',
    todo: 'Choose its location in the settings, or register it anew here.',
  },
  'other-mode': {
    title: 'The reader is registered in the other mode',
    happened: 'It was registered for live payments and the till is in test mode, or the other way round.',
    perhaps: 'It is registered for the other mode.',
    todo: 'Register it anew with the keys that this till uses.',
  },
  off: {
    title: 'The reader is off',
    happened: 'Stripe hears nothing from it: it is switched off, asleep, or without a network.',
    perhaps: 'It is switched off or asleep.',
    todo: 'Wake it, and check its cable and its network.',
  },
  'other-subnet': {
    title: 'Reader and till are in two networks',
    happened: 'The reader’s address is not in any network of this computer, and it does not answer there.',
    perhaps: 'It is in another network than the till, such as the one for guests.',
    todo: 'Put both into the same network.',
  },
  'dns-protection': {
    title: 'The router hides the reader’s name',
    happened:
      'The network gives out no private address for a public name, so the reader’s name leads nowhere.',
    perhaps: 'The router gives out no private address for the reader’s name.',
    todo: 'Allow stripe-terminal-local-reader.net in its rebind protection, or set the DNS server 1.1.1.1.',
  },
  firewall: {
    title: 'Something stands between till and reader',
    happened: 'A firewall or the Wi-Fi keeps them apart.',
    perhaps: 'A firewall keeps them apart, or reads what is encrypted; or the Wi-Fi keeps its devices apart.',
    todo: 'Switch client isolation off, and let this till reach the reader without inspection.',
  },
  'in-use': {
    title: 'Another till has the reader',
    happened: 'It was left there.',
    perhaps: 'Another till uses it, and has not said so.',
    todo: 'Ask there. A manager can take it over in the settings.',
  },
  'needs-update': {
    title: 'The reader needs an update',
    happened: 'Its software is older than Stripe accepts.',
    perhaps: 'It is just updating or restarting.',
    todo: 'Leave it on power and online; it updates by itself in some minutes.',
  },
  'page-permission': {
    title: 'The browser keeps the till from the local network',
    happened: 'Somebody refused this page the permission to reach devices of the shop’s network.',
    perhaps: 'The browser or the computer keeps the till from the local network.',
    todo: 'Allow the local network for this till in the settings of browser and computer.',
  },
  'stripe-away': {
    title: 'Stripe does not answer',
    happened: 'Without Stripe the till does not find a reader.',
    perhaps: 'Stripe was not reached in time.',
    todo: 'Check the internet connection. Cash works meanwhile.',
  },
  'key-refused': {
    title: 'Stripe does not let this key look for readers',
    happened: 'The key was revoked, or lacks a right for readers.',
    perhaps: 'The key lacks a right for readers.',
    todo: 'Have the key checked in the settings, with Verify.',
  },
  'sdk-blocked': {
    title: 'Stripe’s reader software did not load',
    happened: 'The till could not fetch it from js.stripe.com.',
    perhaps: 'Stripe’s reader software did not load.',
    todo: 'Check the internet connection, and let js.stripe.com through.',
  },
};

export const readerCauses = {
  causes,
  /** Over the list of what was not ruled out. */
  notFoundOut: 'The till could not find out why. One of these, the most likely first:',
  heldBy: (register: string, since: string) => `${register} has it since ${since}.`,
};
