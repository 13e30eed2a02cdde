import { ConnectionLost, type Connection } from './connection.ts';

/**
 * Runs `work` between BEGIN and COMMIT. Throws `ConnectionLost` whenever it is unknown whether the commit holds, on the
 * standby too: the caller must be able to do it again.
 */
export async function inTransaction<Value>(
  connection: Connection,
  work: () => Promise<{ readonly value: Value; readonly last?: readonly Promise<unknown>[] }>,
): Promise<Value> {
  const begun = connection.ask('BEGIN');
  begun.catch(() => undefined);
  try {
    const { value, last = [] } = await work();
    // Behind the last statements on the same line, so that they and the commit cost one way there and back.
    await commit(connection, [begun, ...last]);
    return value;
  } catch (error) {
    if (connection.isOpen()) await connection.ask('ROLLBACK');
    throw error;
  }
}

async function commit(connection: Connection, before: readonly Promise<unknown>[]): Promise<void> {
  const warnedBefore = connection.warnings();
  const [committed] = await Promise.all([connection.ask('COMMIT'), ...before]);
  // After a failed statement a COMMIT is answered ROLLBACK, without an error.
  if (committed.command !== 'COMMIT') throw new Error(`A commit was answered ${committed.command}.`);
  if (connection.warnings() !== warnedBefore) {
    // "The transaction has already committed locally, but might not have been replicated to the standby."
    connection.drop('A commit was warned about.');
    throw new ConnectionLost('The standby may not have the commit.');
  }
}
