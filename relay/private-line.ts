import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { RelayConfig } from './config.ts';
import { isLoopback } from './loopback.ts';

/** Tells a line that nobody else reads from one that somebody might, and who is at its other end. */
export type PrivateLine = {
  readonly isPrivate: (request: IncomingMessage) => boolean;
  /** The client's address, as the trusted proxy saw it; what anybody else claims about it is ignored. */
  readonly clientAddress: (request: IncomingMessage) => string;
};

/**
 * Without trusted proxies a line is private because the relay ends TLS itself or listens on loopback only. With them,
 * a request has to come from one, and it has to say that it came to it by https.
 */
export function createPrivateLine(config: Pick<RelayConfig, 'host' | 'tls' | 'trustedProxies'>): PrivateLine {
  const proxies = new BlockList();
  for (const network of config.trustedProxies) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const cameByProxy = (request: IncomingMessage): boolean => {
    const address = peer(request);
    return proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  };
  return {
    isPrivate: (request) => {
      if (config.trustedProxies.length === 0) return config.tls !== null || isLoopback(config.host);
      return cameByProxy(request) && last(request.headers['x-forwarded-proto']) === 'https';
    },
    clientAddress: (request) =>
      (cameByProxy(request) ? last(request.headers['x-forwarded-for']) : null) ?? peer(request),
  };
}

function peer(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

/** The entry that the nearest proxy added; earlier ones are whatever the client made up. */
function last(header: string | readonly string[] | undefined): string | null {
  const text = typeof header === 'string' ? header : header?.at(-1);
  return text?.split(',').at(-1)?.trim().toLowerCase() ?? null;
}
