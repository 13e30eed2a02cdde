import { readConfig } from '../config.ts';
import { openSqliteEventLog, type EventLog } from '../log/index.ts';
import { startRelay } from '../start.ts';
import { systemPorts } from '../system.ts';

/**
 * A relay with the shipped parts whose plug is pulled between the commit of its nth event and the answer to it: built
 * here from the same doors, because shipped code has no switch for dying. Environment: DIE_AFTER_COMMITS.
 */
const answer = readConfig(process.env);
if (!answer.ok) throw new Error(answer.problems.join(' '));
let commitsLeft = Number(process.env['DIE_AFTER_COMMITS']);

const running = await startRelay({
  config: answer.config,
  ports: systemPorts(),
  onFatal: () => process.exit(74),
  openLog: ({ database, sealer }, { timers }) => dying(openSqliteEventLog({ database, sealer, timers })),
});
console.log(`READY ${JSON.stringify({ url: running.url })}`);

function dying(eventLog: EventLog): EventLog {
  return {
    epoch: eventLog.epoch,
    append: async (event) => {
      const outcome = await eventLog.append(event);
      commitsLeft -= 1;
      if (commitsLeft === 0) process.kill(process.pid, 'SIGKILL');
      return outcome;
    },
    readAfter: (query) => eventLog.readAfter(query),
    extent: (storeId) => eventLog.extent(storeId),
    eventIdAt: (storeId, seq) => eventLog.eventIdAt(storeId, seq),
    trim: (receivedBeforeMs) => eventLog.trim(receivedBeforeMs),
    onAppended: (storeId, listener) => eventLog.onAppended(storeId, listener),
    check: () => eventLog.check(),
    close: () => eventLog.close(),
  };
}
