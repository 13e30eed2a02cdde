import { createAuditor } from './auditor/auditor.ts';
import { Violation, type Rule } from './auditor/violation.ts';
import { createCoverage, type CoverageCounts } from './coverage.ts';
import { createCustomers, type CardScript, type Customers } from './world/customers.ts';
import { openShop, type Shop, type ShopPlan } from './world/shop.ts';
import type { Template } from './world/template.ts';
import { DeadLife } from './world/till-node.ts';
import { settled } from './world/virtual-time.ts';

/** What a day's script is given. */
export type Stage = {
  readonly shop: Shop;
  readonly customers: Customers;
  /** How many card tenders were opened so far. */
  readonly tenders: () => number;
  /** Lets time pass until nothing is open any more; a violation when the bound is reached. */
  readonly settle: (open: 'doubts' | 'everything', boundMs: number) => Promise<void>;
};

export type WorldResult = {
  readonly violation: { readonly rule: Rule; readonly message: string } | null;
  /** The last things that happened; empty when all went well. */
  readonly trace: readonly string[];
  readonly steps: number;
  readonly tenders: number;
  readonly faults: number;
  readonly shiftsClosed: number;
  readonly coverage: CoverageCounts;
};

/** Beyond this something goes round in circles; a calm day of thirty sales takes a hundredth of it. */
const STEPS_MAX = 400_000;
const LOOK_EVERY_MS = 5_000;

/** Plays one day by its script, with the auditor behind every step. Never throws: a violation is a result. */
export async function runWorld(
  template: Template,
  plan: ShopPlan & { readonly cards?: CardScript },
  script: (stage: Stage) => Promise<void>,
): Promise<WorldResult> {
  const coverage = createCoverage();
  const auditing = createAuditor(
    () => shop.secrets,
    (_till, fields) => {
      coverage.refused(String(fields['state']), String(fields['input']));
    },
  );
  const shop = openShop(template, plan, auditing.witness);
  const opened = new Map<string, number>();
  const refunded = new Map<string, number>();
  const faultsSince = (mark = 0) => shop.board.since(Math.max(0, mark - 1));
  const auditor = auditing.audit(shop, {
    stepped: ({ tenderId, from, to, isNew }) => {
      if (isNew) opened.set(tenderId, shop.board.mark());
      coverage.stepped(from, to, faultsSince(opened.get(tenderId)));
    },
    legStepped: ({ legId, from, to }) => {
      if (from === 'none') refunded.set(legId, shop.board.mark());
      coverage.stepped(`refund ${from}`, to, faultsSince(refunded.get(legId)));
    },
  });
  const customers = createCustomers(shop, plan.cards);
  const settle = settler(shop, auditor.unsettled);
  const unhandled = catchUnhandled();
  const day: { over: boolean; error: unknown } = { over: false, error: null };
  let steps = 0;
  const work = script({ shop, customers, tenders: () => opened.size, settle }).then(
    () => {
      day.over = true;
    },
    (error: unknown) => {
      day.error = error;
      day.over = true;
    },
  );
  let thrown: unknown = null;
  try {
    await settled();
    while (!day.over) {
      if (!(await shop.time.step())) throw new Violation('settles', 'Nothing happens any more');
      steps += 1;
      if (steps > STEPS_MAX) throw new Violation('settles', 'The day never ends');
      customers.look();
      auditor.look();
      unhandled.look();
    }
    await work;
    if (day.error === null) auditor.close();
    thrown = day.error;
  } catch (error) {
    thrown = error;
  } finally {
    unhandled.stop();
    shop.close();
  }
  return {
    violation: thrown === null ? null : told(thrown),
    trace: thrown === null ? [] : shop.trace.lines(),
    steps,
    tenders: opened.size,
    faults: shop.board.count(),
    shiftsClosed: auditor.shiftsClosed(),
    coverage: coverage.counts(),
  };
}

function settler(shop: Shop, unsettled: () => readonly string[]): Stage['settle'] {
  return async (what, boundMs) => {
    let untilMs = shop.time.nowMs() + boundMs;
    for (;;) {
      await shop.time.sleep(LOOK_EVERY_MS);
      // What was put aside may still be ready for a card, and a question to the cashier open; what is under way or in doubt may not.
      const open = unsettled().filter(
        (line) =>
          what === 'everything' ||
          !/ is (?:ready|declined|opened|armed|held until the cashier answers)/u.test(line),
      );
      if (open.length === 0) return;
      // A till that is down can't settle anything; its time begins when it is back.
      if (shop.tills.some((till) => !till.isUp())) untilMs = shop.time.nowMs() + boundMs;
      if (shop.time.nowMs() > untilMs) throw new Violation('settles', open.join('; '));
    }
  };
}

function told(error: unknown): NonNullable<WorldResult['violation']> {
  if (error instanceof Violation) return { rule: error.rule, message: error.message };
  const message = error instanceof Error ? (error.stack ?? '') : 'Something that is no error was thrown';
  return { rule: 'crashes', message };
}

/** A failure that nobody handles ends the program where it is shipped. */
function catchUnhandled(): { readonly look: () => void; readonly stop: () => void } {
  let first: unknown = null;
  const keep = (error: unknown): void => {
    if (!(error instanceof DeadLife)) first ??= error;
  };
  process.on('unhandledRejection', keep);
  process.on('uncaughtException', keep);
  return {
    look: () => {
      if (first !== null) throw first;
    },
    stop: () => {
      process.off('unhandledRejection', keep);
      process.off('uncaughtException', keep);
    },
  };
}
