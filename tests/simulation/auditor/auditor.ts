import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import type { Shop } from '../world/shop.ts';
import type { TillNode, TillWitness } from '../world/till-node.ts';
import {
  checkRefunds,
  checkStripeRefunds,
  closeAtReader,
  closeRefunds,
  listOpenLegs,
} from './refund-audit.ts';
import {
  findPrepared,
  findTender,
  keptOf,
  listPrepared,
  listSales,
  listTenders,
  listTendersOf,
} from './record.ts';
import { createTillAudit, type TillAudit, type TillAuditPorts } from './till-audit.ts';
import { asksAboutTwin, closeTwins } from './twin-audit.ts';
import { hold } from './violation.ts';

export type Auditor = {
  /** After each step of the world. Throws a `Violation`. */
  readonly look: () => void;
  /** What still has to settle, one sentence each; empty when all is well. */
  readonly unsettled: () => readonly string[];
  /** The books at the end of the day. */
  readonly close: () => void;
  readonly shiftsClosed: () => number;
};

export type Witnessed = {
  /** Given to the tills before there is an auditor. */
  readonly witness: TillWitness;
  readonly audit: (shop: Shop, follow: Pick<TillAuditPorts, 'stepped' | 'legStepped'>) => Auditor;
};

const WAITING = ['opened', 'creating', 'armed', 'authorising', 'cancelling', 'in-doubt', 'to-capture'];

/**
 * The one who keeps a ledger of his own. He reads Stripe's truth and each till's disk, believes nobody, and shares no
 * code with the product.
 */
export function createAuditor(secrets: () => readonly string[], refused: TillWitness['refused']): Witnessed {
  const audits = new Map<string, TillAudit>();
  let first: Error | null = null;
  const keep = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      first ??= error instanceof Error ? error : new Error(String(error));
    }
  };
  const noSecret = (text: string, where: string): void => {
    for (const secret of secrets()) {
      hold(!text.includes(secret), 'I9', () => `${where} has a secret: ${secret.slice(0, 8)}...`);
    }
    hold(
      !text.includes('_secret_') || !/pi_\w+_secret_\w/u.test(text),
      'I9',
      () => `${where} has a client secret`,
    );
  };
  return {
    witness: {
      logged: (till, line) => {
        keep(() => {
          noSecret(line, `${till}: the log`);
        });
      },
      overheard: (till, message) => {
        if (message.startsWith('{"type":"reset"')) audits.get(till)?.resetSeen();
      },
      keySeen: (till, key) => {
        keep(() => {
          hold(key.startsWith('sk_test_'), 'I10', () => `${till}: a test till used ${key.slice(0, 8)}...`);
        });
      },
      answered: (till, channel, request, ok) => {
        if (!ok || channel !== 'charge.takeCash') return;
        const { saleId } = request as { saleId: string }; // What the channel takes.
        audits.get(till)?.cashAnswered(saleId);
      },
      refused,
    },
    audit: (shop, follow) => {
      for (const till of shop.tills) {
        audits.set(
          till.name,
          createTillAudit({
            name: till.name,
            stripe: shop.stripe.state,
            stored: shop.relay.stored,
            ...follow,
          }),
        );
      }
      const stripe = createStripeAudit(shop);
      const look = (): void => {
        if (first !== null) throw first;
        stripe.look();
        for (const till of shop.tills) {
          const db = till.db();
          if (db !== null) audits.get(till.name)?.look(db, till.commits());
        }
      };
      return {
        look,
        unsettled: () => shop.tills.flatMap((till) => listUnsettled(till, shop.stripe.state)),
        shiftsClosed: () => [...audits.values()].reduce((sum, audit) => sum + audit.shiftsClosed(), 0),
        close: () => {
          look();
          for (const till of shop.tills) {
            const db = till.db();
            hold(db !== null, 'books', () => `${till.name} is closed`);
            if (db !== null) audits.get(till.name)?.close(db);
            noSecret(till.bytes().toString('latin1'), `${till.name}: the disk`);
            noSecret(JSON.stringify(till.settings()), `${till.name}: the settings`);
            noSecret(JSON.stringify(till.page()), `${till.name}: the page`);
          }
          stripe.close();
        },
      };
    },
  };
}

function listUnsettled(till: TillNode, stripe: State): readonly string[] {
  const db = till.db();
  if (db === null) return [`${till.name} is down`];
  const tenders = listTenders(db).flatMap((tender) => {
    const { tender_id: id, state, reconciliation } = tender;
    if (asksAboutTwin(db, id)) return [`${till.name}: ${id} is held until the cashier answers`];
    if (WAITING.includes(state)) return [`${till.name}: ${id} is ${state}`];
    return tender.payment_intent_id !== null && reconciliation === 'pending'
      ? [`${till.name}: ${id} is ${state} and not compared with Stripe`]
      : [];
  });
  const waiting = db.all<{ readonly event_id: string }>(
    'SELECT event_id FROM stripe_events WHERE applied_count = 0',
  );
  const legs = listOpenLegs(db, stripe).map((line) => `${till.name}: ${line}`);
  const prepared = listPrepared(db)
    .filter(({ state }) => state === 'asked' || state === 'made' || state === 'dropped')
    .map(({ tender_id: id, state }) => `${till.name}: the intent prepared for ${id} is ${state}`);
  return [
    ...tenders,
    ...prepared,
    ...legs,
    ...waiting.map(({ event_id: id }) => `${till.name}: event ${id} is not applied`),
  ];
}

