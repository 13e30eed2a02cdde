import { expect, it, vi } from 'vitest';
import { findFaults, type Ledger } from './ledger.ts';
import { runTorture } from './run-torture.ts';

// Four processes, started several times, on a machine that may be busy with something else.
vi.setConfig({ testTimeout: 180_000 });

const GOOD: Ledger = {
  accepted: ['b', 'a', 'c'],
  log: ['a', 'b', 'c'].map((eventId, index) => ({ seq: index + 1, eventId })),
  tills: [{ name: 'till', kept: ['a', 'b', 'c'], applied: ['a', 'b', 'c'] }],
};

it('relay and tills killed under load: every accepted event is applied on every till, once and in order', async () => {
  const report = await runTorture({ rounds: 3, seed: 3 });
  expect(report.faults).toEqual([]);
  expect(report.kills['relay']).toBeGreaterThan(0);
  expect(Object.entries(report.kills).some(([name, kills]) => name !== 'relay' && kills > 0)).toBe(true);
  expect(report.accepted).toBeGreaterThan(3);
});

it('books that are whole have no fault', () => {
  expect(findFaults(GOOD)).toEqual([]);
});

it.each<readonly [string, Partial<Ledger>]>([
  ['an answer 2xx for an event that is missing', { accepted: ['a', 'b', 'c', 'd'] }],
  ['an event that nobody had accepted', { accepted: ['a', 'b'] }],
  [
    'a hole',
    {
      log: [
        { seq: 1, eventId: 'a' },
        { seq: 2, eventId: 'b' },
        { seq: 4, eventId: 'c' },
      ],
    },
  ],
  [
    'an event twice in the log',
    { log: ['a', 'b', 'c', 'a'].map((eventId, index) => ({ seq: index + 1, eventId })) },
  ],
  [
    'an event that a till never kept',
    { tills: [{ name: 'till', kept: ['a', 'b'], applied: ['a', 'b', 'c'] }] },
  ],
  [
    'an event that a till never applied',
    { tills: [{ name: 'till', kept: ['a', 'b', 'c'], applied: ['a', 'b'] }] },
  ],
  [
    'an event applied twice',
    { tills: [{ name: 'till', kept: ['a', 'b', 'c'], applied: ['a', 'b', 'b', 'c'] }] },
  ],
  ['events out of order', { tills: [{ name: 'till', kept: ['a', 'c', 'b'], applied: ['a', 'b', 'c'] }] }],
])('books with %s have one', (_name, changes) => {
  expect(findFaults({ ...GOOD, ...changes }).length).toBeGreaterThan(0);
});
