import type { AppSnapshot, CardPanel, ChargeView, TransactionRow } from '../../../shared/contract/index.ts';
import type { Chance } from './chance.ts';
import type { Shop } from './shop.ts';
import { callCash, refundSomething, serveAtReader } from './refunder.ts';
import type { TillNode } from './till-node.ts';

/** What a cashier means to do with a sale; the rest is what the screen says and, in a disorderly one, chance. */
export type Intention = 'card' | 'cash' | 'card-then-cash' | 'card-then-nothing';

export type Cashier = {
  /** Serves one customer, from ringing up until the counter is free again. */
  readonly serve: (intention: Intention) => Promise<void>;
  /** Gives something of an earlier sale back. */
  readonly refund: () => Promise<void>;
  /** Has the manager say of an earlier card payment that it was cash. */
  readonly callCash: () => Promise<void>;
  /** Settles what was put aside, and leaves the counter free. */
  readonly closeDay: () => Promise<void>;
};

const STEPS_MAX = 60;
export const MANAGER_PIN = '4711';

/** The reader asks, and the customer wants not the card after all. */
function isAsked({ cardPanel: panel }: ChargeView): boolean {
  return panel !== null && !['preparing', 'ready'].includes(panel.state);
}

/** Presses what the screen offers, and in a hurry also what it doesn't. Everything goes through the contract. */
export function createCashier(
  shop: Shop,
  till: TillNode,
  {
    orderly,
    managed,
    sameAgain = null,
  }: {
    readonly orderly: boolean;
    readonly managed: boolean;
    /** Where a sale is now and then rung up like the one before it. Its own chance, so that other seeds stay as they are. */
    readonly sameAgain?: Chance | null;
  },
): Cashier {
  const { chance, time } = shop;
  const aside = new Set<string>();
  const sold: string[] = [];
  /** Sales of which something was given back where that may need the card at the reader. */
  const atReader = new Set<string>();
  /** Sales that were taken up again at the end of the day. */
  const tried = new Set<string>();
  let lastPricesMinor: readonly number[] = [];
  let calm = orderly;
  const think = (): Promise<void> =>
    time.sleep(calm ? 400 : chance.between(150, chance.maybe(0.05) ? 30_000 : 2_500));
  const maybe = (probability: number): boolean => !calm && chance.maybe(probability);

  const pay = async (charge: ChargeView, intention: 'card' | 'cash'): Promise<void> => {
    const { saleId, cardPanel: panel } = charge;
    if (maybe(0.02)) till.reloadPage();
    if (panel !== null) {
      await withPanel(charge, panel, intention);
      return;
    }
    if (intention === 'cash' && charge.cashAllowed) {
      const paid = charge.dueInCashMinor + (chance.maybe(0.5) ? chance.pick([5, 100, 1_000]) : 0);
      await till.ask('charge.takeCash', { saleId, tenderedMinor: paid as never }); // The schema's input is a number.
    } else if (charge.cardAllowed) await startCard(charge);
    else if (charge.cashAllowed && chance.maybe(0.3)) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    }
  };
  const startCard = async (charge: ChargeView): Promise<void> => {
    const { saleId } = charge;
    if (maybe(0.12) && charge.takeableMinor > 300) {
      await payPart(charge);
      return;
    }
    if (charge.tips.where === 'till' && maybe(0.5)) {
      const tip = { kind: 'percent', percent: chance.pick([0, 5, 10, 15]) } as const;
      await till.ask('charge.startCardPart', { saleId, amountMinor: null, tip });
      return;
    }
    if (!maybe(0.1)) {
      await till.ask('charge.startCard', { saleId });
      return;
    }
    // Twice at once, as an impatient finger does.
    const presses = [till.ask('charge.startCard', { saleId }), till.ask('charge.startCard', { saleId })];
    await Promise.all(presses);
  };
  /** A part by card, or a part in cash, and the rest later. */
  const payPart = async ({ saleId, takeableMinor }: ChargeView): Promise<void> => {
    const amountMinor = (5 * chance.between(20, Math.floor(takeableMinor / 5) - 20)) as never; // The schema's input is a number.
    if (chance.maybe(0.6)) await till.ask('charge.startCardPart', { saleId, amountMinor, tip: null });
    else await till.ask('charge.takeCashPart', { saleId, amountMinor, tenderedMinor: amountMinor });
  };
  /** A manager's word about what nobody knows, or an end to a sale that was paid in part. */
  const callManager = async (charge: ChargeView, tenderId: string): Promise<void> => {
    const approval = { pin: MANAGER_PIN, reason: 'The customer has to leave' };
    const verdict = chance.pick(['treat-as-charged', 'treat-as-not-charged'] as const);
    if (charge.unwindAllowed) await till.ask('charge.unwind', { saleId: charge.saleId, approval });
    else await till.ask('charge.decide', { tenderId, verdict, approval });
  };
  const withPanel = async (
    charge: ChargeView,
    panel: CardPanel,
    intention: 'card' | 'cash',
  ): Promise<void> => {
    const { saleId } = charge;
    const { tenderId, actions } = panel;
    if (maybe(0.03)) await inAHurry(charge, tenderId);
    if (actions.includes('second-purchase')) {
      await answerTwin(tenderId);
      return;
    }
    if (
      managed &&
      (panel.state === 'in-doubt' || panel.state === 'not-asked' || charge.unwindAllowed) &&
      maybe(0.2)
    )
      await callManager(charge, tenderId);
    if (intention === 'cash' && actions.includes('other-way-to-pay') && charge.cashAllowed) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (actions.includes('next-customer') && maybe(0.3)) {
      const gone = await till.ask('charge.nextCustomer', { saleId });
      if (gone?.ok) aside.add(saleId);
    } else if (actions.includes('check-with-stripe') && maybe(0.2)) {
      await till.ask('charge.checkWithStripe', { tenderId });
    } else if (actions.includes('over-the-internet') && maybe(0.5)) {
      await till.ask('charge.presentServerDriven', { tenderId });
    } else if (intention === 'cash' && actions.includes('cancel')) {
      await till.ask('charge.cancelCard', { tenderId });
    } else if (actions.includes('other-card') || actions.includes('try-again')) {
      if (maybe(0.15)) await till.ask('charge.cancelCard', { tenderId });
      else if (panel.state === 'cancelled') await startCard(charge);
      else await till.ask('charge.presentAgain', { tenderId });
    } else if (actions.includes('other-way-to-pay') && charge.cashAllowed && !calm) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (actions.includes('cancel') && maybe(0.04)) {
      await till.ask('charge.cancelCard', { tenderId });
    } else if (!actions.includes('cancel') && charge.cardAllowed) await startCard(charge);
  };
  /** Twice the same card and amount: mostly two purchases, at times the same one; and some just press Cancel. */
  const answerTwin = async (tenderId: string): Promise<void> => {
    const dice = (sameAgain ?? chance).below(10);
    if (dice === 0) return;
    if (dice === 1) await till.ask('charge.cancelCard', { tenderId });
    else if (dice === 2)
      await Promise.all(
        (['second-purchase', 'let-go'] as const).map((answer) =>
          till.ask('charge.answerTwin', { tenderId, answer }),
        ),
      );
    else await till.ask('charge.answerTwin', { tenderId, answer: dice < 5 ? 'let-go' : 'second-purchase' });
  };
  /** Several things in one moment. */
  const inAHurry = async (charge: ChargeView, tenderId: string): Promise<void> => {
    const { saleId } = charge;
    const tenderedMinor = charge.dueInCashMinor;
    switch (chance.below(4)) {
      case 0:
        await Promise.all([
          till.ask('charge.cancelCard', { tenderId }),
          till.ask('charge.takeCash', { saleId, tenderedMinor }),
        ]);
        break;
      case 1:
        await till.ask('charge.backToCart', { saleId });
        await till.ask('charge.begin', { saleId });
        break;
      case 2:
        await Promise.all([
          till.ask('charge.presentAgain', { tenderId }),
          till.ask('charge.cancelCard', { tenderId }),
        ]);
        break;
      default:
        await Promise.all([
          till.ask('charge.startCard', { saleId }),
          till.ask('charge.takeCash', { saleId, tenderedMinor }),
        ]);
    }
  };
  const ringUp = async (): Promise<void> => {
    const lines = calm ? 1 : chance.between(1, 3);
    const drawn = Array.from({ length: lines }, () => chance.between(60, 9_000));
    const again = !calm && lastPricesMinor.length > 0 && sameAgain?.maybe(0.35) === true;
    const pricesMinor = again ? lastPricesMinor : drawn;
    lastPricesMinor = pricesMinor;
    for (const [line, price] of pricesMinor.entries()) {
      const unitPriceMinor = price as never; // The schema's input is a number.
      await till.ask('sale.addOpenItem', { name: `Thing ${String(line + 1)}`, unitPriceMinor });
    }
  };
  const begin = async (page: AppSnapshot): Promise<void> => {
    const saleId = page.sale?.saleId;
    if (page.sale === null || saleId === undefined) return;
    await till.ask('charge.begin', { saleId });
  };
  const nextPage = async (): Promise<AppSnapshot | null> => {
    await till.whenUp();
    await think();
    const page = till.page();
    if (page?.locked !== true) return page;
    await till.ask('app.unlock', { pin: MANAGER_PIN });
    return null;
  };

  return {
    serve: async (intention) => {
      let rung = false;
      let changed = false;
      for (let step = 0; step < STEPS_MAX; step += 1) {
        const page = await nextPage();
        if (page === null) continue;
        const { sale, charge } = page;
        if (charge?.completed) {
          await till.ask('charge.finish', { saleId: charge.saleId });
          sold.push(charge.saleId);
          return;
        }
        if (sale === null || (sale.state === 'open' && sale.lines.length === 0)) {
          // The counter is free: the customer was put aside, or nobody was served yet.
          if (rung && sale === null && aside.size > 0) return;
          await ringUp();
          rung = true;
        } else if (sale.state === 'open') await begin(page);
        else if (charge !== null) {
          changed ||= intention.startsWith('card-then') && isAsked(charge);
          if (changed && intention === 'card-then-nothing' && charge.cashAllowed) return;
          await pay(charge, changed || intention === 'cash' ? 'cash' : 'card');
        }
      }
    },
    refund: async () => {
      await till.whenUp();
      if (sold.length === 0) return;
      const saleId = chance.pick(sold);
      await refundSomething(shop, till, saleId);
      if (shop.country !== 'CA') return;
      atReader.add(saleId);
      await serveAtReader(shop, till, saleId, { calm, pin: MANAGER_PIN });
    },
    callCash: async () => {
      for (let tries = 0; tries < 5; tries += 1) if ((await nextPage()) !== null) break;
      // Mostly one that was just served: that is when a wrong button is noticed.
      const latest = sold.slice(chance.maybe(0.3) ? 0 : -5).toReversed();
      for (const saleId of latest) if (await callCash(shop, till, saleId, MANAGER_PIN)) return;
    },
    closeDay: async () => {
      calm = true;
      tried.clear();
      for (let step = 0; step < 400; step += 1) {
        const page = await nextPage();
        if (page === null) continue;
        const { sale, charge } = page;
        if (charge?.completed) await till.ask('charge.finish', { saleId: charge.saleId });
        else if (sale?.state === 'charging' && charge !== null) await giveUp(charge);
        else if (sale?.state === 'open' && sale.lines.length > 0)
          await till.ask('sale.void', { saleId: sale.saleId });
        else if (!(await takeUpOneAside())) {
          for (const saleId of atReader) await serveAtReader(shop, till, saleId, { calm, pin: MANAGER_PIN });
          return;
        }
      }
      shop.trace.note(till.name, 'could not close the day');
    },
  };

  async function giveUp(charge: ChargeView): Promise<void> {
    const { saleId, cardPanel: panel } = charge;
    if (panel?.actions.includes('let-go'))
      await till.ask('charge.answerTwin', { tenderId: panel.tenderId, answer: 'let-go' });
    else if (panel?.actions.includes('cancel'))
      await till.ask('charge.cancelCard', { tenderId: panel.tenderId });
    else if (charge.paidMinor === 0) {
      const back = await till.ask('charge.backToCart', { saleId });
      if (back?.ok !== true && charge.cashAllowed)
        await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (charge.cashAllowed)
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
  }

  /** One sale that nobody finished, as the list of sales shows it; false when there is none. */
  async function takeUpOneAside(): Promise<boolean> {
    const query = {
      text: '',
      statuses: [],
      tender: null,
      cashierId: null,
      register: null,
      customerId: null,
      fromMs: null,
      untilMs: null,
      before: null,
      limit: 200,
    };
    const listed = await till.ask('transactions.list', query);
    if (listed === null || !listed.ok) return true;
    const { rows } = listed.value as { rows: readonly TransactionRow[] }; // The contract's own shape.
    const open = rows.find(
      ({ saleId, receiptNumber, status }) =>
        receiptNumber === null && status !== 'voided' && !tried.has(saleId),
    );
    if (open === undefined) return false;
    tried.add(open.saleId);
    await till.ask('charge.resume', { saleId: open.saleId });
    return true;
  }
}
