import type { AppSnapshot, CardPanel, ChargeView } from '../../../shared/contract/index.ts';
import type { Shop } from './shop.ts';
import type { TillNode } from './till-node.ts';

/** What a cashier means to do with a sale; the rest is what the screen says and, in a disorderly one, chance. */
export type Intention = 'card' | 'cash';

export type Cashier = {
  /** Serves one customer, from ringing up until the counter is free again. */
  readonly serve: (intention: Intention) => Promise<void>;
  /** Settles what was put aside, and leaves the counter free. */
  readonly closeDay: () => Promise<void>;
};

const STEPS_MAX = 60;

/** Presses what the screen offers, and in a hurry also what it doesn't. Everything goes through the contract. */
export function createCashier(shop: Shop, till: TillNode, orderly: boolean): Cashier {
  const { chance, time } = shop;
  const aside = new Set<string>();
  let calm = orderly;
  const think = (): Promise<void> =>
    time.sleep(calm ? 400 : chance.between(150, chance.maybe(0.05) ? 30_000 : 2_500));
  const maybe = (probability: number): boolean => !calm && chance.maybe(probability);

  const pay = async (charge: ChargeView, intention: Intention): Promise<void> => {
    const { saleId, cardPanel: panel } = charge;
    if (maybe(0.02)) till.reloadPage();
    if (panel !== null) {
      await withPanel(charge, panel, intention);
      return;
    }
    if (intention === 'cash' && charge.cashAllowed) {
      const paid = charge.dueInCashMinor + (chance.maybe(0.5) ? chance.pick([5, 100, 1_000]) : 0);
      await till.ask('charge.takeCash', { saleId, tenderedMinor: paid as never }); // The schema's input is a number.
    } else if (charge.cardAllowed) await startCard(saleId);
    else if (charge.cashAllowed && chance.maybe(0.3)) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    }
  };
  const startCard = async (saleId: string): Promise<void> => {
    if (!maybe(0.1)) {
      await till.ask('charge.startCard', { saleId });
      return;
    }
    // Twice at once, as an impatient finger does.
    const presses = [till.ask('charge.startCard', { saleId }), till.ask('charge.startCard', { saleId })];
    await Promise.all(presses);
  };
  const withPanel = async (charge: ChargeView, panel: CardPanel, intention: Intention): Promise<void> => {
    const { saleId } = charge;
    const { tenderId, actions } = panel;
    if (maybe(0.03)) await inAHurry(charge, tenderId);
    if (intention === 'cash' && actions.includes('other-way-to-pay') && charge.cashAllowed) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (actions.includes('next-customer') && maybe(0.3)) {
      const gone = await till.ask('charge.nextCustomer', { saleId });
      if (gone?.ok) aside.add(saleId);
    } else if (actions.includes('check-with-stripe') && maybe(0.2)) {
      await till.ask('charge.checkWithStripe', { tenderId });
    } else if (intention === 'cash' && actions.includes('cancel')) {
      await till.ask('charge.cancelCard', { tenderId });
    } else if (actions.includes('other-card') || actions.includes('try-again')) {
      if (maybe(0.15)) await till.ask('charge.cancelCard', { tenderId });
      else if (panel.state === 'cancelled') await startCard(saleId);
      else await till.ask('charge.presentAgain', { tenderId });
    } else if (actions.includes('other-way-to-pay') && charge.cashAllowed && !calm) {
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (actions.includes('cancel') && maybe(0.04)) {
      await till.ask('charge.cancelCard', { tenderId });
    } else if (!actions.includes('cancel') && charge.cardAllowed) await startCard(saleId);
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
    for (let line = 0; line < lines; line += 1) {
      const unitPriceMinor = chance.between(60, 9_000) as never; // The schema's input is a number.
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
    return till.page();
  };

  return {
    serve: async (intention) => {
      let rung = false;
      for (let step = 0; step < STEPS_MAX; step += 1) {
        const page = await nextPage();
        if (page === null) continue;
        const { sale, charge } = page;
        if (charge?.completed) {
          await till.ask('charge.finish', { saleId: charge.saleId });
          return;
        }
        if (sale === null || (sale.state === 'open' && sale.lines.length === 0)) {
          // The counter is free: the customer was put aside, or nobody was served yet.
          if (rung && sale === null && aside.size > 0) return;
          await ringUp();
          rung = true;
        } else if (sale.state === 'open') await begin(page);
        else if (charge !== null) await pay(charge, intention);
      }
    },
    closeDay: async () => {
      calm = true;
      for (let step = 0; step < 400; step += 1) {
        const page = await nextPage();
        if (page === null) continue;
        const { sale, charge } = page;
        if (charge?.completed) await till.ask('charge.finish', { saleId: charge.saleId });
        else if (sale?.state === 'charging' && charge !== null) await giveUp(charge);
        else if (sale?.state === 'open' && sale.lines.length > 0)
          await till.ask('sale.void', { saleId: sale.saleId });
        else if (!(await takeUpOneAside())) return;
      }
      shop.trace.note(till.name, 'could not close the day');
    },
  };

  async function giveUp(charge: ChargeView): Promise<void> {
    const { saleId, cardPanel: panel } = charge;
    if (panel?.actions.includes('cancel')) await till.ask('charge.cancelCard', { tenderId: panel.tenderId });
    else if (charge.paidMinor === 0) {
      const back = await till.ask('charge.backToCart', { saleId });
      if (back?.ok !== true && charge.cashAllowed)
        await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
    } else if (charge.cashAllowed)
      await till.ask('charge.takeCash', { saleId, tenderedMinor: charge.dueInCashMinor });
  }

  async function takeUpOneAside(): Promise<boolean> {
    for (const saleId of aside) {
      aside.delete(saleId);
      const resumed = await till.ask('charge.resume', { saleId });
      if (resumed === null) {
        aside.add(saleId);
        return true;
      }
      if (resumed.ok) return true;
    }
    return false;
  }
}
