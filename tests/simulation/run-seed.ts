import { Violation } from './auditor/violation.ts';
import { runWorld, type Stage, type WorldResult } from './run-world.ts';
import { createCashier, MANAGER_PIN, type Cashier } from './world/cashier.ts';
import { createChance, type Chance } from './world/chance.ts';
import { FAULT_KINDS, FAULTS, type FaultKind } from './world/faults.ts';
import { letHappen } from './world/moments.ts';
import { closeShift } from './world/shift-closer.ts';
import type { Shop } from './world/shop.ts';
import type { Template } from './world/template.ts';
import type { TillNode } from './world/till-node.ts';

export type SeedOptions = {
  readonly seed: number;
  /** Once faults end, everything has to settle soon. */
  readonly liveness: boolean;
};

type Capture = 'automatic' | 'manual';

const TENDERS = 30;
const FAULTS_LEAST = 5;
/** Nobody serves so many in a shift: something keeps the shop from taking cards. */
const SALES_MOST = 10 * TENDERS;
/** Most who wanted to pay by card have no cash: while no card can be taken the shop is quiet. */
const QUIET_MS = 45_000;
/** One in so many shops has files that are truly reopened, as all have in the short flows. */
const REOPENS_BY_BYTES = 10;
const SETTLES_WITHIN_MS = 45 * 60_000;
const LIVENESS_WITHIN_MS = 20 * 60_000;

/** One shift of one shop with everything that a seed decides. */
export function runSeed(template: Template, options: SeedOptions): Promise<WorldResult> {
  const plan = createChance(options.seed ^ 0x5eed);
  const registers = plan.maybe(0.12) ? 2 : 1;
  const relay = plan.maybe(0.9);
  const country = createChance(options.seed ^ 0xca).maybe(0.08) ? 'CA' : 'NL';
  const { seed } = options;
  const reopening = seed % REOPENS_BY_BYTES === 0 ? 'by-bytes' : 'kept';
  return runWorld(template, { seed, registers, relay, country, pulledAt: [], reopening }, (stage) =>
    workDay(stage, plan, options),
  );
}

async function workDay(
  { shop, customers, tenders, settle }: Stage,
  plan: Chance,
  { seed, liveness }: SeedOptions,
): Promise<void> {
  // A manager is about on few days only, as in a shop.
  const managed = plan.maybe(0.05);
  const managerPin = managed ? MANAGER_PIN : null;
  // It reads each payment of the day at Stripe: dear enough to be done on some days only.
  const closes = managed || plan.maybe(0.3);
  for (const till of shop.tills) void till.start();
  const captures: Capture[] = [];
  for (const till of shop.tills) captures.push(await openDay(till, plan, managed));
  // Where the till holds first, the same purchase comes twice now and then, and the cashier is asked before it is taken.
  const holds = captures.includes('manual');
  const sameAgain = holds ? createChance(seed ^ 0x7_714) : null;
  if (holds) customers.comeBack(createChance(seed ^ 0x7_715));
  const cashiers = shop.tills.map((till) =>
    createCashier(shop, till, { orderly: false, managed, sameAgain }),
  );
  const faults = planFaults(plan);
  const enough = (): boolean => tenders() >= TENDERS && shop.board.count() >= FAULTS_LEAST;
  let sales = 0;
  const serveAll = async (cashier: Cashier, till: TillNode): Promise<void> => {
    while (!enough()) {
      if (sales >= SALES_MOST) throw new Violation('settles', 'The shop can not take cards any more');
      sales += 1;
      if (sales === 8) shop.relay.keepCopy();
      for (const kind of faults.next(sales)) bring(shop, plan, till, kind);
      const before = tenders();
      const intention = plan.maybe(0.85) ? 'card' : 'cash';
      await cashier.serve(intention);
      if (intention === 'card' && tenders() === before) await shop.time.sleep(QUIET_MS);
      if (plan.maybe(shop.country === 'CA' ? 0.3 : 0.12)) await cashier.refund();
      if (managed && plan.maybe(0.2)) {
        // At times the shift is to be closed while the card still waits for its money.
        const closesAfter = plan.maybe(0.35);
        if (closesAfter && plan.maybe(0.4)) bringNow(shop, till, 'refunds-away');
        await cashier.callCash();
        if (closesAfter) {
          await closeShift(shop, till, { calm: false, managerPin });
          // And noticed only then: it is too late for the sales of the shift that was closed.
          await cashier.callCash();
        }
      }
      // Most of all while a payment is in doubt, when it should not work.
      const unsettled = till.page()?.reconciliation.unsettled ?? 0;
      if (plan.maybe(unsettled > 0 ? 0.3 : 0.006)) await closeShift(shop, till, { calm: false, managerPin });
    }
  };
  await Promise.all(shop.tills.map((till, index) => serveAll(cashiers[index] as Cashier, till))); // One cashier for each till.
  shop.board.calm();
  shop.cutStripeOff(0);
  shop.cutRefundsOff(0);
  customers.behave();
  shop.relay.start();
  for (const till of shop.tills) till.fillDisk(false);
  const boundMs = liveness ? LIVENESS_WITHIN_MS : SETTLES_WITHIN_MS;
  await settle('doubts', boundMs);
  for (const cashier of cashiers) await cashier.closeDay();
  await settle('everything', boundMs);
  if (!closes) return;
  for (const till of shop.tills) await closeShift(shop, till, { calm: true, managerPin });
}

/** How this shop takes tips and money, and the manager's PIN. */
async function openDay(till: TillNode, plan: Chance, managed: boolean): Promise<Capture> {
  await till.whenUp();
  const tips = plan.maybe(0.3) ? plan.pick(['reader', 'till'] as const) : 'off';
  const capture = plan.maybe(0.25) ? 'manual' : 'automatic';
  await till.ask('charge.saveSettings', { tips, tipPercents: [5, 10, 15], capture, keypad: 'cents-first' });
  await till.ask('readers.setWay', {
    mode: plan.maybe(0.25) ? 'server-driven' : 'lan',
    fallback: plan.pick(['ask', 'automatic', 'never'] as const),
  });
  if (managed) await till.ask('app.setPin', { currentPin: null, newPin: MANAGER_PIN });
  return capture;
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
    bringNow(shop, till, kind);
  });
}

function bringNow(shop: Shop, till: TillNode, kind: FaultKind): void {
  if (!shop.board.isCalm() && letHappen(kind, shop, till)) shop.board.struck(kind);
}
