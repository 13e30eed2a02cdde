import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { connectTill, type TestTill } from '../../relay/testing/till.ts';
import { SECRET } from '../../relay/testing/stripe-events.ts';
import { eventually, startProcess, type RunningProcess } from '../support/process.ts';
import { BAD_ID } from './door-tries.ts';
import { createGoodTraffic, type GoodTraffic } from './good-traffic.ts';
import { REPLAY } from './kinds.ts';
import { prepareScene, sign, type PreparedScene, type Scene } from './scene.ts';
import { trySlowLines } from './slow-lines.ts';
import type { Orders, Progress } from './worker.ts';

export type HostileOptions = {
  readonly requests: number;
  readonly seed: number;
  /** Good webhooks before anybody is hostile, to compare with. */
  readonly goodBefore: number;
  /** Also lines that the relay bears for ten seconds. */
  readonly patient: boolean;
};

export type HostileReport = {
  readonly tried: Readonly<Record<string, number>>;
  /** One sentence for each promise that did not hold; empty when all is well. */
  readonly faults: readonly string[];
  readonly goodSent: number;
  readonly latencyMs: { readonly alone: Latency; readonly meanwhile: Latency };
  /** Medians of the relay's resident memory; null where the system does not tell it. */
  readonly memoryMb: { readonly firstHalf: number; readonly secondHalf: number } | null;
  readonly seconds: number;
};

export type Latency = { readonly p50: number; readonly p99: number; readonly max: number };

const LANES = 12;
/** What a heap that is only now warm may still take. */
const GROWTH_FACTOR = 1.15;
const GROWTH_MB = 24;

