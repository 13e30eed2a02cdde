import { catalogSuite } from './catalog.ts';
import { relaySuite } from './relay.ts';

/*
 * Measures, and asserts nothing: each figure stands beside the same work done by SQLite alone in the same run, because
 * milliseconds belong to a machine and ratios to the product.
 */
const SUITES = { catalog: catalogSuite, relay: relaySuite } as const;

const asked = process.argv.find((argument) => argument.startsWith('--suite='))?.slice('--suite='.length);
const names = Object.keys(SUITES).filter((name) => asked === undefined || name === asked);
if (names.length === 0) {
  console.error(`There is no suite ${String(asked)}. There are: ${Object.keys(SUITES).join(', ')}`);
  process.exitCode = 1;
}
for (const name of names) {
  console.log(`\n${name}`);
  // The keys of a const object are its key type.
  for (const figure of await SUITES[name as keyof typeof SUITES]())
    console.log(`  ${figure.what.padEnd(58)} ${figure.value}`);
}
