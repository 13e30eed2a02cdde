import { isSource, isTest, type ProjectFile } from './project-files.ts';

/** Each check gives one sentence for each thing that is not as agreed; an empty list is a clean project. */
export type Check = (files: readonly ProjectFile[]) => readonly string[];

const LINES_MAX = 600;
const TEST_LINES_MAX = 800;
const README_LINES_MAX = 30;

/** Put together, so that this file does not name what it looks for. */
const word = (...parts: readonly string[]): string => parts.join('');
const MARKERS = [word('TO', 'DO'), word('FIX', 'ME'), word('X', 'XX'), word('HA', 'CK')];

export const filesAreShort: Check = (files) =>
  files
    .filter(({ path }) => isSource(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1;
      const most = isTest(path) ? TEST_LINES_MAX : LINES_MAX;
      return lines > most ? [`${path} has ${String(lines)} lines; ${String(most)} are allowed.`] : [];
    });

export const noMarkersAreLeft: Check = (files) =>
  files.flatMap(({ path, text }) =>
    MARKERS.filter(
      (marker) =>
        path !== 'package-lock.json' && new RegExp(`(?<!['"])\\b${marker}\\b(?!['"])`, 'u').test(text),
    ).map((marker) => `${path} still says ${marker}.`),
  );

export const noTestIsAlone: Check = (files) =>
  files
    .filter(({ path, text }) => isTest(path) && /\b(?:it|test|describe)\.only\b/u.test(text))
    .map(({ path }) => `${path} runs one test and leaves the others out.`);

export const noLiveKeyIsWritten: Check = (files) =>
  files
    .filter(({ text }) => /\b[sr]k_live_[0-9A-Za-z]{10,}/u.test(text))
    .map(({ path }) => `${path} holds something that looks like a live key.`);

export const noMachineIsNamed: Check = (files) =>
  files
    .filter(({ path }) => path !== 'package-lock.json')
    .flatMap(({ path, text }) =>
      [/(?<![\w/.])\/(?:home|Users|root)\/[a-z]/u, /registry\.npmjs\.org/u]
        .filter((pattern) => pattern.test(text) && path !== 'tests/style/checks.ts')
        .map((pattern) => `${path} names a machine or a registry: ${pattern.source}`),
    );

const PHYSICAL_SIDES = [
  /(?:margin|padding|border)-(?:left|right)\b/u,
  /border-(?:top|bottom)-(?:left|right)-radius/u,
  /(?<![\w-])(?:left|right)\s*:/u,
  /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/u,
  // Four values that differ between left and right: `padding: 0 8px 0 4px`.
  /(?<![\w-])(?:margin|padding|inset)\s*:\s*[^\s()]+ (?<right>[^\s()]+) [^\s()]+ (?!\k<right>;)[^\s();]+;/u,
];

/** A language whose lines run from right to left gets the same page, mirrored. */
export const sidesAreLogical: Check = (files) =>
  files
    .filter(({ path }) => path.endsWith('.css'))
    .flatMap(({ path, text }) =>
      PHYSICAL_SIDES.flatMap((pattern) => {
        const [found] = pattern.exec(text) ?? [];
        return found === undefined ? [] : [`${path} names a physical side (${found}); use the logical one.`];
      }),
    );

/** Time, chance, network and timers arrive as arguments here, so that simulation can own them. */
export const worldArrivesAsArgument: Check = (files) =>
  files
    .filter(
      ({ path }) =>
        /^(?:shared\/(?:domain|contract)|electron\/services|relay|sandbox)\/.*\.ts$/u.test(path) &&
        !isTest(path) &&
        !/^electron\/services\/(?:system|vault|db)\/|^relay\/(?:server|start|system|admin\/cli)\.ts$|^sandbox\/(?:server|real-ports|listen)\.ts$/u.test(
          path,
        ),
    )
    .flatMap(({ path, text }) =>
      [
        /\bDate\.now\(/u,
        /\bnew Date\(\)/u,
        /\bMath\.random\(/u,
        /(?<![\w.])setTimeout\(/u,
        /(?<![\w.])setInterval\(/u,
        /(?<![\w.])fetch\(/u,
      ]
        .filter((pattern) => pattern.test(withoutComments(text)))
        .map((pattern) => `${path} reaches for the world by itself: ${pattern.source}`),
    );

export const readmesAreShort: Check = (files) =>
  files
    .filter(({ path }) => path.endsWith('/README.md'))
    .flatMap(({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > README_LINES_MAX ? [`${path} has ${String(lines)} lines.`] : [];
    });

const WITH_README = [
  'build',
  'docs',
  'electron',
  'electron/browser-shell',
  'electron/companions',
  'electron/services',
  'electron/shell',
  'relay',
  'renderer',
  'renderer/reader',
  'renderer/till',
  'sandbox',
  'shared/contract',
  'shared/domain',
  'tests',
];

export const foldersIntroduceThemselves: Check = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  const services = new Set(
    [...paths].flatMap((path) => /^electron\/services\/[^/]+(?=\/)/u.exec(path)?.[0] ?? []),
  );
  return [...WITH_README, ...services]
    .filter((folder) => !paths.has(`${folder}/README.md`))
    .map((folder) => `${folder} has no README.md.`);
};

export const versionsAreExact: Check = (files) => {
  const manifest: unknown = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}');
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.entries(recordIn(manifest, group))
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))
      .map(([name, version]) => `${name} is not pinned: ${version}`),
  );
};

export const packagesHaveReasons: Check = (files) => {
  const manifest: unknown = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}');
  const reasons = files.find(({ path }) => path === 'CONTRIBUTING.md')?.text ?? '';
  return ['dependencies', 'devDependencies', 'optionalDependencies']
    .flatMap((group) => Object.keys(recordIn(manifest, group)))
    .filter((name) => !reasons.includes(`\`${name}\``))
    .map((name) => `CONTRIBUTING.md does not say why ${name} is here.`);
};

export const lockfileNamesNoRegistry: Check = (files) =>
  files
    .filter(({ path, text }) => path === 'package-lock.json' && /"resolved": "https?:/u.test(text))
    .map(() => 'package-lock.json names where packages come from.');

/** A comment may speak of the clock. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/(?<!:)\/\/.*$/gmu, '');
}

function recordIn(value: unknown, key: string): Readonly<Record<string, string>> {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
  return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {}; // npm's own format.
}
