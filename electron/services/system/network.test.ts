import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { systemNetwork } from './network.ts';

it('a name has the addresses that this computer was told, or none', async () => {
  expect(await systemNetwork.resolve('localhost')).toEqual(['127.0.0.1']);
  // Reserved never to exist (RFC 6761); a computer without a resolver can't say so.
  expect([null, []]).toContainEqual(await systemNetwork.resolve('reader.invalid'));
});

it('something answers at a port that is listened at, and nothing at one that is not', async () => {
  const server = createServer((socket) => socket.end());
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  expect(await systemNetwork.answers('127.0.0.1', port)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  expect(await systemNetwork.answers('127.0.0.1', port)).toBe(false);
});

it('the networks that this computer is in have a mask each, and loopback is none of them', () => {
  for (const { address, netmask } of systemNetwork.here()) {
    expect(address).not.toMatch(/^127\./u);
    expect(netmask).toMatch(/^\d+\.\d+\.\d+\.\d+$/u);
  }
});