/** Lets `requests` bad requests and messages loose on a real relay process that serves a till meanwhile. */
export async function runHostile(options: HostileOptions): Promise<HostileReport> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-hostile-'));
  const prepared = await prepareScene(directory, LANES);
  const relay = await startProcess('relay/server.ts', {
    environment: { RELAY_PORT: '0', RELAY_DATA_DIR: directory, RELAY_EXIT_WITH_PARENT: '1' },
  });
  const open: TestTill[] = [];
  try {
    const url = String(relay.ready['url']);
    const connect = async (token: string): Promise<TestTill> => {
      const till = await connectTill({ url, token });
      till.socket.on('error', () => undefined);
      open.push(till);
      return till;
    };
    return await attack(options, { prepared, relay, url, connect });
  } finally {
    for (const till of open) till.socket.terminate();
    await relay.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Stage = {
  readonly prepared: PreparedScene;
  readonly relay: RunningProcess;
  readonly url: string;
  readonly connect: (token: string) => Promise<TestTill>;
};

async function attack(options: HostileOptions, stage: Stage): Promise<HostileReport> {
  const { prepared, relay, url, connect } = stage;
  const { goodToken, ...known } = prepared;
  const till = await connect(goodToken);
  const { epoch } = await till.hear('welcome');
  const good = createGoodTraffic({ url, storeId: known.goodStoreId, secret: SECRET });
  const hostile = createGoodTraffic({ url, storeId: known.hostileStoreId, secret: known.hostileSecret });
  for (const id of known.hostileEventIds) await hostile.send(sign(id, known.hostileSecret), id);
  const genuine = sign('evt_genuine', SECRET);
  await good.send(genuine, 'evt_genuine');
  const { cursor } = await till.hear('event');
  const scene: Scene = {
    ...known,
    port: Number(new URL(url).port),
    genuine,
    goodCursor: cursor,
    hostileEpoch: epoch,
  };

  await good.run((sent) => sent >= options.goodBefore);
  const alone = good.latencies().slice(-options.goodBefore);
  const startedMs = performance.now();
  const memory: number[] = [];
  let progress: Progress = { tried: {}, faults: [], done: false };
  const over = throwAll({ scene, requests: options.requests, seed: options.seed }, (news) => {
    progress = news;
    const megabytes = residentMb(relay.child.pid);
    if (megabytes !== null) memory.push(megabytes);
  });
  const slow = trySlowLines(scene, options.patient);
  const before = good.latencies().length;
  await good.run(() => progress.done);
  await over;
  const meanwhile = good.latencies().slice(before);
  const seconds = (performance.now() - startedMs) / 1000;
  const memoryMb = halves(memory);
  return {
    tried: progress.tried,
    faults: [
      ...progress.faults,
      ...(await slow),
      ...good.faults(),
      ...memoryFaults(memoryMb),
      ...(await aliveFaults(relay, url)),
      ...(await logFaults(stage, good, till)),
      ...(await countFaults(url, good, known.hostileEventIds.length, progress)),
    ],
    goodSent: good.ids().length,
    latencyMs: { alone: latencyOf(alone), meanwhile: latencyOf(meanwhile) },
    memoryMb,
    seconds,
  };
}

function throwAll(orders: Orders, heard: (progress: Progress) => void): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: orders });
  return new Promise((resolve, reject) => {
    worker.on('message', heard);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The worker ended with ${String(code)}.`));
    });
  });
}

/** The same process has to be there, and ready. */
async function aliveFaults(relay: RunningProcess, url: string): Promise<readonly string[]> {
  const { exitCode, signalCode, pid } = relay.child;
  if (exitCode !== null || signalCode !== null)
    return [`the relay ended with ${String(exitCode ?? signalCode)}`];
  const ready = await fetch(`${url}/readyz`);
  const fatal = relay
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));
  return [
    ...(ready.status === 200 ? [] : [`the relay (${String(pid)}) is not ready: ${String(ready.status)}`]),
    ...(pid === relay.ready['pid'] ? [] : ['the relay is another process']),
    ...(fatal.length === 0
      ? []
      : [`the relay logged an error: ${String(fatal[0])} (${String(fatal.length)} lines)`]),
  ];
}

/** The log holds the good ones, in the order in which they were answered, and nothing else. */
async function logFaults(stage: Stage, good: GoodTraffic, till: TestTill): Promise<readonly string[]> {
  const { prepared, connect } = stage;
  const ids = good.ids();
  await untilHeard(till, ids.length);
  const again = await connect(prepared.goodToken);
  await untilHeard(again, (await again.hear('welcome')).headSeq);
  const other = await connect(prepared.hostileTokens[0] ?? '');
  const { headSeq: otherHead } = await other.hear('welcome');
  const idsOf = (one: TestTill): readonly string[] => one.events().map(({ eventId }) => eventId);
  const bad = idsOf(again).filter((id) => id.startsWith(BAD_ID));
  return [
    ...(bad.length === 0 ? [] : [`the log holds ${String(bad.length)} bad events`]),
    ...(idsOf(again).join() === ids.join() ? [] : ['the log holds other events than the good ones']),
    ...(idsOf(till).join() === ids.join()
      ? []
      : ['the connected till heard other events than the good ones']),
    ...(otherHead === prepared.hostileEventIds.length ? [] : ['the other store’s log has grown']),
  ];
}

function untilHeard(till: TestTill, count: number): Promise<true> {
  return eventually('every event has come', () => (till.events().length >= count ? true : null), 120_000);
}

/** What the relay itself counted. */
async function countFaults(
  url: string,
  good: GoodTraffic,
  others: number,
  { tried }: Progress,
): Promise<readonly string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (name: string): number =>
    Number(new RegExp(`^relay_${name}_total (\\d+)$`, 'mu').exec(text)?.[1] ?? 'NaN');
  const expected = {
    webhooks_stored: good.ids().length + others,
    webhooks_conflicting: 0,
    webhooks_failed: 0,
    pairings: 0,
  };
  const known = count('webhooks_duplicate');
  const replays = tried[REPLAY] ?? 0;
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      count(name) === value ? [] : [`${name} is ${String(count(name))} instead of ${String(value)}`],
    ),
    ...(known > 0 && known <= replays ? [] : [`${String(known)} were known, of ${String(replays)} replays`]),
  ];
}

function residentMb(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** The first tenth is left out: there the process still compiles what it runs. */
function halves(samples: readonly number[]): HostileReport['memoryMb'] {
  const warm = samples.slice(Math.ceil(samples.length / 10));
  if (warm.length < 4) return null;
  const middle = Math.floor(warm.length / 2);
  return { firstHalf: quantile(warm.slice(0, middle), 0.5), secondHalf: quantile(warm.slice(middle), 0.5) };
}

export function memoryFaults(memory: HostileReport['memoryMb']): readonly string[] {
  if (memory === null || memory.secondHalf <= memory.firstHalf * GROWTH_FACTOR + GROWTH_MB) return [];
  const { firstHalf, secondHalf } = memory;
  return [`the relay’s memory grew from ${firstHalf.toFixed(0)} to ${secondHalf.toFixed(0)} MB`];
}

function latencyOf(values: readonly number[]): Latency {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99), max: Math.max(0, ...values) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
