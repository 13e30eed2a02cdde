import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { parseObject } from './messages.ts';

export type Entry = {
  readonly seq: number;
  readonly eventId: string;
  readonly eventType: string;
  /** Whether Stripe's signature held. One that does not is kept as evidence and means nothing. */
  readonly authentic: boolean;
};

/**
 * A till's disk: one line for each transaction, which holds the event and the cursor that goes with it, so that neither
 * can be there without the other. A line that a power cut tore is cut off at the next start.
 */
export class Journal {
  readonly #path: string;
  readonly #entries: Entry[] = [];
  readonly #known = new Set<string>();
  #file: number;
  #cursor: string | null = null;

  constructor(path: string) {
    this.#path = path;
    if (existsSync(path)) this.#load();
    this.#file = openSync(path, 'a');
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  /** Every event once, in the order in which they were committed. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Returns once event and cursor are on the disk. False when the event's id was known and only the cursor moved. */
  commit(entry: Entry, cursor: string): boolean {
    const isNew = !this.#known.has(entry.eventId);
    this.#write(isNew ? { cursor, entry } : { cursor });
    if (isNew) this.#remember(entry);
    this.#cursor = cursor;
    return isNew;
  }

  /** Takes the cursor of a `reset`; what is known stays known. */
  replaceCursor(cursor: string): void {
    this.#write({ cursor });
    this.#cursor = cursor;
  }

  close(): void {
    closeSync(this.#file);
    this.#file = -1;
  }

  #write(line: object): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }

  #load(): void {
    const text = readFileSync(this.#path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(this.#path, Buffer.byteLength(whole));
    for (const line of whole.split('\n').slice(0, -1)) {
      const { cursor, entry } = parseObject(line) as { readonly cursor: string; readonly entry?: Entry };
      this.#cursor = cursor;
      if (entry !== undefined) this.#remember(entry);
    }
  }

  #remember(entry: Entry): void {
    this.#entries.push(entry);
    this.#known.add(entry.eventId);
  }
}
