import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

/**
 * Builds the pages: `npx vite build --config renderer/vite.config.ts` writes dist/renderer/till and, after it,
 * dist/renderer/reader and dist/renderer/customer. Each page is a folder of its own, because each is served from an origin of its own.
 * `npx vite --config renderer/vite.config.ts` serves the till page for development; /preview/ shows it with canned
 * data in every state. The preview is no input of the build, so nothing of it is ever shipped.
 */
export default defineConfig(({ command }) => ({
  ...pageConfig('till'),
  plugins: [react(), ...(command === 'build' ? [thenOtherPages()] : [])],
  server: { host: '127.0.0.1', port: 5199 },
}));

function pageConfig(page: 'till' | 'reader' | 'customer'): InlineConfig {
  return {
    configFile: false,
    root: path(`./${page}`),
    base: './',
    build: {
      outDir: path(`../dist/renderer/${page}`),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: false,
      // No data: URIs for fonts and no inline polyfill: the content security policy of the pages admits neither.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      cssCodeSplit: false,
    },
  };
}

function thenOtherPages(): Plugin {
  return {
    name: 'then-other-pages',
    apply: 'build',
    closeBundle: async () => {
      await build({ ...pageConfig('reader'), logLevel: 'error' });
      await build({ ...pageConfig('customer'), plugins: [react()], logLevel: 'error' });
    },
  };
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
