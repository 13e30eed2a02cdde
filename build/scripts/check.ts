import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run check`: types, lint, dependency rules and formatting. All four run, whatever the first ones say. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const CHECKS = [
  { name: 'types', program: 'tsc', list: ['-b'] },
  { name: 'lint', program: 'oxlint', list: ['--type-aware', '--deny-warnings'] },
  {
    name: 'dependencies',
    program: 'depcruise',
    list: [
      '--config',
      '.dependency-cruiser.mjs',
      'electron',
      'renderer',
      'shared',
      'relay',
      'sandbox',
      'tests',
      'build',
    ],
  },
  { name: 'format', program: 'prettier', list: ['--check', '--log-level=warn', '.'] },
] as const;

let failed = 0;
for (const { name, program, list } of CHECKS) {
  const startedMs = performance.now();
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', program + suffix), list, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (status === 0) console.log(`check ${name}: clean, ${seconds} s`);
  else {
    failed += 1;
    console.log(`${stdout}${stderr}check ${name}: NOT CLEAN, ${seconds} s`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
