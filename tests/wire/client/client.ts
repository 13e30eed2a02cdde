import { openLine, type Line } from './line.ts';
import { runSession, type SessionEnd, type Till } from './session.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export type ClientOptions = Till & {
  readonly baseUrl: string;
  readonly token: string;
  /** Gives a number from 0 up to 1. */
  readonly random: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** A till's side of the relay: stays connected until it is stopped or a person has to act. */
export class WireClient {
  readonly #options: ClientOptions;
  readonly #stopping = new AbortController();
  readonly #running: Promise<string>;
  #line: Line | null = null;
  #failures = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Why it stopped: `stopped`, or the code after which it may not come back by itself. */
  get stopped(): Promise<string> {
    return this.#running;
  }

  /** Lets the line die as if the cable were pulled. */
  cut(): void {
    this.#line?.cut();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#line?.cut();
    await this.#running;
  }

  async #run(): Promise<string> {
    const { signal } = this.#stopping;
    for (;;) {
      const end = await this.#session();
      if (signal.aborted) return 'stopped';
      this.#options.tell?.({ what: 'end', end });
      if (end.then === 'stop') return end.why;
      await this.#options.wait(this.#waitMs(end), signal);
      if (signal.aborted) return 'stopped';
    }
  }

  async #session(): Promise<SessionEnd> {
    const { baseUrl, token } = this.#options;
    const opened = await openLine(baseUrl, token);
    if (!('send' in opened)) return afterRefusal(opened.status);
    this.#line = opened;
    if (this.#stopping.signal.aborted) opened.cut();
    const end = await runSession(opened, {
      ...this.#options,
      tell: (news) => {
        if (news.what === 'event') this.#failures = 0;
        this.#options.tell?.(news);
      },
    });
    this.#line = null;
    return end;
  }

  /** Full jitter, so that a thousand tills that lost the relay together don't come back together. */
  #waitMs({ afterMs }: SessionEnd): number {
    const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    return afterMs + this.#options.random() * Math.max(afterMs, ceilingMs);
  }
}

/** What the status of a refused upgrade asks for. What the page does not name came from something in between. */
function afterRefusal(status: number): SessionEnd {
  if (status === 0 || status === 503) return { why: `refused-${String(status)}`, then: 'again', afterMs: 0 };
  const isFinal = status === 401 || status === 403 || status === 404;
  return { why: `refused-${String(status)}`, then: isFinal ? 'stop' : 'blocked', afterMs: 0 };
}
