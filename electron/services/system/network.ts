import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Network } from '../ports.ts';

const ANSWER_WITHIN_MS = 3_000;
/** What a resolver says where a name has no address, or none that it wants to give. */
const NO_ADDRESS = 'ENOTFOUND';

/** The computer's own view of the shop's network. */
export const systemNetwork: Network = {
  here: () =>
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address, netmask }) => ({ address, netmask })),
  resolve: (name) =>
    within<readonly string[] | null>(
      // The way that the reader page's browser takes as well, with whatever this computer was told about names.
      lookup(name, { all: true, family: 4 }).then(
        (found) => found.map(({ address }) => address),
        (error: unknown) =>
          error instanceof Error && 'code' in error && error.code === NO_ADDRESS ? [] : null,
      ),
      null,
    ),
  answers: (address, port) =>
    new Promise((resolve) => {
      const socket = connect({ host: address, port, timeout: ANSWER_WITHIN_MS });
      const end = (answers: boolean): void => {
        socket.destroy();
        resolve(answers);
      };
      socket.once('connect', () => {
        end(true);
      });
      socket.once('timeout', () => {
        end(false);
      });
      socket.once('error', () => {
        end(false);
      });
    }),
};

/** The answer, or `otherwise` when it takes too long: a resolver that nobody reaches may take half a minute. */
function within<Value>(answer: Promise<Value>, otherwise: Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ANSWER_WITHIN_MS, otherwise);
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
