import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** A file of a built page; null for anything that is not one of its files. */
export async function readPageFile(
  directory: string,
  path: string,
): Promise<{ readonly type: string; readonly content: Buffer } | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = normalize(join(directory, decoded === '/' ? '/index.html' : decoded));
  const type = TYPES[extname(file)];
  if (!file.startsWith(directory + sep) || type === undefined) return null;
  try {
    return { type, content: await readFile(file) };
  } catch {
    // Not one of the page's files.
    return null;
  }
}
