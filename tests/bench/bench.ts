import { loadavg } from 'node:os';
import { catalogSuite } from './catalog.ts';
import { relaySuite } from './relay.ts';
import { reportsSuite } from './reports.ts';
import { salesSuite } from './sales.ts';
import { tillSuite } from './till.ts';

/*
 * Measures, and asserts nothing: milliseconds belong to a machine and to what else it does, so the load stands beside
 * each suite, and ratios to SQLite alone where the same work can be done by it.
 */
const SUITES = {
  catalog: catalogSuite,
  till: tillSuite,
  sales: salesSuite,
  reports: reportsSuite,
  relay: relaySuite,
} as const;

const asked = process.argv.find((argument) => argument.startsWith('--suite='))?.slice('--suite='.length);
const names = Object.keys(SUITES).filter((name) => asked === undefined || name === asked);
if (names.length === 0) {
  console.error(`There is no suite ${String(asked)}. There are: ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 1;
}
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
for (const name of names) {
  const before = load();
  // The keys of a const object are its key type.
  const figures = await SUITES[name as keyof typeof SUITES]();
  console.log(`\n${name} (load of the last minute ${before} before, ${load()} after)`);
  for (const { what, value } of figures) console.log(`  ${what.padEnd(62)} ${value}`);
}
