import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/*
 * Goal: a commit is on the disk when it returns, and a disk that refuses ends the process. Method: a child process
 * opens the real database under strace, which counts the calls that flush, or makes them fail.
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const COMMITS = 20;
const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
if (!canTrace)
  process.stderr.write('SKIPPED: durability of commits; strace is missing or not allowed here.\n');

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-disk-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Opens a database with `source` as open.ts, commits, and returns how often the disk was told to flush meanwhile. */
function run(
  openFile: string,
  traceOptions: readonly string[],
  work: string,
): { flushes: number; out: string } {
  const script = join(directory, 'child.ts');
  const trace = join(directory, 'trace.txt');
  writeFileSync(
    script,
    `import { openSync, writeSync } from 'node:fs';
import { openDatabase } from ${JSON.stringify(openFile)};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const opened = openDatabase({
  file: ${JSON.stringify(join(directory, 'till.db'))},
  log,
  onPoisoned: (reason) => { console.log('poisoned', reason); process.exit(70); },
});
if (!opened.ok) throw new Error(opened.code);
const { db } = opened;
const mark = openSync(${JSON.stringify(join(directory, 'mark'))}, 'w');
writeSync(mark, 'work-starts');
${work}
writeSync(mark, 'work-ends');
`,
  );
  const child = spawnSync(
    'strace',
    [
      '-f',
      '-qq',
      '-o',
      trace,
      '-e',
      'trace=fsync,fdatasync,write',
      ...traceOptions,
      process.execPath,
      script,
    ],
    { encoding: 'utf8', cwd: HERE },
  );
  const lines = readFileSync(trace, 'utf8').split('\n');
  const from = lines.findIndex((line) => line.includes('work-starts'));
  const to = lines.findIndex((line) => line.includes('work-ends'));
  expect(from, child.stderr).toBeGreaterThan(-1);
  const during = lines.slice(from, to === -1 ? undefined : to);
  return { flushes: during.filter((line) => /f(?:data)?sync\(/u.test(line)).length, out: child.stdout };
}

const COMMIT = `for (let index = 0; index < ${String(COMMITS)}; index += 1) {
  db.run("UPDATE counters SET value = value + 1 WHERE name = 'sale'");
}`;

/** open.ts with one word changed, with all that it imports, where its relative imports still lead somewhere. */
function openWithBug(from: string, to: string): string {
  const source = readFileSync(join(HERE, 'open.ts'), 'utf8');
  expect(source).toContain(from);
  const absolute = source
    .replaceAll("'./migrations/index.ts'", JSON.stringify(join(HERE, 'migrations/index.ts')))
    .replaceAll("'better-sqlite3'", JSON.stringify(fileURLToPath(import.meta.resolve('better-sqlite3'))));
  const folder = join(directory, 'buggy');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'open.ts'), absolute.replaceAll(from, to));
  return join(folder, 'open.ts');
}

describe.skipIf(!canTrace)('a commit', () => {
  it('flushes to the disk before it returns, every time', () => {
    expect(run(join(HERE, 'open.ts'), [], COMMIT).flushes).toBeGreaterThanOrEqual(COMMITS);
  });

  it('of a till whose author wrote NORMAL does not, and this check sees it', () => {
    const buggy = openWithBug("synchronous = FULL'", "synchronous = NORMAL'").toString();
    const source = readFileSync(buggy, 'utf8');
    // The database asserts its own setting at the start; the planted bug takes the assertion out with it.
    writeFileSync(buggy, source.replace('{ simple: true }) === 2', '{ simple: true }) === 1'));
    expect(run(buggy, [], COMMIT).flushes).toBeLessThan(COMMITS);
  });

  it('that the disk refused ends the process instead of being tried again', () => {
    const inject = ['-e', 'inject=fsync,fdatasync:error=EIO:when=1+'];
    // The flushes while opening must succeed, so the fault is armed only on a database that is there already.
    run(join(HERE, 'open.ts'), [], COMMIT);
    const { out } = run(join(HERE, 'open.ts'), inject, COMMIT);
    expect(out).toContain('poisoned SQLITE_IOERR_FSYNC');
  });
});

describe.skipIf(!canTrace)('a full disk', () => {
  const FULL = ['-e', 'trace=pwrite64,write', '-e', 'inject=pwrite64:error=ENOSPC'];

  it.each(['new', 'old'])('is told as full when the till starts on a %s profile, never as damage', (age) => {
    if (age === 'old') run(join(HERE, 'open.ts'), [], COMMIT);
    expect(() => run(join(HERE, 'open.ts'), FULL, '')).toThrow(/DB_FULL/u);
  });

  it('is told as full before a payment is risked on it', () => {
    run(join(HERE, 'open.ts'), [], COMMIT);
    // The limit of the process stands for the disk: the log can't grow, though what is open stays open.
    const work = `for (let index = 0; db.findTrouble() === null && index < 5_000; index += 1);
console.log(db.findTrouble());`;
    const whenLogGrows = ['-e', 'trace=pwrite64,write', '-e', 'inject=pwrite64:error=ENOSPC:when=40+'];
    expect(run(join(HERE, 'open.ts'), whenLogGrows, work).out).toContain('disk-full');
  });
});

const canBeNobody = process.getuid?.() === 0;
if (!canBeNobody)
  process.stderr.write('SKIPPED: a write-protected database; only root can test it as nobody.\n');

describe.skipIf(!canBeNobody)('a write-protected profile', () => {
  const NOBODY = 65_534;
  const asNobody = (): string => {
    const script = `import { openDatabase } from ${JSON.stringify(join(HERE, 'open.ts'))};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const opened = openDatabase({ file: ${JSON.stringify(join(directory, 'till.db'))}, log, onPoisoned: () => undefined });
console.log(opened.ok ? 'trouble ' + opened.db.findTrouble() : opened.code);`;
    const asked = ['--input-type=module-typescript', '-e', script];
    return spawnSync(process.execPath, asked, { encoding: 'utf8', uid: NOBODY, gid: NOBODY }).stdout.trim();
  };
  const cases = [
    ['folder', 0o755, 'DB_READ_ONLY'],
    ['file', 0o777, 'trouble read-only'],
  ] as const;

  it.each(cases)('whose %s can not be written is told before a sale', (_what, folderMode, told) => {
    run(join(HERE, 'open.ts'), [], '');
    for (const name of readdirSync(directory)) chmodSync(join(directory, name), 0o444);
    chmodSync(directory, folderMode);
    expect(asNobody()).toBe(told);
  });
});
