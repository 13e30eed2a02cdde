import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection } from '../postgres/connection.ts';
import { quietPorts } from './postgres-harness.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

/** A primary that confirms nothing before its standby has it on its disk too. */
export type PostgresPair = {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** One URL with both hosts, as the relay's configuration takes it. */
  readonly url: string;
  /** Makes the standby the primary, as an operator or a fail-over program does once the other is dead. */
  readonly promote: () => Promise<void>;
  readonly close: () => void;
};

export async function startPostgresPair(): Promise<PostgresPair> {
  const primary = await startPostgres({ settings: { synchronous_standby_names: 'standby' } });
  let standby: PostgresServer | null = null;
  try {
    primary.kill();
    const copy = primary.copy();
    writeFileSync(join(copy, 'standby.signal'), '');
    chmodSync(join(copy, 'standby.signal'), 0o644);
    await primary.start();
    const from = `host=127.0.0.1 port=${String(primary.port())} user=relay application_name=standby`;
    standby = await startPostgres({
      from: copy,
      settings: { primary_conninfo: from, wal_retrieve_retry_interval: '100ms' },
    });
  } catch (error) {
    primary.close();
    throw error;
  }
  const second = standby;
  return {
    primary,
    standby: second,
    url: `postgres://relay@127.0.0.1:${String(primary.port())},127.0.0.1:${String(second.port())}/postgres`,
    promote: async () => {
      const connection = await openConnection({ url: second.url(), ...quietPorts(), answerWithinMs: 20_000 });
      await connection.ask('SELECT pg_promote(true, 15)');
      connection.drop('Promoted.');
    },
    close: () => {
      primary.close();
      second.close();
    },
  };
}
