import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Random } from '../services/ports.ts';

/** Who may talk to one of the shell's addresses: a browser that opened the one-time address, and pages of ours. */
export type Gate = {
  /** A fresh address that opens this gate once. */
  readonly issueAddress: () => string;
  /** Exchanges a one-time token for the cookie's whole header; null for a token that is unknown or was used. */
  readonly enter: (token: string) => string | null;
  /** Whether the request names this address and no other: a rebound DNS name does not. */
  readonly isForUs: (headers: IncomingHttpHeaders) => boolean;
  /** Whether it carries the cookie. */
  readonly isKnown: (headers: IncomingHttpHeaders) => boolean;
  /** Whether our own page sent it, and no other page of this browser. */
  readonly isOwnPage: (headers: IncomingHttpHeaders) => boolean;
};

/**
 * The lock of one loopback address. Every program of this computer can reach the port and every page of the browser
 * can try: so a secret cookie that pages can't read, an exact Host, and an exact Origin are all asked for.
 */
export function createGate(options: {
  readonly origin: string;
  readonly cookieName: string;
  readonly random: Random;
}): Gate {
  const secret = (): string => Buffer.from(options.random.bytes(32)).toString('base64url');
  const session = secret();
  const open = new Set<string>();
  const { host } = new URL(options.origin);
  return {
    issueAddress: () => {
      const token = secret();
      open.add(token);
      return `${options.origin}/?token=${token}`;
    },
    enter: (token) => {
      if (!open.delete(token)) return null;
      return `${options.cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isForUs: (headers) => headers.host === host,
    isKnown: (headers) => same(readCookie(headers.cookie ?? '', options.cookieName), session),
    isOwnPage: (headers) => {
      const { origin } = headers;
      const site = headers['sec-fetch-site'];
      if (origin !== undefined && origin !== options.origin) return false;
      return site === undefined || site === 'same-origin';
    },
  };
}

function readCookie(header: string, name: string): string {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return '';
}

/** Compared by hash, so that neither length nor content shows in the time it takes. */
function same(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
