import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { errorDocs } from '../../build/scripts/error-docs.ts';
import { ERROR_CODES } from '../../shared/contract/index.ts';
import { ROOT } from '../support/process.ts';
import { isSource, isTest, listProjectFiles } from './project-files.ts';

/** Codes that no part of this version can give yet, each with what it waits for. */
const NOT_YET: Readonly<Record<string, string>> = {
  WEBHOOK_SIGNATURE_INVALID:
    'The settings page says it from the relay’s count; a channel answers with it in a later version.',
};

const sources = listProjectFiles().filter(
  ({ path }) =>
    isSource(path) &&
    !isTest(path) &&
    path !== 'shared/contract/errors.ts' &&
    !path.startsWith('renderer/till/text/'),
);

describe('the error registry', () => {
  it('is documented as it is: run `npm run docs:errors`', async () => {
    const written = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
    expect(written).toBe(await format(errorDocs(), { parser: 'markdown', printWidth: 110 }));
  });
  it('has no code that nothing gives', () => {
    const unused = ERROR_CODES.filter(
      (code) => NOT_YET[code] === undefined && !sources.some(({ text }) => text.includes(`'${code}'`)),
    );
    expect(unused).toEqual([]);
  });
});
