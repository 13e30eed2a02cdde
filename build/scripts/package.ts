import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build-all.ts';
import { packageApp } from './package-app.ts';

/**
 * `npm run package`: builds, and makes the installers of this computer's system in `release`. `-- --dir` makes the
 * folder of the app alone. Signing takes its certificates from electron-builder's own environment variables.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
await buildAll(root);
const made = await packageApp(root, { folderOnly: values.dir });
console.log(made.length > 0 ? made.join('\n') : 'The app lies in release.');
