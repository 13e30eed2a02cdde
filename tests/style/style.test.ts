import { describe, expect, it } from 'vitest';
import * as checks from './checks.ts';
import { functionsAreShort } from './function-length.ts';
import { listProjectFiles, type ProjectFile } from './project-files.ts';

/** Agreements that no linter knows. Each check is shown to catch a planted violation. */
const files = listProjectFiles();
const planted = (path: string, text: string): readonly ProjectFile[] => [{ path, text }];
const manifest = (packages: object): string => JSON.stringify({ dependencies: packages });

const CASES: readonly {
  readonly name: string;
  readonly check: checks.Check;
  readonly violation: readonly ProjectFile[];
}[] = [
  {
    name: 'files are short',
    check: checks.filesAreShort,
    violation: planted('relay/long.ts', 'line\n'.repeat(601)),
  },
  {
    name: 'functions are short',
    check: functionsAreShort,
    violation: planted('relay/a.ts', `function long() {\n${'  work();\n'.repeat(70)}}`),
  },
  {
    name: 'no marker of unfinished work is left',
    check: checks.noMarkersAreLeft,
    violation: planted('relay/a.ts', `// ${'TO'}${'DO'}: later`),
  },
  {
    name: 'no test runs alone',
    check: checks.noTestIsAlone,
    violation: planted('relay/a.test.ts', `it.${'only'}('x', () => {})`),
  },
  {
    name: 'no live key is written down',
    check: checks.noLiveKeyIsWritten,
    violation: planted('relay/a.ts', `const key = 'sk_${'live'}_0123456789abc';`),
  },
  {
    name: 'no machine or registry is named',
    check: checks.noMachineIsNamed,
    violation: planted('relay/a.ts', `const path = '/${'home'}/somebody';`),
  },
  {
    name: 'sides in styles follow the direction of the language',
    check: checks.sidesAreLogical,
    violation: planted('renderer/a.css', '.a {\n  padding: 0 8px 0 4px;\n}\n'),
  },
  {
    name: 'clock, chance, network and timers arrive as arguments',
    check: checks.worldArrivesAsArgument,
    violation: planted('electron/services/sales/a.ts', 'const now = Date.now();'),
  },
  {
    name: 'folder READMEs are short',
    check: checks.readmesAreShort,
    violation: planted('relay/README.md', 'line\n'.repeat(31)),
  },
  { name: 'folders introduce themselves', check: checks.foldersIntroduceThemselves, violation: [] },
  {
    name: 'versions are exact',
    check: checks.versionsAreExact,
    violation: planted('package.json', manifest({ zod: '^4.0.0' })),
  },
  {
    name: 'each package has a reason',
    check: checks.packagesHaveReasons,
    violation: planted('package.json', manifest({ 'left-pad': '1.0.0' })),
  },
  {
    name: 'the lockfile names no registry',
    check: checks.lockfileNamesNoRegistry,
    violation: planted('package-lock.json', '"resolved": "https://somewhere/zod.tgz"'),
  },
];

describe.each(CASES)('$name', ({ check, violation }) => {
  it('in this project', () => {
    expect(check(files)).toEqual([]);
  });
  it('and a violation is caught', () => {
    expect(check(violation).length).toBeGreaterThan(0);
  });
});
