import type { Parameters } from './parameters.ts';
import { invalid } from './api-error.ts';

type Listed = { readonly id: string; readonly created?: number };

/** A page of a list, newest first, with Stripe's cursors and `created` filters. */
export function listPage<Item extends Listed>(
  items: readonly Item[],
  url: string,
  parameters: Parameters,
): {
  readonly object: 'list';
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly url: string;
} {
  const limit = parameters.integer('limit') ?? 10;
  const after = parameters.text('starting_after');
  const before = parameters.text('ending_before');
  const range = readRange(parameters);
  parameters.list('expand');
  parameters.done();
  if (limit < 1 || limit > 100) throw invalid('Limit must be between 1 and 100', undefined, 'limit');
  const newestFirst = items.toReversed().filter((item) => item.created === undefined || range(item.created));
  const afterAt = after === undefined ? -1 : newestFirst.findIndex((item) => item.id === after);
  const beforeAt =
    before === undefined ? newestFirst.length : newestFirst.findIndex((item) => item.id === before);
  const window = newestFirst.slice(afterAt + 1, beforeAt);
  const data = before === undefined ? window.slice(0, limit) : window.slice(-limit);
  return { object: 'list', data, has_more: window.length > data.length, url };
}

function readRange(parameters: Parameters): (created: number) => boolean {
  const range = parameters.object('created');
  const gte = range?.integer('gte') ?? -Infinity;
  const gt = range?.integer('gt') ?? -Infinity;
  const lte = range?.integer('lte') ?? Infinity;
  const lt = range?.integer('lt') ?? Infinity;
  return (created) => created >= gte && created > gt && created <= lte && created < lt;
}
