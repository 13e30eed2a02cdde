import { z } from 'zod';
import type { Companions } from '../services/ports.ts';

const loopback = z.url({ protocol: /^http$/u, hostname: /^(?:127\.0\.0\.1|localhost)$/u });

const schema = z.strictObject({
  sandbox: z.strictObject({
    baseUrl: loopback,
    publishableKey: z.string().startsWith('pk_test_'),
    secretKey: z.string().startsWith('sk_test_'),
    controlKey: z.string(),
  }),
  relay: z.strictObject({ url: loopback, pairingCode: z.string(), storeId: z.string() }),
});

/**
 * Companions that somebody else started, such as the demo, which wants to look into them. `text` is the JSON of their
 * addresses; they must be on this computer. Null when nothing, or nothing usable, was given.
 */
export function readGivenCompanions(text: string | undefined): Companions | null {
  if (text === undefined || text === '') return null;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  const addresses = schema.safeParse(given);
  if (!addresses.success) return null;
  return { start: () => Promise.resolve(addresses.data), stop: () => Promise.resolve() };
}
