import { afterAll, beforeAll, describe, it } from 'vitest';
import { openPostgresHarness } from '../testing/postgres-harness.ts';
import { postgresObstacle, startPostgres, type PostgresServer } from '../testing/postgres-server.ts';
import { eventLogConformance } from './index.ts';

const obstacle = postgresObstacle();
let server: PostgresServer;
beforeAll(async () => {
  if (obstacle === null) server = await startPostgres();
});
afterAll(() => {
  if (obstacle === null) server.close();
});

describe.skipIf(obstacle !== null)('the PostgreSQL log', () => {
  it.each(eventLogConformance(() => openPostgresHarness(server)))('$name', ({ run }) => run());
});
