import { expect, it } from 'vitest';
import { isLanRefused } from './lan-permission.ts';

type States = Readonly<Record<string, string>>;

/** A browser that knows the permissions in `states`, and throws for every other name as Chromium does. */
function browser(states: States): Pick<Permissions, 'query'> {
  return {
    query: ({ name }: { readonly name: string }) => {
      const state = states[name];
      if (state === undefined) return Promise.reject(new TypeError(`'${name}' is not a valid permission`));
      return Promise.resolve({ state } as PermissionStatus); // The one member that is read.
    },
  };
}

it.each([
  [{ 'local-network-access': 'denied' }, true],
  [{ 'local-network': 'denied' }, true],
  [{ 'local-network-access': 'prompt' }, false],
  [{ 'local-network-access': 'granted', 'local-network': 'granted' }, false],
  // A browser from before the permission.
  [{}, false],
] as const)('a browser that says %j keeps the page from the network: %s', async (states: States, refused) => {
  expect(await isLanRefused(browser(states))).toBe(refused);
});
