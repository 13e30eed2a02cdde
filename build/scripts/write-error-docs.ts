import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { errorDocs } from './error-docs.ts';

/** `npm run docs:errors` */
const file = join(fileURLToPath(new URL('../../', import.meta.url)), 'docs', 'errors.md');
writeFileSync(file, await format(errorDocs(), { parser: 'markdown', printWidth: 110 }));
