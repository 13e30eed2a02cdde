/** Every test file belongs to exactly one suite; `npm test -- relay` runs those that are named. */
export type Suite = {
  readonly name: string;
  /** Beginnings of the paths of its files, or one whole path. The first suite that fits takes a file. */
  readonly paths: readonly string[];
  /** Why it can't run here; null when it can. */
  readonly obstacle?: () => string | null;
  /** Runs within a session bus with an unlocked keyring. */
  readonly inKeyringSession?: boolean;
  /** Files at once, where most of a test is waiting; two when absent, as there are cores. */
  readonly workers?: number;
};

export const SUITES: readonly Suite[] = [
  { name: 'keyring', paths: ['*.keyring.test.ts'], inKeyringSession: true },
  { name: 'shared', paths: ['shared/'] },
  { name: 'sandbox', paths: ['sandbox/'] },
  { name: 'services', paths: ['electron/services/'] },
  { name: 'shells', paths: ['electron/', 'tests/support/electron-double/'] },
  { name: 'relay', paths: ['relay/', 'tests/hostile/', 'tests/torture/'] },
  { name: 'pages', paths: ['renderer/'] },
  { name: 'style', paths: ['tests/style/', 'build/'] },
  { name: 'security', paths: ['tests/security/'] },
  { name: 'flows', paths: ['tests/flows/', 'tests/wire/'], workers: 3 },
  { name: 'simulation', paths: ['tests/simulation/'] },
  { name: 'browser', paths: ['tests/browser/', 'tests/screens/'] },
  { name: 'packaging', paths: ['tests/packaging/'] },
  { name: 'electron', paths: ['tests/electron/'] },
];

/** The suite of a file; null when none takes it, which fails the run. */
export function suiteOf(file: string): string | null {
  const fits = ({ paths }: Suite): boolean =>
    paths.some((path) => (path.startsWith('*') ? file.endsWith(path.slice(1)) : file.startsWith(path)));
  return SUITES.find(fits)?.name ?? null;
}
