import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { withFontsOfPdfkit } from './build-all.ts';

/** Native code stays outside, as do the tools that only build pages. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  '@napi-rs/keyring',
  /^vite(?:$|\/)/u,
  /^@vitejs\//u,
  /^@swc\//u,
  /^node:/u,
];

/**
 * Bundles entry files (paths inside the repository) into `outDir`, for processes that are started often: loading a
 * thousand modules costs a start more than everything else it does. The bundles look for files where their sources
 * lie. `more` are Vite plugins of the caller's. Returns where each entry's bundle is.
 */
export async function bundleEntries(
  root: string,
  entries: readonly string[],
  outDir: string,
  more: readonly Plugin[] = [],
): Promise<Readonly<Record<string, string>>> {
  const named = entries.map((entry) => [entry, entry.replaceAll('/', '-').replace(/\.ts$/u, '')] as const);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [...more, withFontsOfPdfkit(), withUrlsOfSources(root)],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(named.map(([entry, name]) => [name, join(root, entry)])),
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
  return Object.fromEntries(named.map(([entry, name]) => [entry, join(outDir, `${name}.mjs`)]));
}

function withUrlsOfSources(root: string): Plugin {
  return {
    name: 'with-urls-of-sources',
    transform: (code, id) =>
      id.startsWith(root) && !id.includes('node_modules') && code.includes('import.meta.url')
        ? { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null }
        : null,
  };
}
