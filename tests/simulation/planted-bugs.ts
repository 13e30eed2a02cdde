import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { normalizePath } from 'vite';
import { bundleEntries } from '../../build/scripts/bundle-entries.ts';
import { ROOT } from '../support/process.ts';
import type { Rule } from './auditor/violation.ts';
import { SIMULATION_ENTRIES } from './run-simulation.ts';

/** A bug as somebody might write it, the promise that it breaks, and where it goes. */
export type PlantedBug = {
  readonly breaks: Rule;
  readonly story: string;
  /** The first of the two hundred shifts, for a bug that few of them meet; 1 when absent. */
  readonly from?: number;
  readonly changes: readonly { readonly file: string; readonly find: string; readonly put: string }[];
};

const PAYMENTS = 'electron/services/payments';
const REFUNDS = 'electron/services/refunds';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    breaks: 'I1',
    story: 'an intent is made ahead, to save time, and its tender is recorded when it is there',
    changes: [
      {
        file: `${PAYMENTS}/charge-service.ts`,
        find: '      const tender = store.open({',
        put: `      void ports.gateway()?.createIntent({
        ...plan.value, currency: sale.total.currency, idempotencyKey: ports.ids.uuidv7(), description: 'ahead',
        capture: 'automatic',
        metadata: { register: sale.register, tender: ports.ids.uuidv7() }, lineItems: null,
      } as never);
      const tender = store.open({`,
      },
    ],
  },
  {
    breaks: 'I2',
    story: 'each try makes a key of its own, and nobody looks for the first intent',
    changes: [
      {
        file: `${PAYMENTS}/make-intent.ts`,
        find: "idempotencyKey: keyFor(tender, 'create'),",
        put: "idempotencyKey: `${keyFor(tender, 'create')}-${String((tries += 1))}`,",
      },
      {
        file: `${PAYMENTS}/make-intent.ts`,
        find: 'export type MakingPorts',
        put: 'let tries = 0;\nexport type MakingPorts',
      },
      { file: `${PAYMENTS}/effects.ts`, find: 'if (found !== undefined) {', put: 'if (found === null) {' },
    ],
  },
  {
    breaks: 'I3',
    story: 'what the reader answers is believed without a read at Stripe',
    changes: [
      {
        file: `${PAYMENTS}/effects.ts`,
        find: '      const outcome = await ports.driver().process(id);\n      const learned = await read(tender);',
        put: `      const outcome = await ports.driver().process(id);
      const read2 = await read(tender);
      const learned = (outcome.kind === 'answered' && read2?.event.type === 'stripe-said'
        ? { ...read2, event: { type: 'stripe-said', intent: { ...read2.event.intent, status: 'succeeded' } } }
        : read2) as typeof read2;`,
      },
    ],
  },
  {
    breaks: 'I4',
    story: 'cash is taken while the card may still be charged',
    changes: [
      {
        file: `${PAYMENTS}/charge-service.ts`,
        find: '      const account = accountOf(found.value, legs);\n      if (account.takeableMinor === 0)',
        put: `      const real = accountOf(found.value, legs);
      const account = { ...real, takeableMinor: real.dueMinor };
      if (account.takeableMinor === 0)`,
      },
    ],
  },
  {
    breaks: 'I5',
    story: 'news of a declined card opens the sale again, also when it comes late',
    changes: [
      {
        file: 'electron/services/reconciliation/reconciler.ts',
        find: '    const reached = await checkTender(tender.tenderId, source);',
        put: `    if (event.type === 'payment_intent.payment_failed')
      ports.db.run(
        "UPDATE sales SET state = 'charging', receipt_number = NULL, completed_at_ms = NULL WHERE sale_id = ?",
        tender.saleId,
      );
    const reached = await checkTender(tender.tenderId, source);`,
      },
    ],
  },
  {
    breaks: 'I6',
    story: 'an event that comes again is applied again',
    changes: [
      {
        file: 'electron/services/relay-client/event-store.ts',
        find: 'SET seen_count = seen_count + 1 WHERE',
        put: 'SET seen_count = seen_count + 1, applied_count = 0 WHERE',
      },
    ],
  },
  {
    breaks: 'I7',
    story: 'the till takes events in whatever order they come',
    changes: [
      {
        file: 'electron/services/relay-client/client.ts',
        find: '(expectedSeq !== null && message.prevSeq !== expectedSeq)',
        put: 'expectedSeq === -1',
      },
    ],
  },
  {
    breaks: 'I8',
    story: 'what a card got back already is forgotten when the next refund is made',
    changes: [
      {
        file: 'electron/services/refunds/refund-store.ts',
        find: "  return leg.state.state === 'paid-out' || countsAsRefunded(leg.state);",
        put: '  return leg.amountMinor < 0 && countsAsRefunded(leg.state as never);',
      },
    ],
  },
  {
    breaks: 'I9',
    story: 'the log tells what the reader was asked, the client secret included',
    changes: [
      {
        file: 'electron/services/readers/lan-driver.ts',
        find: '      collecting = true;',
        put: "      collecting = true;\n      ports.log.info('reader.collect', { secret: request.clientSecret });",
      },
    ],
  },
  {
    breaks: 'I10',
    story: 'whatever key is in the keychain is used',
    changes: [
      {
        file: 'electron/services/app/connection.ts',
        find: 'gateway = fits ? gatewayFor(key) : null;',
        put: 'void fits;\n      gateway = key === null ? null : gatewayFor(key);',
      },
      {
        file: 'electron/services/stripe/gateway.ts',
        find: '!/^(?:sk|rk)_test_/u.test(secretKey)',
        put: 'false',
      },
    ],
  },
  {
    breaks: 'books',
    story: 'a held amount that looks like an earlier payment is taken before the cashier was heard',
    changes: [
      {
        file: `${PAYMENTS}/effects.ts`,
        find: 'if (waitsForTwinAnswer(tender.state)) return null;',
        put: 'void waitsForTwinAnswer;',
      },
    ],
  },
  {
    breaks: 'books',
    story: 'a shift is closed over a payment whose end nobody knows',
    from: 60,
    changes: [
      {
        file: 'electron/services/shifts/shift-facts.ts',
        find: "    case 'in-doubt':\n    case 'decided-by-manager':\n    case 'creating':\n    case 'armed':",
        put: "    case 'decided-by-manager':",
      },
      {
        file: 'electron/services/shifts/shift-facts.ts',
        find: 'if (tenders.some(({ state }) => UNDER_WAY.has(state.state)))',
        put: 'if (tenders.length === 0 && UNDER_WAY.size === 0)',
      },
    ],
  },
  {
    breaks: 'books',
    story: 'the cash of a shift that ends goes on to the next one',
    changes: [
      {
        file: 'electron/services/shifts/closed-shifts.ts',
        find: '  db.run(\n    "UPDATE sales SET shift_id',
        put: "  db.run('UPDATE cash_tenders SET shift_id = ? WHERE shift_id = ?', toShiftId, fromShiftId);\n  db.run(\n    \"UPDATE sales SET shift_id",
      },
    ],
  },
  {
    breaks: 'books',
    story: 'cash takes a card’s place as soon as the card’s refund was asked for',
    changes: [
      {
        file: `${REFUNDS}/cash-repair-store.ts`,
        find: "  if (leg.state.state !== 'pending' && leg.state.state !== 'succeeded') return;",
        put: "  if (leg.state.state === 'refused') return;",
      },
    ],
  },
  {
    breaks: 'books',
    story: 'the tip that went back to the card is taken for cash in the drawer',
    changes: [
      {
        file: `${REFUNDS}/cash-repair-store.ts`,
        find: '  const amountMinor = coversMinor(card);',
        put: '  const amountMinor = leg.amountMinor > 0 ? leg.amountMinor : coversMinor(card);',
      },
    ],
  },
  {
    // The table of a closed shift's cash refuses the row: the refund never comes to an end.
    breaks: 'settles',
    story: 'a card payment of a closed shift is called cash',
    from: 53,
    changes: [
      {
        file: `${REFUNDS}/cash-repair-store.ts`,
        find: 'AND NOT EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = s.shift_id)',
        put: '',
      },
    ],
  },
  {
    breaks: 'books',
    story: 'a shift is closed while the cash for a card payment is still to come',
    changes: [
      {
        file: 'electron/services/shifts/shift-facts.ts',
        find: "AND (l.state IN ('requested', 'ready', 'armed', 'processing')",
        put: "AND (l.state IN ('ready', 'armed', 'processing')",
      },
      {
        file: 'electron/services/shifts/shift-facts.ts',
        find: "OR (l.state = 'in-doubt' AND EXISTS",
        put: "OR (l.state = 'armed' AND EXISTS",
      },
    ],
  },
  {
    breaks: 'books',
    story: 'the approval of a payment called cash names its sale',
    changes: [
      {
        file: `${REFUNDS}/as-cash.ts`,
        find: "approve('refund.as-cash', tenderId, approval)",
        put: "approve('refund.as-cash', tender.saleId, approval)",
      },
    ],
  },
  {
    breaks: 'I4',
    story: 'a read goes on telling what it found before cash was taken',
    changes: [
      {
        file: 'electron/services/db/kept-reads.ts',
        find: '    for (const table of named) table.writes += 1;',
        put: "    if (!sql.startsWith('INSERT INTO cash_tenders')) for (const table of named) table.writes += 1;",
      },
    ],
  },
];

/** The simulation with one bug in its sources, as bundles from which it can be run. */
export async function plant(bug: PlantedBug): Promise<{
  readonly bundles: Readonly<Record<string, string>>;
  readonly remove: () => void;
}> {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'planted-'));
  const missed = new Set(bug.changes);
  const bundles = await bundleEntries(ROOT, SIMULATION_ENTRIES, outDir, [
    {
      name: 'planted-bug',
      enforce: 'pre',
      transform: (code, id) => {
        const mine = bug.changes.filter(({ file }) => id === normalizePath(join(ROOT, file)));
        for (const change of mine) missed.delete(change);
        return mine.length === 0 ? null : { code: mine.reduce(changed, code), map: null };
      },
    },
  ]);
  if (missed.size > 0)
    throw new Error(`Not in the bundle: ${[...missed].map(({ file }) => file).join(', ')}`);
  return {
    bundles,
    remove: () => {
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

function changed(code: string, { file, find, put }: PlantedBug['changes'][number]): string {
  const parts = code.split(find);
  if (parts.length !== 2) throw new Error(`${file}: this is not there exactly once: ${find}`);
  return parts.join(put);
}
