import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderDriverKind } from '../../../shared/domain/payment/index.ts';
import { createConnecting, type ConnectBy, type Tried } from './connecting.ts';
import type { NotedHolder } from './holder.ts';

/*
 * Goal: no till takes a reader from another one without a manager, and each finds its own session again. Method: the
 * reader answers as a test says, with and without `fail_if_in_use`; every try, read and note is written down.
 */
const READER = { readerId: 'tmr_1', label: 'Counter', locationId: null, simulated: false };
const FRESH = { lastSaidAtMs: 2, isStale: false, way: 'lan' } as const;
const OURS: NotedHolder = { ...FRESH, register: 'Till 1', sinceMs: 1, isUs: true };
const THEIRS: NotedHolder = { ...FRESH, register: 'Till 2', sinceMs: 2, isUs: false };

let done: string[];
let inUse: boolean;
let reachable: boolean;
let noted: NotedHolder | null | 'no-answer';
let way: ReaderDriverKind;
beforeEach(() => {
  done = [];
  inUse = false;
  reachable = true;
  noted = null;
  way = 'lan';
});

function attempt(by: ConnectBy, reader = READER): Promise<Tried> {
  const connect = createConnecting({
    driver: {
      connect: ({ failIfInUse }) => {
        done.push(failIfInUse ? 'try' : 'take');
        if (!reachable) return Promise.resolve('failed');
        return Promise.resolve(inUse && failIfInUse ? 'in-use' : 'connected');
      },
    },
    holders: {
      look: () => {
        done.push('look');
        return Promise.resolve(noted);
      },
      took: (_readerId, over) => done.push(`note ${over}`),
      takesOver: (_readerId, over) => {
        done.push(`note ${over}`);
        return Promise.resolve(() => done.push('put back'));
      },
    },
    usesLan: () => way === 'lan',
  });
  return connect(reader, by);
}

describe.each(['itself', 'person'] as const)('a connect that no manager spoke for, by %s', (by) => {
  it('gets a reader that nobody is noted for, and notes that this till uses it', async () => {
    expect(await attempt(by)).toBe('connected');
    expect(done).toEqual(['look', 'try', 'note lan']);
  });

  it.each([false, true])('leaves a reader that is another till’s, asked for a card: %s', async (isAsking) => {
    // Free by Stripe's word, as long as no card is asked for there.
    inUse = isAsking;
    noted = THEIRS;
    expect(await attempt(by)).toEqual({ inUseBy: THEIRS });
    expect(done).toEqual(['look']);
  });

  it('gets a reader that another till has not spoken for since yesterday', async () => {
    noted = { ...THEIRS, isStale: true };
    expect(await attempt(by)).toBe('connected');
    expect(done).toEqual(['look', 'try', 'note lan']);
  });

  it('leaves it there all the same while the reader itself says that it is in use', async () => {
    inUse = true;
    noted = { ...THEIRS, isStale: true };
    expect(await attempt(by)).toEqual({ inUseBy: noted });
    expect(done).toEqual(['look', 'try']);
  });

  it('takes its own session back after a crash', async () => {
    inUse = true;
    noted = OURS;
    expect(await attempt(by)).toBe('connected');
    expect(done).toEqual(['look', 'take', 'note lan']);
  });

  it.each([null, 'no-answer'] as const)(
    'takes nothing from a till that it does not know: the note is %s',
    async (note) => {
      inUse = true;
      noted = note;
      expect(await attempt(by)).toEqual({ inUseBy: note });
      expect(done).toEqual(['look', 'try']);
    },
  );

  it('gets a free reader although its note could not be read', async () => {
    noted = 'no-answer';
    expect(await attempt(by)).toBe('connected');
    expect(done).toEqual(['look', 'try', 'note lan']);
  });
});

describe('a manager', () => {
  beforeEach(() => {
    inUse = true;
    noted = THEIRS;
  });
  it('takes it over, and it is noted before the other till loses it', async () => {
    expect(await attempt('manager')).toBe('connected');
    expect(done).toEqual(['note lan', 'take']);
  });
  it('who could not reach it leaves the note as it was', async () => {
    reachable = false;
    expect(await attempt('manager')).toBe('failed');
    expect(done).toEqual(['note lan', 'take', 'put back']);
  });
});

it('the reader that the SDK simulates is nobody’s: Stripe has no note of it', async () => {
  const simulated = { ...READER, readerId: 'simulated', simulated: true };
  expect(await attempt('itself', simulated)).toBe('connected');
  expect(await attempt('manager', simulated)).toBe('connected');
  expect(done).toEqual(['try', 'take']);
});

describe('where Stripe drives the reader', () => {
  beforeEach(() => {
    way = 'server-driven';
    noted = THEIRS;
  });
  it('nothing is asked or noted by itself', async () => {
    expect(await attempt('itself')).toBe('connected');
    expect(done).toEqual([]);
  });
  it('a person is told of a till that keeps it over its LAN, and a manager takes it from there', async () => {
    expect(await attempt('person')).toEqual({ inUseBy: THEIRS });
    expect(await attempt('manager')).toBe('connected');
    expect(done).toEqual(['look', 'note server-driven']);
  });
  it('tills share it, payment by payment', async () => {
    noted = { ...THEIRS, way: 'server-driven' };
    expect(await attempt('person')).toBe('connected');
    expect(done).toEqual(['look']);
  });
});
