import { describe, expect, it } from 'vitest';
import { createMemoryDisk, type PreparedFile, type SimulatedDisk } from './memory-disk.ts';

/** What a simulated crash leaves is what a real one would: all that was committed, and nothing else. */
const FILE = 'Till 1/till.db';
const prepared = (): PreparedFile => ({
  free: [],
  prepare: (memory) => {
    memory
      .open(FILE)
      .exec("CREATE TABLE goods (name TEXT NOT NULL UNIQUE); INSERT INTO goods VALUES ('Tea')");
  },
});
const goods = (disk: SimulatedDisk, file: string): unknown =>
  disk.open(file).prepare('SELECT name FROM goods ORDER BY name').pluck().all();

describe.each(['by-bytes', 'kept'] as const)('a file whose till died, found again %s', (reopening) => {
  it('has what was committed, and not what was undone', () => {
    const disk = createMemoryDisk(new Map([[FILE, prepared()]]));
    const first = disk.open(FILE);
    const insert = first.prepare('INSERT INTO goods VALUES (?)');
    first.transaction(() => insert.run('Rice')).immediate();
    const fails = first.transaction(() => {
      insert.run('Salt');
      insert.run('Tea');
    });
    expect(() => fails.immediate()).toThrow(/UNIQUE/u);
    insert.run('Milk');
    disk.passOn(FILE, 'next', reopening);
    expect(goods(disk, 'next')).toEqual(['Milk', 'Rice', 'Tea']);
    expect(disk.open('next') === first).toBe(reopening === 'kept');
    expect(disk.bytes('next')?.toString('latin1')).toContain('Milk');
    disk.close();
  });

  it('is never taken over in the middle of a commit', () => {
    const disk = createMemoryDisk(new Map([[FILE, prepared()]]));
    const sqlite = disk.open(FILE);
    const pulled = sqlite.transaction(() => {
      sqlite.prepare("INSERT INTO goods VALUES ('Salt')").run();
      disk.passOn(FILE, 'next', reopening);
    });
    expect(() => pulled.immediate()).toThrow(/commit/u);
    expect(goods(disk, FILE)).toEqual(['Tea']);
    disk.close();
  });
});

describe('the next shop', () => {
  it('begins as the first one did, whatever that sold', () => {
    const file = prepared();
    const contents = new Map([[FILE, file]]);
    const first = createMemoryDisk(contents);
    expect(goods(first, FILE)).toEqual(['Tea']);
    const before = first.bytes(FILE);
    for (const name of ['Rice', 'Salt']) first.open(FILE).prepare('INSERT INTO goods VALUES (?)').run(name);
    first.copy(FILE, 'kept');
    first.close();
    const second = createMemoryDisk(contents);
    expect(goods(second, FILE)).toEqual(['Tea']);
    expect(before?.equals(second.bytes(FILE) ?? Buffer.alloc(0))).toBe(true);
    expect(file.free).toEqual([]);
    second.close();
    expect(file.free).toHaveLength(1);
  });
});
