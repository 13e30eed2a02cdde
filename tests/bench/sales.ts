import { findSales, type SaleQuery } from '../../electron/services/sale-search/index.ts';
import { findLastCompleted, findSale } from '../../electron/services/sales/index.ts';
import { countFrom, ms, percentile, timesOf, type Figure } from './figures.ts';
import { openShopOfYears } from './shop-of-years.ts';

const ALL: SaleQuery = {
  text: '',
  statuses: [],
  tender: null,
  cashierId: null,
  register: null,
  customerId: null,
  fromMs: null,
  untilMs: null,
  before: null,
  limit: 100,
};

/** How long the list of sales takes among very many: each kind of question, by the connection that asks it in a till. */
export async function salesSuite(): Promise<readonly Figure[]> {
  const shop = openShopOfYears(countFrom('sales', 100_000));
  const { sales, startMs, untilMs } = shop;
  const middleMs = startMs + (untilMs - startMs) / 2;
  const questions: Readonly<Record<string, Partial<SaleQuery>>> = {
    'the newest': {},
    'the newest below the middle': { before: sales / 2 },
    'a product that is in every sixth sale': { text: 'cappuccino' },
    'a letter': { text: 'c' },
    'a product and last digits': { text: 'cappuccino 4242' },
    'last digits': { text: '1234' },
    'an amount': { text: '8.20' },
    'a receipt number': { text: 'R-000777' },
    'a cashier': { text: 'mara' },
    'a customer by both names': { text: 'jan berg71' },
    "a customer's sales": { customerId: 'customer-71' },
    'nothing that there is': { text: 'xyzzy' },
    'needs a look, of which there is none': {
      statuses: ['in-doubt', 'mismatch', 'overpaid', 'refund-failed'],
    },
    refunded: { statuses: ['part-refunded', 'refunded'] },
    voided: { statuses: ['voided'] },
    'paid in cash': { tender: 'cash', statuses: ['paid'] },
    'a day in the middle': { fromMs: middleMs, untilMs: middleMs + 86_400_000 },
    'half of all days': { fromMs: startMs, untilMs: middleMs },
    'a cashier at a register with a word': { cashierId: 'staff-1', register: 'Till 2', text: 'notebook' },
  };
  try {
    const figures: Figure[] = [...shop.figures];
    for (const [name, question] of Object.entries(questions)) {
      let found = 0;
      const times = await timesOf(30, () => {
        found = findSales(shop.reading, { ...ALL, ...question, currency: 'EUR' }).found.length;
      });
      figures.push({
        what: `find ${name}: ${String(found)} rows`,
        value: `${ms(percentile(times, 50))}, at worst ${ms(Math.max(...times))}`,
      });
    }
    const last = await timesOf(30, (round) => {
      // Written, so that the answer is not one that was kept.
      shop.db.run('UPDATE sales SET current = current WHERE number = ?', round + 1);
      findSale(shop.db, findLastCompleted(shop.db) ?? '');
    });
    return [
      ...figures,
      { what: 'the sale that was finished last, in main', value: ms(percentile(last, 50)) },
    ];
  } finally {
    shop.close();
  }
}
