export { startReadThreadFrom } from './read-thread.ts';
import { randomBytes, randomFillSync } from 'node:crypto';
import { createSendMail } from '../mail/index.ts';
import {
  createOpenTransport,
  discoverPrinters,
  realSurroundings,
  runCommand,
  type PrinterPorts,
} from '../printing/index.ts';
import { systemNetwork } from './network.ts';
import { openWebSocket } from '../relay-client/index.ts';
import type { Clock, Http, Ids, Random, TillPorts, Timers } from '../ports.ts';

/** The computer's own clock, timers and randomness: what production passes where simulation passes its own. */
export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export const systemTimers: Timers = {
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
  sleep: (delayMs, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    }),
};

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

/**
 * Ids that sort by the time they were made (RFC 9562, version 7). Within one millisecond, and when the clock goes
 * back, a counter keeps them rising.
 */
export function createIds(
  clock: Clock,
  random: Random = { bytes: (count) => randomFillSync(new Uint8Array(count)) },
): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    uuidv7: () => {
      const nowMs = clock.nowMs();
      counter = nowMs > lastMs ? 0 : counter + 1;
      if (nowMs > lastMs) lastMs = nowMs;
      else if (counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      const tail = random.bytes(8);
      tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
      const time = lastMs.toString(16).padStart(12, '0');
      const sequence = (0x7000 | counter).toString(16);
      const rest = Buffer.from(tail).toString('hex');
      return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${rest.slice(0, 4)}-${rest.slice(4)}`;
    },
  };
}

const ANSWER_WITHIN_MS = 15_000;

export const systemHttp: Http = async (url, { method, bearer, body }) => {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answered: unknown = await response.json().catch(() => null);
    return { status: response.status, body: answered };
  } catch {
    // Refused, cut, too slow: for the caller nobody answered.
    return null;
  }
};

/** The computer's own ports, with what only a shell can bring. */
export function systemPorts(shell: Pick<TillPorts, 'log' | 'vault' | 'companions' | 'fatal'>): TillPorts {
  return {
    ...shell,
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    ids: createIds(systemClock),
    http: systemHttp,
    network: systemNetwork,
    openRelaySocket: openWebSocket,
    printers: systemPrinters(),
    sendMail: createSendMail(),
  };
}

/** The printers of this computer and of its network. */
function systemPrinters(): PrinterPorts {
  const openTransport = createOpenTransport(systemTimers);
  return {
    openTransport,
    discover: () => discoverPrinters(realSurroundings(runCommand, openTransport, systemTimers)),
  };
}
