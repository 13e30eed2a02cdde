import type { FastifyInstance } from 'fastify';
import type { EventLog } from '../log/index.ts';
import type { Hub } from '../sessions/index.ts';
import type { Counters } from './counters.ts';

export type OperationsParts = {
  readonly eventLog: EventLog;
  readonly hub: Hub;
  readonly counters: Counters;
  readonly isStopping: () => boolean;
};

/** What operators and load balancers ask. None of the answers names a store, a terminal or an event. */
export function registerOperations(app: FastifyInstance, parts: OperationsParts): void {
  app.get('/healthz', (_request, reply) => reply.send({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const log = await parts.eventLog.check();
    const ready = log === 'ok' && !parts.isStopping();
    return reply.code(ready ? 200 : 503).send({ ready, log });
  });
  app.get('/metrics', async (_request, reply) => {
    const log = await parts.eventLog.check();
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(
        parts.counters.text() +
          gauge('relay_sessions', 'Connected tills.', parts.hub.sessionCount()) +
          gauge('relay_log_ready', 'Whether the event log takes events.', log === 'ok' ? 1 : 0),
      );
  });
}

function gauge(name: string, help: string, value: number): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${String(value)}\n`;
}
