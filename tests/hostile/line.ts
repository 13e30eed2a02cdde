import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came back over one line, as far as it could be read. */
export type Heard = {
  /** The status of each answer, in order; 101 is one of them. */
  readonly statuses: readonly number[];
  /** The answers' bodies, in the same order. */
  readonly bodies: readonly string[];
  /** Messages of the socket, once there was one. */
  readonly messages: readonly HeardMessage[];
  /** The code of the relay's close frame. */
  readonly closeCode: number | null;
  readonly endedByRelay: boolean;
};

/** One message of the relay's, read without its schemas: the judge must not share them. */
export type HeardMessage = Readonly<Record<string, unknown>>;

export type LineOptions = {
  readonly port: number;
  /** Written one after the other, `pauseMs` apart. */
  readonly pieces: readonly Uint8Array[];
  readonly pauseMs?: number;
  /** Ends our half of the line behind the last piece. */
  readonly halfClose?: boolean;
  /** True when nothing more is awaited. A line that the relay ended is over anyway. */
  readonly isOver: (heard: Heard) => boolean;
  readonly withinMs: number;
};

/** Says something raw to a relay on loopback, as no proper client would. Null: no end within the time. */
export function talk(options: LineOptions): Promise<Heard | null> {
  const { port, pieces, pauseMs = 0, halfClose = false, isOver, withinMs } = options;
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    // Half of a line stays open while the relay still says something.
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
    const finish = (heard: Heard | null): void => {
      clearTimeout(deadline);
      // Without a goodbye: a hundred thousand polite ends would use up the machine's ports.
      if (!socket.destroyed) socket.resetAndDestroy();
      resolve(heard);
    };
    const deadline = setTimeout(() => {
      finish(null);
    }, withinMs);
    const ended = (): void => {
      finish(readHeard(bytes, true));
    };
    socket.on('data', (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const heard = readHeard(bytes, false);
      if (heard.closeCode !== null || isOver(heard)) finish(heard);
    });
    socket.on('end', ended);
    socket.on('error', ended);
    socket.on('close', ended);
    socket.once('connect', () => {
      void write();
    });
    const write = async (): Promise<void> => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        socket.write(piece);
        if (pauseMs > 0) await sleep(pauseMs);
      }
      if (halfClose) socket.end();
    };
  });
}

/** Reads HTTP answers, and frames behind a 101, from the beginning of a line. */
export function readHeard(bytes: Buffer, endedByRelay: boolean): Heard {
  const statuses: number[] = [];
  const bodies: string[] = [];
  let at = 0;
  while (at < bytes.length && statuses.at(-1) !== 101) {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    if (headEnd < 0) break;
    const head = bytes.toString('latin1', at, headEnd);
    const [, digits] = /^HTTP\/1\.1 (\d{3})/u.exec(head) ?? [];
    // The end of a body in pieces, of which nobody here reads more.
    if (digits === undefined) break;
    const status = Number(digits);
    const length = Number(/\r\ncontent-length: *(\d+)/iu.exec(head)?.[1] ?? 0);
    const bodyEnd = headEnd + 4 + length;
    if (bodyEnd > bytes.length && !endedByRelay) break;
    at = bodyEnd;
    // "Go on" is no answer yet.
    if (status === 100) continue;
    statuses.push(status);
    bodies.push(bytes.toString('utf8', headEnd + 4, bodyEnd));
  }
  const frames = statuses.at(-1) === 101 ? readFrames(bytes.subarray(at)) : { messages: [], closeCode: null };
  return { statuses, bodies, ...frames, endedByRelay };
}

function readFrames(bytes: Buffer): Pick<Heard, 'messages' | 'closeCode'> {
  const messages: HeardMessage[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (at + 2 + extra > bytes.length) break;
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short;
    const start = at + 2 + extra;
    if (start + length > bytes.length) break;
    const payload = bytes.subarray(start, start + length);
    // A relay says nothing but objects; anything else would show as a message without a type.
    if (opcode === 1) messages.push(JSON.parse(payload.toString('utf8')) as HeardMessage);
    if (opcode === 8) return { messages, closeCode: length >= 2 ? payload.readUInt16BE(0) : 1005 };
    at = start + length;
  }
  return { messages, closeCode: null };
}

export type FrameOptions = {
  readonly opcode?: number;
  readonly last?: boolean;
  readonly masked?: boolean;
  /** Bits that no extension has given a meaning. */
  readonly reserved?: number;
  /** A length that the payload does not have. */
  readonly claimedLength?: number;
};

/** One frame as a till would send it, or as none would. */
export function frame(payload: string | Uint8Array, options: FrameOptions = {}): Buffer {
  const { opcode = 1, last = true, masked = true, reserved = 0 } = options;
  const data = Buffer.from(payload);
  const length = options.claimedLength ?? data.length;
  const first = (last ? 0x80 : 0) | (reserved << 4) | opcode;
  const maskBit = masked ? 0x80 : 0;
  const head =
    length < 126
      ? Buffer.from([first, maskBit | length])
      : length < 65_536
        ? Buffer.from([first, maskBit | 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([first, maskBit | 127]), eightBytes(length)]);
  if (!masked) return Buffer.concat([head, data]);
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  return Buffer.concat([head, mask, data.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

function eightBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
