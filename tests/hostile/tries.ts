import type { Chance } from '../simulation/world/chance.ts';
import type { Heard } from './line.ts';
import type { Scene } from './scene.ts';

/** One bad thing to say to a relay, and what is wrong with its answer. */
export type Try = {
  readonly pieces: readonly Uint8Array[];
  readonly pauseMs?: number;
  readonly halfClose?: boolean;
  readonly isOver: (heard: Heard) => boolean;
  /** One sentence when the relay took what it should not have; null when all is well. */
  readonly judge: (heard: Heard) => string | null;
};

/** What makes the tries of one kind. `lane` owns a terminal of its own. */
export type Kind = (chance: Chance, scene: Scene, lane: number) => Try;

/** What is good in a request; each kind spoils some of it. */
export type Request = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  /** Null leaves it out. */
  readonly contentLength?: string | null;
};

export function requestBytes(request: Request): Buffer {
  const { method = 'POST', path, headers = [], body = '' } = request;
  const bytes = Buffer.from(body);
  const { contentLength = String(bytes.length) } = request;
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: relay',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(contentLength === null ? [] : [`content-length: ${contentLength}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** Refused with a status of the 4xx, or cut off without a word: anything but a good answer or a fault of the relay's. */
export function refused(...pieces: readonly Uint8Array[]): Try {
  return {
    pieces,
    isOver: ({ statuses }) => statuses.length > 0,
    judge: ({ statuses, endedByRelay }) => {
      const wrong = statuses.filter(
        (status) => status < 400 || (status >= 500 && status !== 501 && status !== 505),
      );
      if (wrong.length > 0) return `answered ${wrong.join(', ')}`;
      return statuses.length === 0 && !endedByRelay ? 'was not answered' : null;
    },
  };
}

/** Our half of the line ends behind it. */
export function cut(bytes: Uint8Array): Try {
  return { ...refused(bytes), halfClose: true };
}
