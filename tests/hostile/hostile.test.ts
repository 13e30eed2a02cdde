import { expect, it, vi } from 'vitest';
import { KINDS } from './kinds.ts';
import { readHeard, type Heard } from './line.ts';
import { memoryFaults, runHostile } from './run-hostile.ts';
import { refused } from './tries.ts';

// One relay process for all of it, on a machine that may be busy with something else.
vi.setConfig({ testTimeout: 120_000 });

const NOTHING: Heard = { statuses: [], bodies: [], messages: [], closeCode: null, endedByRelay: false };

it('a relay under thousands of bad requests and messages takes none, lives on, and answers every good one', async () => {
  const report = await runHostile({ requests: 2_000, seed: 1, goodBefore: 20, patient: false });
  expect(report.faults).toEqual([]);
  expect(Object.keys(report.tried).toSorted()).toEqual(Object.keys(KINDS).toSorted());
  expect(report.goodSent).toBeGreaterThan(20);
});

it.each([
  ['a good answer', { ...NOTHING, statuses: [200] }],
  ['a socket', { ...NOTHING, statuses: [101] }],
  ['a refusal and a good answer behind it', { ...NOTHING, statuses: [400, 200] }],
  ['a fault of the relay’s own', { ...NOTHING, statuses: [503] }],
  ['no answer at all', NOTHING],
])('a bad request that gets %s is a fault', (_name, heard) => {
  expect(refused(Buffer.alloc(0)).judge(heard)).not.toBeNull();
});

it('a refusal, or a line cut off, is none', () => {
  const { judge } = refused(Buffer.alloc(0));
  expect([judge({ ...NOTHING, statuses: [400] }), judge({ ...NOTHING, endedByRelay: true })]).toEqual([
    null,
    null,
  ]);
});

it('memory that grows is a fault', () => {
  expect(memoryFaults({ firstHalf: 120, secondHalf: 130 })).toEqual([]);
  expect(memoryFaults({ firstHalf: 120, secondHalf: 240 })).toHaveLength(1);
});

it('what comes back is read whole: an answer, another behind it, and messages behind an upgrade', () => {
  const said = Buffer.concat([
    Buffer.from('HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\nno'),
    Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
    Buffer.from([0x81, 15]),
    Buffer.from('{"type":"ping"}'),
    Buffer.from([0x88, 2, 0x11, 0x30]),
  ]);
  expect(readHeard(said, false)).toEqual({
    statuses: [400, 101],
    bodies: ['no', ''],
    messages: [{ type: 'ping' }],
    closeCode: 4_400,
    endedByRelay: false,
  });
});
