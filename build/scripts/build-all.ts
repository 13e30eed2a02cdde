import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { buildPages } from './pages.ts';

/** Native code and the runtime itself stay outside the bundles; the keyring is for the browser shell and not shipped. */
const EXTERNAL = ['electron', 'better-sqlite3', '@napi-rs/keyring', /^node:/u];

/** Builds everything that the app is made of into `dist`: both pages, main, the preloads and the companions. */
export async function buildAll(root: string): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await buildPages(root, { force: true });
  await bundle(root, 'electron/main.ts', 'dist/electron/main.mjs', 'es');
  await bundle(root, 'electron/services/long-reads/worker.ts', 'dist/electron/long-reads.mjs', 'es');
  // A sandboxed preload can require nothing but Electron, and only as CommonJS.
  await bundle(root, 'electron/preload.ts', 'dist/electron/preload.cjs', 'cjs');
  await bundle(root, 'electron/reader-preload.ts', 'dist/electron/reader-preload.cjs', 'cjs');
  await bundle(root, 'relay/server.ts', 'dist/relay/server.mjs', 'es');
  await bundle(root, 'relay/admin/cli.ts', 'dist/relay/admin.mjs', 'es');
  await bundle(root, 'sandbox/server.ts', 'dist/sandbox/server.mjs', 'es');
  await bundle(root, 'sandbox/terminal-sdk/stand-in.ts', 'dist/sandbox/terminal-sdk.js', 'es');
  makeScript(join(root, 'dist/sandbox/terminal-sdk.js'));
}

/**
 * pdfkit finds its fonts by names inside its own package, at run time. A bundle has no such package around it: the two
 * that are used are bundled by name.
 */
const PDF_FONTS: Plugin = {
  name: 'pdf-fonts',
  transform: (code, id) => {
    if (!id.endsWith('pdfkit.node.mjs')) return null;
    const bundled = code
      .replace(
        /const require\$1 = createRequire\(import\.meta\.url\);\s*registerStdFontLoaders\(\{[\s\S]*?\}\);/u,
        "registerStdFontLoaders({ Helvetica: () => bundledHelvetica, 'Helvetica-Bold': () => bundledHelveticaBold });",
      )
      .concat(
        "\nimport bundledHelvetica from './standard-fonts/Helvetica.mjs';",
        "\nimport bundledHelveticaBold from './standard-fonts/HelveticaBold.mjs';\n",
      );
    if (bundled.includes('#standard-fonts')) throw new Error('pdfkit loads its fonts in another way now');
    return bundled;
  },
};

/** The sandbox serves the stand-in as a plain script, as Stripe serves its SDK: no module syntax may be left in it. */
function makeScript(file: string): void {
  const script = readFileSync(file, 'utf8').replace(/^export \{[^}]*\};\s*$/mu, '');
  if (/^\s*(?:import|export)\b/mu.test(script)) throw new Error(`${file} is not a plain script`);
  writeFileSync(file, script);
}

async function bundle(root: string, entry: string, output: string, format: 'es' | 'cjs'): Promise<void> {
  const parts = output.split('/');
  const file = parts.pop() ?? '';
  const config: InlineConfig = {
    root,
    configFile: false,
    plugins: [PDF_FONTS],
    logLevel: 'error',
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
