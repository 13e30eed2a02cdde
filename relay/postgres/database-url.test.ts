import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { readDatabaseUrl } from './database-url.ts';

describe('the address of a database', () => {
  it('names each host of a cluster in one text', () => {
    const answer = readDatabaseUrl(
      'postgres://relay:p%40ss@db1.example:5433,db2.example,[2001:db8::1]:5434/relay?sslmode=verify-full',
    );
    expect(answer).toEqual({
      ok: true,
      urls: [
        'postgres://relay:p%40ss@db1.example:5433/relay?sslmode=verify-full',
        'postgres://relay:p%40ss@db2.example/relay?sslmode=verify-full',
        'postgres://relay:p%40ss@[2001:db8::1]:5434/relay?sslmode=verify-full',
      ],
    });
  });

  it.each([
    ['of another kind', 'mysql://relay:hunter2@127.0.0.1/relay', 'must look like'],
    ['without a user', 'postgres://127.0.0.1/relay', 'must name a user'],
    ['without a database', 'postgres://relay:hunter2@127.0.0.1/', 'must name a user, hosts and a database'],
    [
      'over a network without a word on its protection',
      'postgres://relay:hunter2@db.example/relay',
      'sslmode',
    ],
    [
      'with a protection that is none',
      'postgres://relay:hunter2@127.0.0.1/relay?sslmode=prefer',
      'one of these for sslmode',
    ],
  ])('%s is refused, and its password is not repeated', (_name, url, problem) => {
    const answer = readConfig({ RELAY_DATABASE_URL: url, RELAY_MASTER_KEY: '7a'.repeat(32) });
    const problems = answer.ok ? [] : answer.problems;
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join(' ')).not.toContain('hunter2');
  });

  it('asks for the key that all relays of a fleet share', () => {
    const answer = readConfig({ RELAY_DATABASE_URL: 'postgres://relay@127.0.0.1/relay' });
    expect(answer.ok ? [] : answer.problems).toEqual([expect.stringContaining('the same key')]);
  });
});
