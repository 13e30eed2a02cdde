import type { Till } from '../../../electron/services/index.ts';
import { createLanReader } from '../../../renderer/reader/lan-reader.ts';
import type { SdkTerminal } from '../../../renderer/reader/sdk.ts';
import { createStripeTerminalStandIn } from '../../../sandbox/terminal-sdk/index.ts';
import type { Chance } from './chance.ts';
import type { FaultBoard, FaultKind } from './faults.ts';
import { never, type Life } from './life.ts';
import type { StripeWorld } from './stripe-world.ts';
import type { VirtualTime } from './virtual-time.ts';

export type ReaderPagePorts = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly board: FaultBoard;
  readonly stripe: StripeWorld;
  readonly readerId: string;
  readonly life: Life;
  readonly till: Till;
};

const GREET_AGAIN_MS = 1_500;
/** Slower than the stand-in's own pace: nobody watches, and each look costs. */
const LOOK_EVERY_MS = 1_500;
const WATCH_EVERY_MS = 5_000;
/** So often a look that would see what the last one saw is left out; then it is taken all the same. */
const LOOKS_LEFT_OUT = 6;

/** The reader page of one life, with the shipped core. `close` is what a reload does to it. */
export function openReaderPage(ports: ReaderPagePorts): { readonly close: () => void } {
  const { life, till, time } = ports;
  let open = true;
  let leave: () => void = () => undefined;
  const isOpen = (): boolean => open && life.isAlive();
  const start = async (): Promise<void> => {
    const greeting = await till.dispatchReaderPage('readerPage.hello', {});
    if (!isOpen()) return;
    if (!greeting.ok) {
      time.after(GREET_AGAIN_MS, () => {
        if (isOpen()) void start();
      });
      return;
    }
    const reader = await createLanReader({
      report: (report) => {
        if (isOpen() && life.pass('page.report')) void till.dispatchReaderPage('readerPage.report', report);
      },
      fetchToken: async () => {
        if (!isOpen()) return never();
        const token = await till.dispatchReaderPage('readerPage.fetchConnectionToken', {});
        if (!token.ok) throw new Error(token.error.code);
        return (token.value as { secret: string }).secret; // The contract's own shape.
      },
      load: (callbacks) =>
        Promise.resolve(standIn(ports, isOpen).create(callbacks) as unknown as SdkTerminal), // The same calls, stated more narrowly.
    });
    leave = till.onReaderCommand((command) => {
      if (isOpen() && life.pass('page.command')) void reader.obey(command);
    });
    await till.dispatchReaderPage('readerPage.report', { type: 'ready' });
  };
  void start();
  return {
    close: () => {
      open = false;
      leave();
    },
  };
}

function standIn(ports: ReaderPagePorts, isOpen: () => boolean) {
  let asked = 0;
  let lastSeen = '';
  /** All that a look at the reader can tell, and whether anything else was asked of it meanwhile. */
  const sight = (): string => {
    const { on, screen, collected, cancelled, intentId, sessionId } =
      ports.stripe.state.readers[ports.readerId] ?? {};
    return [asked, on, screen, collected === null, cancelled, intentId, sessionId].join();
  };
  const lookAgain = (everyMs: number, call: () => void): (() => void) => {
    const seen = lastSeen;
    let left = LOOKS_LEFT_OUT;
    let forget: () => void;
    const wait = (): void => {
      forget = ports.time.after(everyMs, () => {
        if (!isOpen()) return;
        left -= 1;
        if (left >= 0 && sight() === seen) wait();
        else call();
      });
    };
    wait();
    return () => {
      forget();
    };
  };
  return createStripeTerminalStandIn({
    baseUrl: '',
    after: (delayMs, call) =>
      delayMs === LOOK_EVERY_MS || delayMs === WATCH_EVERY_MS
        ? lookAgain(delayMs, call)
        : ports.time.after(delayMs, () => {
            if (isOpen()) call();
          }),
    pollMs: LOOK_EVERY_MS,
    watchMs: WATCH_EVERY_MS,
    fetch: (url, { body }) => {
      if (url !== '/lan/state') asked += 1;
      return overTheShopsNetwork(ports, url, body, () => {
        if (url === '/lan/state') lastSeen = sight();
      });
    },
  });
}

type LanAnswer = { readonly ok: boolean; readonly json: () => Promise<unknown> };

async function overTheShopsNetwork(
  ports: ReaderPagePorts,
  path: string,
  body: string,
  answered: () => void,
): Promise<LanAnswer> {
  const { life, board, chance, time } = ports;
  if (!life.isAlive()) return never();
  const fault = strikes(board, path);
  await time.sleep(chance.between(2, 30));
  // A screen may be slow and may fail, and nothing else may come to harm by it.
  if (path === '/lan/display') {
    await time.sleep(chance.maybe(0.1) ? chance.between(300, 6_000) : 0);
    if (chance.maybe(0.05)) throw new Error('The screen was not written');
  }
  if (fault === 'lan-unheard') throw new Error('The reader did not answer');
  if (fault === 'reader-busy') return refusedBy('command_already_in_progress');
  if (fault === 'card-removed') {
    removeCard(ports, body);
    return refusedBy('reader_error');
  }
  const answer = await ports.stripe.sandbox.handle({ method: 'POST', target: path, headers: {}, body });
  answered();
  await time.sleep(chance.between(2, path === '/lan/process' ? 1_500 : 30));
  if (!life.isAlive()) return never();
  if (answer.dropped || fault === 'lan-answer-lost') throw new Error('The reader’s answer was lost');
  return { ok: answer.status < 300, json: () => Promise.resolve(JSON.parse(answer.body)) };
}

/** Waiting looks again and again, as screens are written: a fault there would nearly never hit what matters. */
function strikes(board: FaultBoard, path: string): FaultKind | null {
  if (path === '/lan/state' || path === '/lan/display') return null;
  if (path === '/lan/process' || path === '/lan/process-refund')
    return board.strike('lan-process') ?? board.strike('lan');
  if (path === '/lan/collect') return board.strike('lan-collect') ?? board.strike('lan');
  return board.strike('lan');
}

function refusedBy(code: string): LanAnswer {
  return { ok: false, json: () => Promise.resolve({ error: { message: 'The reader said no', code } }) };
}

/** The customer pulled the card out before the bank was asked. */
function removeCard(ports: ReaderPagePorts, body: string): void {
  const { readerId } = JSON.parse(body) as { readerId?: string }; // What the stand-in sends.
  const reader = readerId === undefined ? undefined : ports.stripe.state.readers[readerId];
  if (reader === undefined) return;
  Object.assign(reader, { screen: 'idle', collected: null, intentId: null, amountMinor: null, refund: null });
}