/** Checks Stripe's side: what came into being there, and whether somebody owns it. */
function createStripeAudit(shop: Shop) {
  const { state } = shop.stripe;
  const byTender = new Map<string, string[]>();
  let waiting: string[] = [];
  let seen = 0;
  let sequence = -1;
  let refunds = 0;
  const tillOf = (intentId: string): TillNode | undefined =>
    shop.tills.find(({ name }) => name === state.intents[intentId]?.metadata['register']);
  const isRecorded = (intentId: string): boolean => {
    const tenderId = state.intents[intentId]?.metadata['tender'] ?? '';
    const till = tillOf(intentId);
    hold(till !== undefined, 'I1', () => `${intentId} names no register of this shop`);
    const db = till?.db() ?? null;
    // While the till is down its disk is looked at as soon as it is back.
    if (db === null) return false;
    const tender = findTender(db, tenderId) ?? findPrepared(db, tenderId);
    const intent = state.intents[intentId];
    // A tip that was chosen on the reader came later.
    const amount = (intent?.amount ?? 0) - (intent?.amount_details?.tip?.amount ?? 0);
    hold(
      tender !== null && tender.amount_minor === amount,
      'I1',
      () => `${intentId} over ${String(amount)} has no recorded tender (${tenderId})`,
    );
    return true;
  };
  const checkNew = (): void => {
    const ids = Object.keys(state.intents);
    for (const id of ids.slice(seen)) {
      const tenderId = state.intents[id]?.metadata['tender'] ?? '';
      const others = byTender.get(tenderId) ?? [];
      byTender.set(tenderId, [...others, id]);
      waiting.push(id);
      for (const other of others) {
        hold(
          state.intents[other]?.status === 'canceled',
          'I2',
          () => `tender ${tenderId} has two live intents, ${other} and ${id}`,
        );
      }
    }
    seen = ids.length;
    if (waiting.length > 0) waiting = waiting.filter((id) => !isRecorded(id));
  };
  const findLeg = (legId: string): 'there' | 'missing' | 'unknown' => {
    const dbs = shop.tills.map((till) => till.db());
    const found = dbs.some(
      (db) => db !== null && db.get('SELECT 1 FROM refund_legs WHERE leg_id = ?', legId) !== null,
    );
    // A till that is down may have it.
    return found ? 'there' : dbs.includes(null) ? 'unknown' : 'missing';
  };
  const checkRefundsSoon = (): void => {
    const count = Object.keys(state.refunds).length;
    if (count === refunds) return;
    refunds = count;
    checkStripeRefunds(state, findLeg);
    for (const till of shop.tills) {
      const db = till.db();
      if (db !== null) checkRefunds(till.name, db, state);
    }
  };
  return {
    look: (): void => {
      if (sequence === state.sequence && waiting.length === 0) return;
      sequence = state.sequence;
      checkNew();
      checkRefundsSoon();
    },
    close: (): void => {
      checkNew();
      checkStripeRefunds(state, findLeg);
      closeAtReader(
        state,
        shop.tills.flatMap((till) => till.db() ?? []),
      );
      hold(waiting.length === 0, 'I1', () => `${waiting.join(', ')} were never found in a till`);
      for (const intent of Object.values(state.intents)) {
        if (intent.amount_received === 0) continue;
        const db = tillOf(intent.id)?.db() ?? null;
        if (db === null) continue;
        const tender = findTender(db, intent.metadata['tender'] ?? '');
        hold(
          tender !== null &&
            tender.payment_intent_id === intent.id &&
            tender.captured_minor === intent.amount_received &&
            (tender.state === 'approved' || tender.state === 'overpaid'),
          'books',
          () =>
            `Stripe has ${String(intent.amount_received)} by ${intent.id}, the till says ${String(tender?.state)}`,
        );
      }
      for (const till of shop.tills) {
        const db = till.db();
        if (db !== null) closeRefunds(till.name, db, state);
        if (db !== null) closeTwins(till.name, db, state);
        if (db !== null) closePrepared(till.name, db, state);
        checkUnfinished(till);
      }
    },
  };
}

/** What was prepared belongs to a tender, or nobody can pay it any more. */
function closePrepared(till: string, db: Db, stripe: State): void {
  for (const { tender_id: tenderId } of listPrepared(db)) {
    if (typeof findTender(db, tenderId)?.payment_intent_id === 'string') continue;
    const open = Object.values(stripe.intents).filter(
      ({ metadata, status }) => metadata['tender'] === tenderId && status !== 'canceled',
    );
    hold(
      open.length === 0,
      'books',
      () => `${till}: nobody answers for ${open.map(({ id, status }) => `${id} (${status})`).join(', ')}`,
    );
  }
}

/** A sale that was given up has no money of anybody. */
function checkUnfinished(till: TillNode): void {
  const db = till.db();
  if (db === null) return;
  for (const state of ['open', 'charging', 'voided']) {
    for (const sale of listSales(db, state)) {
      const paid = listTendersOf(db, sale.sale_id).filter(
        (tender) => tender.state === 'approved' && keptOf(db, tender) > 0,
      );
      hold(
        paid.length === 0,
        'books',
        () => `${till.name}: sale ${sale.sale_id} is ${state} and was paid by card`,
      );
    }
  }
}
