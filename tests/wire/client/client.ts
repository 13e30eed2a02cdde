import { openLine, type Line } from './line.ts';
import { readToTheEnd } from './range.ts';
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
      if (end.next === 'stop') return end.why;
      await this.#options.wait(this.#waitMs(end), signal);
      if (signal.aborted) return 'stopped';
    }
  }

  async #session(): Promise<SessionEnd> {
    const { baseUrl, token } = this.#options;
    const opened = await openLine(baseUrl, token);
    if (!('send' in opened)) return this.#withoutSocket(opened.status);
    this.#line = opened;
    if (this.#stopping.signal.aborted) opened.cut();
    const end = await runSession(opened, this.#till());
    this.#line = null;
    return end;
  }

  /** An upgrade can fail by the relay's will or by something in between; a plain request tells which. */
  async #withoutSocket(status: number): Promise<SessionEnd> {
    if (status === 401) return { why: 'refused-401', next: 'stop', afterMs: 0 };
    if (status === 503) return { why: 'refused-503', next: 'again', afterMs: 0 };
    const { baseUrl, token } = this.#options;
    return readToTheEnd(baseUrl, token, this.#till(), this.#stopping.signal);
  }

  #till(): Till {
    return {
      ...this.#options,
      tell: (news) => {
        if (news.what === 'event' || news.what === 'alive' || news.what === 'read') this.#failures = 0;
        this.#options.tell?.(news);
      },
    };
  }

  /** Full jitter, so that a thousand tills that lost the relay together don't come back together. */
  #waitMs({ afterMs }: SessionEnd): number {
    const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    return afterMs + this.#options.random() * Math.max(afterMs, ceilingMs);
  }
}
