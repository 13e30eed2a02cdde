import { createAuditor } from './auditor/auditor.ts';
import { Violation, type Rule } from './auditor/violation.ts';
import { createCoverage, type CoverageCounts } from './coverage.ts';
import { createCashier, type Cashier } from './world/cashier.ts';
import { createChance, type Chance } from './world/chance.ts';
import { createCustomers } from './world/customers.ts';
import { FAULT_KINDS, FAULTS, type FaultKind } from './world/faults.ts';
import { letHappen } from './world/moments.ts';
import { openShop, type Shop } from './world/shop.ts';
import type { Template } from './world/template.ts';
import { settled } from './world/virtual-time.ts';
import { DeadLife, type TillNode } from './world/till-node.ts';

export type SeedOptions = {
  readonly seed: number;
  /** Faults end in the middle of the day, and everything has to settle soon. */
  readonly liveness: boolean;
};

export type SeedResult = {
  readonly seed: number;
  readonly violation: { readonly rule: Rule; readonly message: string } | null;
  readonly trace: readonly string[];
  readonly steps: number;
  readonly tenders: number;
  readonly faults: number;
  readonly coverage: CoverageCounts;
};

const TENDERS = 30;
const FAULTS_LEAST = 5;
/** Beyond this something goes round in circles; a calm day of thirty sales takes a tenth of it. */
const STEPS_MAX = 400_000;
const SETTLES_WITHIN_MS = 45 * 60_000;
const LIVENESS_WITHIN_MS = 20 * 60_000;
const LOOK_EVERY_MS = 5_000;

/** One shift of one shop with everything that a seed decides. Never throws: a violation is a result. */
export async function runSeed(template: Template, options: SeedOptions): Promise<SeedResult> {
  const plan = createChance(options.seed ^ 0x5eed);
  const registers = plan.maybe(0.12) ? 2 : 1;
  const relay = plan.maybe(0.9);
  const coverage = createCoverage();
  const auditing = createAuditor(
    () => shop.secrets,
    (_till, fields) => {
      coverage.refused(String(fields['state']), String(fields['input']));
    },
  );
  const shop = openShop(template, { seed: options.seed, registers, relay, pulledAt: [] }, auditing.witness);
  const opened = new Map<string, number>();
  const auditor = auditing.audit(shop, ({ tenderId, from, to, isNew }) => {
    if (isNew) opened.set(tenderId, shop.board.mark());
    coverage.stepped(from, to, shop.board.since(Math.max(0, (opened.get(tenderId) ?? 0) - 1)));
  });
  const customers = createCustomers(shop);
  let steps = 0;
  const unhandled = catchUnhandled();
  const day = { over: false, error: null as unknown };
  const work = workDay(shop, plan, options, () => opened.size, customers, auditor.unsettled).then(
    () => {
      day.over = true;
    },
    (error: unknown) => {
      day.error = error;
      day.over = true;
    },
  );
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
    if (day.error !== null) throw day.error;
    auditor.close();
    return { ...result(null), trace: [] };
  } catch (error) {
    return result(error);
  } finally {
    unhandled.stop();
    shop.close();
  }

  function result(error: unknown): SeedResult {
    const violation =
      error === null
        ? null
        : error instanceof Violation
          ? { rule: error.rule, message: error.message }
          : {
              rule: 'crashes' as const,
              message: error instanceof Error ? (error.stack ?? '') : 'Something that is no error was thrown',
            };
    const { seed } = options;
    return {
      seed,
      violation,
      trace: shop.trace.lines(),
      steps,
      tenders: opened.size,
      faults: shop.board.count(),
      coverage: coverage.counts(),
    };
  }
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

async function workDay(
  shop: Shop,
  plan: Chance,
  { liveness }: SeedOptions,
  tenders: () => number,
  customers: ReturnType<typeof createCustomers>,
  unsettled: () => readonly string[],
): Promise<void> {
  const cashiers = shop.tills.map((till) => createCashier(shop, till, false));
  for (const till of shop.tills) void till.start();
  const faults = planFaults(plan);
  const enough = (): boolean => tenders() >= TENDERS && shop.board.count() >= FAULTS_LEAST;
  let sales = 0;
  const serveAll = async (cashier: Cashier, till: TillNode): Promise<void> => {
    while (!enough() && sales < 3 * TENDERS) {
      sales += 1;
      if (sales === 8) shop.relay.keepCopy();
      for (const kind of faults.next(sales)) bring(shop, plan, till, kind);
      await cashier.serve(plan.maybe(0.85) ? 'card' : 'cash');
    }
  };
  await Promise.all(shop.tills.map((till, index) => serveAll(cashiers[index] as Cashier, till))); // One cashier for each till.
  shop.board.calm();
  shop.cutStripeOff(0);
  customers.behave();
  shop.relay.start();
  for (const till of shop.tills) till.fillDisk(false);
  // What was put aside may still be ready for a card; what is under way or in doubt may not.
  const doubts = (): readonly string[] => unsettled().filter((line) => !/ is (?:ready|declined)/u.test(line));
  await settle(shop, doubts, liveness);
  for (const cashier of cashiers) await cashier.closeDay();
  await settle(shop, unsettled, liveness);
}

/** Lets time pass until nothing is open any more, or the bound is reached. */
async function settle(shop: Shop, unsettled: () => readonly string[], liveness: boolean): Promise<void> {
  const boundMs = shop.time.nowMs() + (liveness ? LIVENESS_WITHIN_MS : SETTLES_WITHIN_MS);
  for (;;) {
    await shop.time.sleep(LOOK_EVERY_MS);
    const open = unsettled().filter((line) => !line.includes(' is opened') && !line.includes(' is armed'));
    if (open.length === 0) return;
    if (shop.time.nowMs() > boundMs) throw new Violation('settles', open.join('; '));
  }
}

function planFaults(plan: Chance) {
  const wanted = plan.maybe(0.1) ? 25 : plan.between(FAULTS_LEAST + 1, 12);
  const bySale = new Map<number, FaultKind[]>();
  for (let count = 0; count < wanted; count += 1) {
    const sale = plan.between(1, 26);
    const kind = plan.maybe(0.15) ? 'crash' : plan.pick(FAULT_KINDS);
    bySale.set(sale, [...(bySale.get(sale) ?? []), kind]);
  }
  return {
    /** Those of a sale; late in the day one more with each, until enough have struck. */
    next: (sale: number): readonly FaultKind[] =>
      bySale.get(sale) ?? (sale > 26 ? [plan.pick(FAULT_KINDS)] : []),
  };
}

function bring(shop: Shop, plan: Chance, till: TillNode, kind: FaultKind): void {
  if (FAULTS[kind] !== 'moment') {
    shop.board.arm(kind);
    return;
  }
  shop.time.after(plan.below(12_000), () => {
    if (letHappen(kind, shop, till)) shop.board.struck(kind);
  });
}
