import { crc32, deflateSync, inflateSync } from 'node:zlib';

/*
 * Makes a screenshot small: at most 256 colours, packed as tightly as deflate can. Pictures of a user interface lose
 * nothing that an eye would miss. Written for what Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced.
 * Source: https://www.w3.org/TR/png-3/, read 2026-11-29.
 */
const COLOURS_MAX = 256;
/** Five bits for each of three channels. */
const KEYS = 2 ** 15;
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The same picture with a palette. Throws when `png` is none that Chromium would write. */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, channels, pixels } = decode(png);
  const buckets = countBuckets(pixels, channels);
  const palette = [...buckets.values()]
    .toSorted((one, other) => other.count - one.count)
    .slice(0, COLOURS_MAX);
  const colours = palette.map(({ red, green, blue, count }) =>
    [red, green, blue].map((sum) => Math.round(sum / count)),
  );
  const indexOf = new Uint8Array(KEYS);
  for (const [key, bucket] of buckets) indexOf[key] = nearest(colours, bucket);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = indexOf[keyAt(pixels, (y * width + x) * channels)] ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // Eight bits an index, a palette, and no interlacing.
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

type Bucket = { count: number; red: number; green: number; blue: number };

/** Five bits a channel: colours that fall together there look alike. */
function keyAt(pixels: Buffer, at: number): number {
  return (
    (((pixels[at] ?? 0) >> 3) << 10) | (((pixels[at + 1] ?? 0) >> 3) << 5) | ((pixels[at + 2] ?? 0) >> 3)
  );
}

function countBuckets(pixels: Buffer, channels: number): Map<number, Bucket> {
  const buckets = new Map<number, Bucket>();
  let last = { key: -1, bucket: { count: 0, red: 0, green: 0, blue: 0 } };
  for (let at = 0; at < pixels.length; at += channels) {
    const key = keyAt(pixels, at);
    // Most pixels look like the one before them.
    if (key !== last.key) {
      last = { key, bucket: buckets.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 } };
      buckets.set(key, last.bucket);
    }
    last.bucket.count += 1;
    last.bucket.red += pixels[at] ?? 0;
    last.bucket.green += pixels[at + 1] ?? 0;
    last.bucket.blue += pixels[at + 2] ?? 0;
  }
  return buckets;
}

function nearest(colours: readonly (readonly number[])[], { count, red, green, blue }: Bucket): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [r = 0, g = 0, b = 0]] of colours.entries()) {
    const distance = (r - red / count) ** 2 + (g - green / count) ** 2 + (b - blue / count) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function decode(png: Buffer) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : png[25] === 2 ? 3 : 0;
  if (png[24] !== 8 || channels === 0 || png[28] !== 0) throw new Error('This PNG is not one of Chromium’s');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return {
    width,
    height,
    channels,
    pixels: unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels),
  };
}

/** Each row was written as the difference to its neighbours, in one of five ways. */
function unfilter(filtered: Buffer, stride: number, channels: number): Buffer {
  const height = filtered.length / (stride + 1);
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const way = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (pixels[at - channels] ?? 0);
      const up = y === 0 ? 0 : (pixels[at - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (pixels[at - stride - channels] ?? 0);
      pixels[at] = ((filtered[y * (stride + 1) + 1 + x] ?? 0) + guess(way, left, up, corner)) & 0xff;
    }
  }
  return pixels;
}

/** Called for each byte of millions, so it makes nothing. */
function guess(way: number, left: number, up: number, corner: number): number {
  switch (way) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
