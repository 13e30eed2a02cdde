import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/process.ts';

export type ProjectFile = { readonly path: string; readonly text: string };

const BINARY = /\.(?:woff2|png|ico|icns|jpg)$/u;

/** Every text file of the project as git knows it, new ones included, ignored ones not. */
export function listProjectFiles(): readonly ProjectFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path !== '' && !BINARY.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
      } catch {
        return []; // Removed, and not yet committed as such.
      }
    });
}

export function isSource(path: string): boolean {
  return /\.(?:ts|tsx|mjs|css|html)$/u.test(path);
}
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/u.test(path) || path.startsWith('tests/') || path.includes('/testing/');
}
