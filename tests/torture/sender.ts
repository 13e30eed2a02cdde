import { setTimeout as sleep } from 'node:timers/promises';
import { eventBody, signatureHeader } from '../../relay/testing/stripe-events.ts';
import type { Chance } from '../simulation/world/chance.ts';

/** Senders that, as Stripe does, repeat each event until it is answered 2xx. */
export type Senders = {
  /** Ids answered 2xx, by store. */
  readonly accepted: ReadonlyMap<string, readonly string[]>;
  readonly count: () => number;
  /** Requests without an answer, or with another one. */
  readonly repeated: () => number;
  /** Makes no more events, and resolves when all that were made have been answered 2xx. */
  readonly finish: () => Promise<void>;
};

export type Target = { readonly storeId: string; readonly secret: string };

/** A lost answer may have been a stored event, so the next try is a repetition; it is never given up. */
export function startSenders(options: {
  readonly url: string;
  readonly targets: readonly Target[];
  readonly lines: number;
  readonly chance: Chance;
}): Senders {
  const { url, targets, lines, chance } = options;
  const accepted = new Map(targets.map(({ storeId }): [string, string[]] => [storeId, []]));
  let made = 0;
  let repeated = 0;
  let finishing = false;

  const send = async ({ storeId, secret }: Target, body: string): Promise<void> => {
    for (;;) {
      const atS = Math.floor(Date.now() / 1000);
      const headers = { 'stripe-signature': signatureHeader({ secret, atS, body }) };
      const status = await post(`${url}/api/webhooks/stripe/${storeId}`, body, headers);
      if (status === 200) return;
      repeated += 1;
      await sleep(20);
    }
  };
  const work = async (): Promise<void> => {
    while (!finishing) {
      made += 1;
      const id = `evt_${String(made)}`;
      const target = chance.pick(targets);
      const body = eventBody({ id, amount: made });
      await send(target, body);
      accepted.get(target.storeId)?.push(id);
      // Stripe may deliver again what was answered.
      if (chance.maybe(0.05)) await send(target, body);
    }
  };
  const all = Promise.all(Array.from({ length: lines }, work));
  return {
    accepted,
    count: () => [...accepted.values()].reduce((sum, ids) => sum + ids.length, 0),
    repeated: () => repeated,
    finish: async () => {
      finishing = true;
      await all;
    },
  };
}

/** Null when there was no answer. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<number | null> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(20_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
