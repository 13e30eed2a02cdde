import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../support/process.ts';

/** Each import rule is shown to catch a planted violation, by the real tool with the real configuration. */
type Plant = { readonly file: string; readonly text: string };
const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

const importing = (file: string, what: string): Plant => ({ file, text: `import '${what}';\n` });
const PLANTS: Readonly<Record<string, Plant>> = {
  'no-cycles': {
    file: 'relay/plant-a.ts',
    text: "import { b } from './plant-b.ts';\nexport const a = () => b;\n",
  },
  'no-orphans': { file: 'shared/domain/plant-orphan.ts', text: 'export const alone = 1;\n' },
  'domain-is-a-leaf': importing('shared/domain/plant.ts', 'zod'),
  'contract-knows-the-domain-only': importing('shared/contract/plant.ts', '../../electron/services/index.ts'),
  'pages-and-main-meet-in-the-contract': importing(
    'renderer/till/plant.ts',
    '../../electron/services/index.ts',
  ),
  'till-page-loads-no-schemas': importing('renderer/till/plant3.ts', '../../shared/contract/envelope.ts'),
  'till-page-and-reader-page-are-strangers': importing('renderer/till/plant2.ts', '../reader/sdk.ts'),
  'customer-page-gets-its-picture-only': importing('renderer/customer/plant.ts', '../till/store/index.ts'),
  'the-customers-picture-stands-alone': importing(
    'renderer/till/customer-display/plant.ts',
    '../store/index.ts',
  ),
  'main-imports-no-page': importing('electron/plant.ts', '../renderer/reader/sdk.ts'),
  'services-know-no-shell': importing('electron/services/sales/plant.ts', '../../shell/index.ts'),
  'services-by-their-door': importing('electron/services/sales/plant2.ts', '../payments/runner.ts'),
  'shells-use-services-by-their-door': importing('electron/shell/plant.ts', '../services/payments/runner.ts'),
  'relay-knows-shared-only': importing('relay/plant.ts', '../electron/services/index.ts'),
  'sandbox-knows-nobody': importing('sandbox/plant.ts', '../relay/app.ts'),
  'nobody-imports-relay-or-sandbox': importing('electron/plant2.ts', '../relay/app.ts'),
  'nobody-ships-tests': importing('electron/plant3.ts', '../tests/support/process.ts'),
  'wire-client-knows-the-page-only': importing(
    'tests/wire/client/plant.ts',
    '../../../shared/contract/relay/index.ts',
  ),
  'only-its-door-imports-stripe': importing('electron/services/sales/plant3.ts', 'stripe'),
  'only-its-door-imports-stripe-terminal-js': importing('renderer/reader/plant.ts', '@stripe/terminal-js'),
  'only-its-door-imports-better-sqlite3': importing('electron/services/sales/plant4.ts', 'better-sqlite3'),
  'only-its-door-imports-electron-store': importing('electron/shell/plant2.ts', 'electron-store'),
  'only-its-door-imports-conf': importing('electron/shell/plant3.ts', 'conf'),
  'only-its-door-imports-napi-rs-keyring': importing('electron/shell/plant4.ts', '@napi-rs/keyring'),
  'only-its-door-imports-electron': importing('electron/services/sales/plant5.ts', 'electron'),
  'only-its-door-imports-point-of-sale-receipt-printer-encoder': importing(
    'electron/services/sales/plant6.ts',
    '@point-of-sale/receipt-printer-encoder',
  ),
  'only-its-door-imports-pdfkit': importing('electron/services/sales/plant8.ts', 'pdfkit'),
  'only-its-door-imports-postgres': importing('relay/log/plant.ts', 'postgres'),
  'only-its-door-imports-nodemailer': importing('electron/services/sales/plant7.ts', 'nodemailer'),
  'only-its-door-imports-fastify': importing('electron/browser-shell/plant.ts', 'fastify'),
  'only-its-door-imports-ws': importing('electron/browser-shell/plant2.ts', 'ws'),
  'only-its-door-imports-zustand': importing('renderer/till/screens/plant.ts', 'zustand'),
  'only-its-door-imports-base-ui-react': importing(
    'renderer/till/screens/plant2.ts',
    '@base-ui/react/dialog',
  ),
};

const FOLDERS = ['electron', 'renderer', 'shared', 'relay', 'sandbox', 'tests', 'build'];
let copy: string;
let report: z.output<typeof reportSchema>;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'flexotium-imports-'));
  for (const folder of FOLDERS) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  for (const file of ['.dependency-cruiser.mjs', 'package.json']) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const { file, text } of Object.values(PLANTS)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  writeFileSync(
    join(copy, 'relay/plant-b.ts'),
    "import { a } from './plant-a.ts';\nexport const b = () => a;\n",
  );
  report = reportSchema.parse(JSON.parse(cruise(copy)));
}, 120_000);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe('the import rules', () => {
  it.for(Object.entries(PLANTS))('%s is caught', ([rule, { file }]) => {
    const caught = report.summary.violations
      .filter((each) => each.from === file)
      .map((each) => each.rule.name);
    expect(caught).toContain(rule);
  });

  it('are all planted against', () => {
    const rules = report.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(rules.toSorted()).toEqual(Object.keys(PLANTS).toSorted());
  });

  it('say nothing about the files that were not planted', () => {
    const files = new Set([...Object.values(PLANTS).map(({ file }) => file), 'relay/plant-b.ts']);
    expect(report.summary.violations.filter(({ from }) => !files.has(from))).toEqual([]);
  });
});

function cruise(directory: string): string {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const list = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...FOLDERS];
  try {
    return execFileSync(process.execPath, [program, ...list], {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
  } catch (error) {
    // It ends with the number of violations; its report is what it printed.
    const printed: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, 'stdout') : null;
    if (typeof printed !== 'string') throw error;
    return printed;
  }
}
