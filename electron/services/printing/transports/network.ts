import { connect, type Socket } from 'node:net';
import type { PrintAttempt } from '../../../../shared/contract/index.ts';
import type { Timers } from '../../ports.ts';
import {
  ASK_STATUS,
  ASK_WHEN_PRINTED,
  isPaperByte,
  isStatusByte,
  paperEnded,
  STATUS_ANSWERS,
  troubleOf,
} from '../escpos/status.ts';
import { causeOf, CONFIRMED, inDoubt, refused, SENT, type PrinterTransport } from './transport.ts';

export type NetworkWaits = {
  readonly connectMs: number;
  /** How long a printer may think about its state. Many cheap ones never answer and print all the same. */
  readonly statusMs: number;
  /** How long the job may take once it is sent, and how long a printer may stop reading. */
  readonly printMs: number;
  readonly closeMs: number;
};
const WAITS: NetworkWaits = { connectMs: 4_000, statusMs: 600, printMs: 8_000, closeMs: 1_500 };

/**
 * A printer in the shop's network by raw TCP (port 9100). It is asked for its state first where it answers, so that an
 * open cover refuses a job before one line of it is printed. One that answered before has to answer again behind the
 * job; until then nobody knows. One that never answers has the job as sent, not as printed.
 */
export function networkTransport(
  address: { readonly host: string; readonly port: number },
  timers: Pick<Timers, 'after'>,
  waits: NetworkWaits = WAITS,
): PrinterTransport {
  const withLine = async (work: (line: Line) => Promise<PrintAttempt>): Promise<PrintAttempt> => {
    const opened = await openLine(address, timers, waits.connectMs);
    if (!('ask' in opened)) return opened;
    try {
      return await work(opened);
    } finally {
      opened.close();
    }
  };
  return {
    check: () =>
      withLine(async (line) => {
        const answers = await line.ask(ASK_STATUS, isStatusByte, STATUS_ANSWERS, waits.statusMs);
        const trouble = troubleOf(answers);
        if (trouble !== null) return refused(trouble);
        return answers.length === 0 ? SENT : CONFIRMED;
      }),
    send: (bytes) =>
      withLine(async (line) => {
        const before = await line.ask(ASK_STATUS, isStatusByte, STATUS_ANSWERS, waits.statusMs);
        const trouble = troubleOf(before);
        if (trouble !== null) return refused(trouble);
        if (line.lost() !== null) return refused('connection-lost');
        const written = await line.write(bytes, waits.printMs);
        if (!written) return inDoubt(line.lost() === null ? 'no-answer' : 'connection-lost');
        return before.length === 0 ? line.finish(waits.closeMs) : confirm(line, waits);
      }),
  };
}

/**
 * The answer from behind the job. Printers that don't know that question can still say that they are well after it,
 * which is no word about the paper.
 */
async function confirm(line: Line, waits: NetworkWaits): Promise<PrintAttempt> {
  const [paper] = await line.ask(ASK_WHEN_PRINTED, isPaperByte, 1, waits.printMs / 2);
  if (paper !== undefined) return paperEnded(paper) ? inDoubt('paper-out') : CONFIRMED;
  const after = await line.ask(ASK_STATUS, isStatusByte, STATUS_ANSWERS, waits.printMs / 2);
  if (after.length === 0) return inDoubt('connection-lost');
  const trouble = troubleOf(after);
  return trouble === null ? SENT : inDoubt(trouble);
}

type Line = {
  /** Sends a question and gives up to `count` answers that pass; fewer when the printer keeps silent. */
  readonly ask: (
    question: Uint8Array,
    passes: (byte: number) => boolean,
    count: number,
    waitMs: number,
  ) => Promise<readonly number[]>;
  readonly write: (bytes: Uint8Array, waitMs: number) => Promise<boolean>;
  /** Ends the line in order; the printer has taken everything when it agrees. */
  readonly finish: (waitMs: number) => Promise<PrintAttempt>;
  readonly lost: () => Error | null;
  readonly close: () => void;
};

function openLine(
  address: { readonly host: string; readonly port: number },
  timers: Pick<Timers, 'after'>,
  connectMs: number,
): Promise<Line | PrintAttempt> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, noDelay: true });
    const forget = timers.after(connectMs, () => {
      socket.destroy();
      resolve(refused('no-answer'));
    });
    socket.once('error', (error) => {
      forget();
      resolve(refused(causeOf(error)));
    });
    socket.once('connect', () => {
      forget();
      resolve(lineOf(socket, timers));
    });
  });
}

function lineOf(socket: Socket, timers: Pick<Timers, 'after'>): Line {
  let lost: Error | null = null;
  let listener: (bytes: Uint8Array) => void = () => undefined;
  socket.on('error', (error) => {
    lost = error;
  });
  socket.on('close', () => {
    lost ??= new Error('closed');
  });
  socket.on('data', (bytes) => {
    listener(bytes);
  });
  const until = (work: (done: () => void) => void, waitMs: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        forget();
        socket.off('close', end);
        resolve();
      };
      const forget = timers.after(waitMs, end);
      socket.once('close', end);
      if (lost === null) work(end);
      else end();
    });
  return {
    ask: async (question, passes, count, waitMs) => {
      const answers: number[] = [];
      await until((done) => {
        listener = (bytes) => {
          answers.push(...Array.from(bytes).filter(passes));
          if (answers.length >= count) done();
        };
        socket.write(question);
      }, waitMs);
      listener = () => undefined;
      // Half an answer can't be told apart from noise.
      return answers.length >= count ? answers.slice(0, count) : [];
    },
    write: async (bytes, waitMs) => {
      let written = false;
      await until((done) => {
        socket.write(bytes, (error) => {
          written = error === undefined || error === null;
          done();
        });
      }, waitMs);
      return written;
    },
    finish: async (waitMs) => {
      // A printer that took everything closes its end too; some never do, and then silence has to be enough.
      await until(() => socket.end(), waitMs);
      return lost !== null && 'code' in lost ? inDoubt('connection-lost') : SENT;
    },
    lost: () => lost,
    close: () => {
      socket.end();
      socket.destroySoon();
    },
  };
}
