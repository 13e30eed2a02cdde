import { afterEach, beforeEach, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';

/*
 * A payment whose creation was in doubt waits for the cashier once Stripe answers: by then another customer may stand
 * there, and a reader that asks by itself asks the wrong one for somebody else's amount.
 */
const CREATIONS = { method: 'POST', path: '/v1/payment_intents', when: 'before', answer: 'drop' } as const;
/** The till tries a request three times, and Stripe's library each of them twice. */
const TRIES = 6;

let bench: ChargeBench;
beforeEach(async () => {
  bench = await openChargeBench();
});
afterEach(() => bench.close());

it('says that no card was asked for and nothing was charged, and still lets nobody pay another way', async () => {
  const saleId = bench.ringUp(410);
  await bench.control('scenario', { name: 'stripe-unreachable' });
  await bench.charges.startCard(saleId);
  const tenderId = bench.store.listOfSale(saleId)[0]?.tenderId ?? '';
  await bench.waitFor(tenderId, 'in-doubt');
  const view = bench.charges.view(bench.sale(saleId));
  expect(view?.cardPanel).toMatchObject({ state: 'not-asked', moneyLine: 'nothing-charged' });
  expect(view).toMatchObject({ cashAllowed: false, cardAllowed: false });
  expect(bench.charges.listUnsettled().payments).toMatchObject([{ doing: 'finding-the-payment' }]);
});

it('says that the card may have been charged once a reader had asked for it', async () => {
  const tender = await bench.payByCard(bench.ringUp(410), { cutLine: true, until: 'in-doubt' });
  const view = bench.charges.view(bench.sale(tender.saleId));
  expect(view?.cardPanel).toMatchObject({ state: 'in-doubt', moneyLine: 'not-known-yet' });
  expect(bench.charges.listUnsettled().payments).toMatchObject([{ doing: 'asking-stripe' }]);
});

async function creationInDoubt(): Promise<string> {
  const saleId = bench.ringUp(410);
  await bench.fault({ ...CREATIONS, times: TRIES });
  await bench.charges.startCard(saleId);
  return bench.store.listOfSale(saleId)[0]?.tenderId ?? '';
}

it('asks for no card by itself once Stripe has answered', async () => {
  const tenderId = await creationInDoubt();
  await bench.waitFor(tenderId, 'ready');
  await bench.idle(tenderId);
  await new Promise((resolve) => setTimeout(resolve, 200)); // What would ask by itself does so at once.
  const kinds = bench.store.listJournal(tenderId).map(({ kind }) => kind);
  expect(kinds).toContain('in-doubt');
  expect(kinds).not.toContain('reader-armed');
  expect(bench.store.find(tenderId)?.state).toMatchObject({ state: 'ready', released: 'not-confirmed' });
});

it('is asked for again when the cashier says so', async () => {
  const tenderId = await creationInDoubt();
  const { saleId } = await bench.waitFor(tenderId, 'ready');
  expect(await bench.payByCard(saleId)).toMatchObject({ state: { state: 'approved', capturedMinor: 410 } });
});
