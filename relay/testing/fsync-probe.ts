import { writeSync } from 'node:fs';
import { openSqliteHarness } from './sqlite-harness.ts';
import { loadLog } from './planted-copy.ts';

/**
 * Stores events one by one and says after each answer that it has one: run under `strace`, this shows whether
 * something reached the disk between being asked and answering. Arguments: the log's sources, how many events.
 */
const [root, count] = process.argv.slice(2);
const harness = openSqliteHarness(await loadLog(root));
const storeId = await harness.newStore();
writeSync(1, 'ANSWERED 0\n');
for (let number = 1; number <= Number(count); number += 1) {
  await harness.eventLog.append({
    storeId,
    eventId: `e${String(number)}`,
    eventType: 'probe',
    createdAtS: null,
    receivedAtMs: 1,
    fingerprint: '',
    signature: null,
    body: '{}',
  });
  writeSync(1, `ANSWERED ${String(number)}\n`);
}
await harness.close();
