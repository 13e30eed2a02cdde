import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { buildPages } from './pages.ts';

/** Native code and the runtime itself stay outside the bundles; the keyring is for the browser shell and not shipped. */
const EXTERNAL = ['electron', 'better-sqlite3', '@napi-rs/keyring', /^node:/u];

/** Builds everything that the app is made of into `dist`: the pages, main, the preloads and the companions. */
export async function buildAll(root: string): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await buildPages(root, { force: true });
  await bundle(root, 'electron/main.ts', 'dist/electron/main.mjs', 'es');
  await bundle(root, 'electron/services/long-reads/worker.ts', 'dist/electron/long-reads.mjs', 'es');
  // A sandboxed preload can require nothing but Electron, and only as CommonJS.
  await bundle(root, 'electron/preload.ts', 'dist/electron/preload.cjs', 'cjs');
  await bundle(root, 'electron/reader-preload.ts', 'dist/electron/reader-preload.cjs', 'cjs');
  await bundle(root, 'electron/customer-preload.ts', 'dist/electron/customer-preload.cjs', 'cjs');
  await bundle(root, 'relay/server.ts', 'dist/relay/server.mjs', 'es');
  await bundle(root, 'relay/admin/cli.ts', 'dist/relay/admin.mjs', 'es');
  await bundle(root, 'sandbox/server.ts', 'dist/sandbox/server.mjs', 'es');
  await bundle(root, 'sandbox/terminal-sdk/stand-in.ts', 'dist/sandbox/terminal-sdk.js', 'es');
  makeScript(join(root, 'dist/sandbox/terminal-sdk.js'));
}

/** The sandbox serves the stand-in as a plain script, as Stripe serves its SDK: no module syntax may be left in it. */
function makeScript(file: string): void {
  const script = readFileSync(file, 'utf8').replace(/^export \{[^}]*\};\s*$/mu, '');
  if (/^\s*(?:import|export)\b/mu.test(script)) throw new Error(`${file} is not a plain script`);
  writeFileSync(file, script);
}

/**
 * The PDF library loads its standard fonts from files beside it when they are first used; in one file there is nothing
 * beside. They are taken into the bundle, and its loaders answer with them.
 */
export function withFontsOfPdfkit(): Plugin {
  return {
    name: 'with-fonts-of-pdfkit',
    transform: (code, id) => {
      if (!id.endsWith('/pdfkit/js/pdfkit.node.mjs')) return null;
      const fonts = new Set<string>();
      const inlined = code.replaceAll(
        /\(\) => require\$1\('#standard-fonts\/(\w+)'\)/gu,
        (_whole, font: string) => {
          fonts.add(font);
          return `() => standardFont${font}`;
        },
      );
      if (fonts.size === 0) throw new Error('pdfkit loads its fonts in another way now');
      const imports = [...fonts].map(
        (font) => `import standardFont${font} from './standard-fonts/${font}.mjs';`,
      );
      return { code: `${imports.join('\n')}\n${inlined}`, map: null };
    },
  };
}

async function bundle(root: string, entry: string, output: string, format: 'es' | 'cjs'): Promise<void> {
  const parts = output.split('/');
  const file = parts.pop() ?? '';
  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [withFontsOfPdfkit()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, entry),
      target: 'node24',
      outDir: join(root, ...parts),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        external: EXTERNAL,
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
  await build(config);
}
