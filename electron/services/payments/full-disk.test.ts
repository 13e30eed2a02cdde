import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';

/** A till whose disk takes no more: SQLite is told that the file may not grow. */
let bench: ChargeBench;

beforeEach(async () => {
  bench = await openChargeBench();
});
afterEach(() => bench.close());

function setFull(full: boolean): void {
  if (full)
    bench.db.run("CREATE TRIGGER full BEFORE UPDATE ON probe BEGIN SELECT RAISE (ABORT, 'full'); END");
  else bench.db.run('DROP TRIGGER full');
}

describe('a full disk', () => {
  it('lets no card payment begin, and asks nothing of Stripe; with room it goes on', async () => {
    const saleId = bench.ringUp(1_250);
    setFull(true);
    const refused = await bench.charges.startCard(saleId);
    expect(refused).toMatchObject({ ok: false, error: { code: 'PAYMENT_STORE_DEGRADED' } });
    expect(bench.store.listOfSale(saleId)).toEqual([]);
    expect((await bench.stripe.paymentIntents.list()).data).toEqual([]);
    setFull(false);
    const tender = await bench.payByCard(saleId);
    expect(tender.state.state).toBe('approved');
  });
});
