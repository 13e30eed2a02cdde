/** What an installed app can't do without. Paths are as in the archive, without a slash in front. */
export const NEEDED = [
  'package.json',
  'dist/electron/main.mjs',
  'dist/electron/long-reads.mjs',
  'dist/electron/preload.cjs',
  'dist/electron/reader-preload.cjs',
  'dist/electron/customer-preload.cjs',
  'dist/renderer/till/index.html',
  'dist/renderer/reader/index.html',
  'dist/renderer/customer/index.html',
  'dist/relay/server.mjs',
  'dist/relay/admin.mjs',
  'dist/sandbox/server.mjs',
  'dist/sandbox/terminal-sdk.js',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/lib/index.js',
] as const;

/** Everything else in the archive must be one of these. */
const ADMITTED = [
  /^dist\/renderer\/(?:till|reader|customer)\/(?:index\.html|assets\/[^/]+\.(?:js|css|woff2|svg|png))$/u,
  /^node_modules\/better-sqlite3\/(?:LICENSE|lib\/(?:[\w-]+\/)*[\w-]+\.js)$/u,
  /^node_modules\/better-sqlite3\/prebuilds\/[\w-]+\.node$/u,
];

/** Says what is wrong with the list of an archive's files, one sentence each; none when all is well. */
export function findArchiveFaults(files: readonly string[]): readonly string[] {
  const there = new Set(files);
  const needed = new Set<string>(NEEDED);
  const natives = files.filter((file) => file.endsWith('.node'));
  return [
    ...NEEDED.filter((file) => !there.has(file)).map((file) => `${file} is missing`),
    ...files
      .filter((file) => !needed.has(file) && !ADMITTED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong into the app`),
    ...(natives.length === 1
      ? []
      : [`one native binary is wanted, there are ${String(natives.length)}: ${natives.join(', ')}`]),
  ];
}
