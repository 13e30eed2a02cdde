import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How a printer in the network behaves, as far as its wire shows it. */
export type PrinterBehaviour = {
  /** Answers to DLE EOT 1, 2 and 4, and to GS r; null: it never answers, as many cheap ones. */
  readonly status: readonly [number, number, number] | null;
  readonly printedAnswer?: number | null;
  /** Breaks the line once this many bytes of a job have come. */
  readonly breaksAfterBytes?: number;
  /** Stops reading once a job begins. */
  readonly stopsReading?: boolean;
};

export const WELL: readonly [number, number, number] = [0x12, 0x12, 0x12];

/** A printer behind a real socket: keeps what it was sent apart from questions about its state. */
export async function startPrinter(first: PrinterBehaviour): Promise<{
  readonly host: string;
  readonly port: number;
  readonly printed: () => Uint8Array;
  readonly behave: (behaviour: PrinterBehaviour) => void;
  readonly stop: () => Promise<void>;
}> {
  let behaviour = first;
  const kept: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let waiting = Buffer.alloc(0);
    let jobBytes = 0;
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // The till may leave whenever it likes.
    socket.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      const job: number[] = [];
      let at = 0;
      while (at < waiting.length) {
        const asksState = waiting[at] === 0x10 && waiting[at + 1] === 0x04;
        const asksPrinted = waiting[at] === 0x1d && waiting[at + 1] === 0x72;
        if ((asksState || asksPrinted) && at + 2 >= waiting.length) break;
        if (asksState) answerState(socket, behaviour, waiting[at + 2] ?? 0);
        else if (asksPrinted) answerPrinted(socket, behaviour);
        else job.push(waiting[at] ?? 0);
        if (jobBytes + job.length >= (behaviour.breaksAfterBytes ?? Number.POSITIVE_INFINITY)) {
          socket.resetAndDestroy();
          return;
        }
        at += asksState || asksPrinted ? 3 : 1;
      }
      waiting = waiting.subarray(at);
      jobBytes += job.length;
      kept.push(Buffer.from(job));
      if (behaviour.stopsReading === true && jobBytes > 0) socket.pause();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // True of a server that listens on a port and not on a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    printed: () => Buffer.concat(kept),
    behave: (next) => {
      behaviour = next;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answerState(socket: Socket, { status }: PrinterBehaviour, question: number): void {
  if (status === null) return;
  const answer = status[question === 4 ? 2 : question - 1];
  if (answer !== undefined) socket.write(Uint8Array.of(answer));
}

function answerPrinted(socket: Socket, { status, printedAnswer }: PrinterBehaviour): void {
  if (status === null || printedAnswer === null) return;
  socket.write(Uint8Array.of(printedAnswer ?? 0));
}
