import type { Runner, TenderStore } from '../payments/index.ts';
import type { Clock } from '../ports.ts';
import type { EventHandler } from '../reconciliation/index.ts';
import type { ServerDriver } from './server-driver.ts';

/**
 * Hears what readers report through Stripe. Such an event says at most that it is worth looking: whoever waits for the
 * reader looks at it now, and where nobody waits any more (the till was restarted) the payment itself is read.
 */
export function createReaderEvents(ports: {
  readonly server: Pick<ServerDriver, 'noticed'>;
  readonly store: TenderStore;
  readonly runner: Pick<Runner, 'perform'>;
  readonly clock: Clock;
}): EventHandler {
  return {
    understands: (type) => type.startsWith('terminal.reader.'),
    apply: async ({ eventId, type, objectId, intentId, source = 'relay' }) => {
      const tender = intentId === null ? null : ports.store.findByIntent(intentId);
      if (tender === null) return 'elsewhere';
      // A till that died before it marked the event hears of it again, and has it in the timeline already.
      const isNoted = ports.store
        .listJournal(tender.tenderId)
        .some(({ kind, detail }) => kind === 'webhook' && detail.eventId === eventId);
      if (!isNoted) {
        ports.store.addNote(
          tender.tenderId,
          { kind: 'webhook', source, detail: { eventType: type, eventId } },
          ports.clock.nowMs(),
        );
      }
      if (objectId !== null && ports.server.noticed(objectId)) return 'looked';
      const { state } = tender.state;
      if (state !== 'armed' && state !== 'authorising') return 'known';
      await ports.runner.perform(tender.tenderId, 'read-intent');
      return 'read';
    },
  };
}
