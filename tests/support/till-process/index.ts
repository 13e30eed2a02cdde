import { createInterface } from 'node:readline';
import type {
  AppSnapshot,
  ChannelName,
  Envelope,
  RequestOf,
  ResponseOf,
} from '../../../shared/contract/index.ts';
import { startProcess } from '../process.ts';
import type { TillProcessOptions } from './options.ts';

export type {
  KillPoint,
  PreparedKillPoint,
  RefundKillPoint,
  ShiftKillPoint,
  TillProcessOptions,
} from './options.ts';

export type TillProcess = {
  /** Asks as the page does. Never answers when the process dies meanwhile. */
  readonly ask: <Name extends ChannelName>(
    channel: Name,
    request: RequestOf<Name>,
  ) => Promise<Envelope<ResponseOf<Name>>>;
  readonly snapshot: () => Promise<AppSnapshot>;
  /** The signal or code it ended with. */
  readonly ended: Promise<string>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly output: () => string;
};

/** Starts a till on a profile. */
export async function startTillProcess(options: TillProcessOptions): Promise<TillProcess> {
  const running = await startProcess('tests/support/till-process/main.ts', {
    environment: { TILL_PROCESS: JSON.stringify(options) },
  });
  const { child } = running;
  const waiting = new Map<number, (envelope: unknown) => void>();
  let lastId = 0;
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const answer = JSON.parse(line) as { id: number; envelope: unknown }; // Written by main.ts.
      waiting.get(answer.id)?.(answer.envelope);
      waiting.delete(answer.id);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? String(code));
    });
  });
  child.stdin?.on('error', () => undefined); // Its end is told by `ended`.
  const ask: TillProcess['ask'] = (channel, request) =>
    new Promise((resolve) => {
      lastId += 1;
      // The till checked it against the channel's schema before it answered.
      waiting.set(lastId, resolve as (envelope: unknown) => void);
      child.stdin?.write(`${JSON.stringify({ id: lastId, channel, request })}\n`);
    });
  return {
    ask,
    snapshot: async () => {
      const answer = await ask('app.getSnapshot', {});
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    ended,
    kill: running.kill,
    stop: running.stop,
    output: running.output,
  };
}
