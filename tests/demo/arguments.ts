import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../support/process.ts';

export type DemoArguments = { readonly json: boolean; readonly outDirectory: string };

/** `--json` prints one JSON object as the last line; `--out=DIR` is where the screenshots go. */
export function parseDemoArguments(argv: readonly string[]): DemoArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { json: { type: 'boolean', default: false }, out: { type: 'string' } },
    allowPositionals: false,
  });
  return { json: values.json, outDirectory: values.out ?? join(ROOT, 'demo-out') };
}
