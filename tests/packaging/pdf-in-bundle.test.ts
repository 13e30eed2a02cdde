import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { withFontsOfPdfkit } from '../../build/scripts/build-all.ts';
import { ROOT } from '../support/process.ts';

/** The app is one file without node_modules beside it: receipts as PDF have to be made there too. */
it('makes a PDF in a bundle that stands alone', { timeout: 60_000 }, async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'pdf-bundle-'));
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      plugins: [withFontsOfPdfkit()],
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: join(ROOT, 'electron/services/receipts/pdf/receipt-pdf.ts'),
        outDir,
        minify: false,
        rolldownOptions: {
          external: [/^node:/u],
          output: { format: 'es', entryFileNames: 'pdf.mjs', codeSplitting: false },
        },
      },
    });
    const { receiptPdf } = (await import(pathToFileURL(join(outDir, 'pdf.mjs')).href)) as {
      // What was bundled.
      receiptPdf: typeof import('../../electron/services/receipts/pdf/receipt-pdf.ts').receiptPdf;
    };
    const paper = { rows: [{ kind: 'heading', text: 'Corner Bakery' }] } as const;
    const bytes = await receiptPdf(paper, { title: 'R-1', atMs: 0, language: 'en' });
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
});
