import { ApiError } from './api-error.ts';
import type { World } from '../world.ts';

const KEPT_MS = 24 * 3600 * 1000;
const KEY_LENGTH_MAX = 255;

export type Answer = { readonly status: number; readonly body: string; readonly replayed?: boolean };

/**
 * Runs a POST under its idempotency key, as Stripe does: the first answer is kept for a day, 500s too, and replayed to
 * the same request; other parameters are an error; a concurrent twin gets 409; a request refused before it was carried
 * out leaves nothing. Source: docs.stripe.com/api/idempotent_requests, read 2026.
 */
export async function withIdempotency(
  world: World,
  running: Set<string>,
  request: { readonly key: string | undefined; readonly path: string; readonly parameters: string },
  run: () => Promise<Answer & { readonly executed: boolean }>,
): Promise<Answer> {
  const { key, path, parameters } = request;
  if (key === undefined) return run();
  if (key.length > KEY_LENGTH_MAX) throw idempotencyError('Idempotency keys can have up to 255 characters');
  const kept = world.state.answers[key];
  if (kept !== undefined && world.ports.nowMs() - kept.atMs < KEPT_MS) {
    if (kept.path !== path || kept.parameters !== parameters) {
      throw idempotencyError(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`,
      );
    }
    return { status: kept.status, body: kept.body, replayed: true };
  }
  if (running.has(key)) {
    throw new ApiError(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this idempotency key: '${key}'.`,
    });
  }
  running.add(key);
  try {
    const answer = await run();
    if (answer.executed) {
      world.state.answers[key] = {
        path,
        parameters,
        status: answer.status,
        body: answer.body,
        atMs: world.ports.nowMs(),
      };
    }
    return answer;
  } finally {
    running.delete(key);
  }
}

function idempotencyError(message: string): ApiError {
  return new ApiError(400, { type: 'idempotency_error', message });
}
