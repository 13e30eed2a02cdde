import { fileURLToPath } from 'node:url';
import { buildAll } from './build-all.ts';

/** `npm run build`: everything that the app is made of, into `dist`. */
await buildAll(fileURLToPath(new URL('../../', import.meta.url)));
console.log('Built into dist.');
