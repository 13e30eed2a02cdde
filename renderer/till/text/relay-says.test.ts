import { expect, it } from 'vitest';
import type { RelayLink } from '../../../shared/contract/views/app.ts';
import { textsOf } from './index.ts';
import { relaySays } from './relay-says.ts';

const said = (link: Partial<RelayLink>): string =>
  relaySays(
    { state: 'live', signatureFailures: 0, backlog: 0, ...link } as RelayLink, // Only these are looked at.
    textsOf('en').frame.relay,
  );

it.each([
  [{}, 'Relay live'],
  [{ signatureFailures: 2 }, '2 webhook signatures refused'],
  [{ state: 'away', signatureFailures: 1 }, 'Relay away, Stripe is asked · 1 webhook signature refused'],
  [{ state: 'away' }, 'Relay away, Stripe is asked'],
] as const)('the footer says of a relay that is %j: %s', (link, words) => {
  expect(said(link)).toBe(words);
});

it('says the backlog and the refusals as well', () => {
  expect(said({ backlog: 3, signatureFailures: 1 })).toMatch(/^.*3.* · 1 webhook signature refused$/u);
});
