import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sign, type Scene } from './scene.ts';

/** Genuine webhooks, one after the other over one line, as from a Stripe that waits for each answer. */
export type GoodTraffic = {
  readonly send: (webhook: Scene['genuine'], id: string) => Promise<void>;
  /** Sends fresh ones until `isOver`. */
  readonly run: (isOver: (sent: number) => boolean) => Promise<void>;
  /** All that were answered 2xx, in order. */
  readonly ids: () => readonly string[];
  /** Milliseconds until each answer. */
  readonly latencies: () => readonly number[];
  /** One sentence for each that was not answered 2xx. */
  readonly faults: () => readonly string[];
};

const PAUSE_MS = 4;

export function createGoodTraffic(to: {
  readonly url: string;
  readonly storeId: string;
  readonly secret: string;
}): GoodTraffic {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ids: string[] = [];
  const latencies: number[] = [];
  const faults: string[] = [];
  let made = 0;
  const send = async (webhook: Scene['genuine'], id: string): Promise<void> => {
    const startMs = performance.now();
    const status = await post(agent, `${to.url}/api/webhooks/stripe/${to.storeId}`, webhook);
    latencies.push(performance.now() - startMs);
    if (status === 200) ids.push(id);
    else faults.push(`the good ${id} was answered ${String(status)}`);
  };
  return {
    send,
    run: async (isOver) => {
      let sent = 0;
      while (!isOver(sent)) {
        made += 1;
        const id = `evt_good_${String(made)}`;
        await send(sign(id, to.secret), id);
        sent += 1;
        await sleep(PAUSE_MS);
      }
    },
    ids: () => ids,
    latencies: () => latencies,
    faults: () => faults,
  };
}

/** The status; null when the line broke. */
function post(agent: Agent, url: string, { body, header }: Scene['genuine']): Promise<number | null> {
  return new Promise((resolve) => {
    const asked = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', 'stripe-signature': header } },
      (response) => {
        response.resume();
        response.once('end', () => {
          resolve(response.statusCode ?? null);
        });
      },
    );
    asked.once('error', () => {
      resolve(null);
    });
    asked.end(body);
  });
}
