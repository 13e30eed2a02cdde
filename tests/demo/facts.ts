import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import type { CompanionAddresses } from '../../electron/services/ports.ts';

/** What the demo reports, and everything that is not as it should be. */
export type Facts = {
  readonly report: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
};

const charge = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number(),
  amount_captured: z.number(),
  payment_intent: z.string(),
  outcome: z.object({ type: z.string(), reason: z.string().nullable() }).nullable(),
  failure_code: z.string().nullable(),
});
const intent = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number(),
  amount_received: z.number(),
  currency: z.string(),
});
const list = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item) });
const deliveries = z.object({
  deliveries: z.array(
    z.object({ eventId: z.string(), eventType: z.string(), status: z.number().nullable() }),
  ),
});

type EventRow = {
  readonly event_id: string;
  readonly type: string;
  readonly seen_count: number;
  readonly applied_count: number;
};
type TenderRow = {
  readonly state: string;
  readonly amount_minor: number;
  readonly payment_intent_id: string;
  readonly reconciliation: string;
  readonly reconciled_source: string | null;
};
type SaleRow = {
  readonly number: number;
  readonly state: string;
  readonly total_minor: number;
  readonly currency: string;
};

/** Reads both books: Stripe's at the sandbox's API, the till's in its database file. */
export async function readFacts(at: {
  readonly companions: CompanionAddresses;
  readonly profile: string;
}): Promise<Facts> {
  const { baseUrl, secretKey, controlKey } = at.companions.sandbox;
  const ask = async (path: string, key: string): Promise<unknown> => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
    return response.json();
  };
  const intents = list(intent).parse(await ask('/v1/payment_intents?limit=100', secretKey)).data;
  const charges = list(charge).parse(await ask('/v1/charges?limit=100', secretKey)).data;
  const sent = deliveries.parse(await ask('/_sandbox/deliveries', controlKey)).deliveries;

  const db = new SqliteDatabase(join(at.profile, 'till.db'), { readonly: true });
  const sale = db.prepare<[], SaleRow>("SELECT * FROM sales WHERE state = 'completed'").get();
  const tenders = db.prepare<[], TenderRow>('SELECT * FROM card_tenders').all();
  const events = db
    .prepare<[], EventRow>("SELECT * FROM stripe_events WHERE source = 'relay' ORDER BY received_at_ms")
    .all();
  db.close();

  const paid = intents[0];
  const attempts = charges
    .toReversed()
    .map((each) => ({ outcome: each.status, declineCode: each.outcome?.reason ?? each.failure_code }));
  const webhooks = events.map((event) => ({
    type: event.type,
    deliveries: sent.filter((each) => each.eventId === event.event_id && each.status === 200).length,
    seenCount: event.seen_count,
    appliedCount: event.applied_count,
  }));
  const tender = tenders[0];
  const problems: string[] = [];
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) problems.push(sentence);
  };
  const succeeded = charges.filter((each) => each.status === 'succeeded');
  must(sale !== undefined, 'The sale is not completed in the database.');
  must(intents.length === 1, `Stripe has ${String(intents.length)} intents instead of one.`);
  must(succeeded.length === 1, `Stripe has ${String(succeeded.length)} successful charges instead of one.`);
  must(paid?.amount_received === sale?.total_minor, 'Stripe received another amount than the sale’s total.');
  must(
    attempts[0]?.declineCode === 'insufficient_funds',
    'The first attempt was not declined for want of funds.',
  );
  must(attempts[1]?.outcome === 'succeeded' && attempts.length === 2, 'The second attempt did not succeed.');
  must(
    tenders.length === 1 && tender?.state === 'approved',
    'The till does not hold one approved card tender.',
  );
  must(tender?.payment_intent_id === paid?.id, 'The till names another intent than Stripe.');
  must(tender?.reconciliation === 'matched', `Reconciliation says ${tender?.reconciliation ?? 'nothing'}.`);
  must(tender?.reconciled_source === 'relay', 'The match was not witnessed by a webhook through the relay.');
  for (const type of ['payment_intent.payment_failed', 'payment_intent.succeeded']) {
    const found = webhooks.filter((each) => each.type === type);
    must(found.length === 1 && found[0]?.appliedCount === 1, `${type} was not applied exactly once.`);
  }
  must(
    webhooks.some((each) => each.deliveries > 1),
    'No webhook was delivered twice.',
  );
  return {
    problems,
    report: {
      sale:
        sale === undefined
          ? null
          : { number: sale.number, totalMinor: sale.total_minor, currency: sale.currency },
      tenders: tenders.map((each) => ({ kind: 'card', state: each.state, amountMinor: each.amount_minor })),
      paymentIntent:
        paid === undefined
          ? null
          : {
              id: paid.id,
              status: paid.status,
              amountReceivedMinor: paid.amount_received,
              currency: paid.currency,
            },
      charges: { total: charges.length, succeeded: succeeded.length },
      attempts,
      webhooks,
      reconciliation: { state: tender?.reconciliation ?? null, source: tender?.reconciled_source ?? null },
    },
  };
}
