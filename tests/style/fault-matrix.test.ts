import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/process.ts';

const NAMED_TEST = /`([^`]+\.test\.ts)` "([^"]+)"/gu;

type Row = { readonly number: number; readonly guard: string; readonly tests: string };

function readRows(): readonly Row[] {
  return readFileSync(join(ROOT, 'docs/fault-matrix.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/u.test(line))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return { number: Number(cells[1]), guard: cells[4] ?? '', tests: cells[5] ?? '' };
    });
}

/** What is wrong with a row; empty when its guard and its tests are there. */
function faultsOf({ number, guard, tests }: Row): readonly string[] {
  const named = [...tests.matchAll(NAMED_TEST)].map(([, file = '', title = '']) => ({ file, title }));
  if (named.length === 0)
    return tests === 'Not yet' ? [] : [`Row ${String(number)} names its test in no known way.`];
  const guardFile = guard.replaceAll('`', '');
  return [
    ...(existsSync(join(ROOT, guardFile)) ? [] : [`Row ${String(number)}: there is no ${guardFile}.`]),
    ...named.flatMap(({ file, title }) => {
      const path = join(ROOT, file);
      if (!existsSync(path)) return [`Row ${String(number)}: there is no ${file}.`];
      return readFileSync(path, 'utf8').includes(title)
        ? []
        : [`Row ${String(number)}: ${file} has no "${title}".`];
    }),
  ];
}

describe('the fault matrix', () => {
  it('has all forty rows, each once', () => {
    expect(readRows().map(({ number }) => number)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it('names guards and tests that are there', () => {
    expect(readRows().flatMap(faultsOf)).toEqual([]);
  });

  it('names a test for each row', () => {
    expect(readRows().filter(({ tests }) => tests === 'Not yet')).toEqual([]);
  });

  it('sees a test that is gone', () => {
    const gone = {
      number: 1,
      guard: '`README.md`',
      tests: '`tests/style/style.test.ts` "no such test at all"',
    };
    expect(faultsOf(gone)).toHaveLength(1);
  });
});
