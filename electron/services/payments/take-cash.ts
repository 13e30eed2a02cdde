import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { cashRounded, changeFor } from '../../../shared/domain/cash/index.ts';
import { money } from '../../../shared/domain/money/index.ts';
import type { Sale } from '../sales/index.ts';
import { recordCash } from './cash-store.ts';
import { completeWhenPaid } from './finish.ts';
import type { Account } from './legs.ts';
import type { ChargePorts } from './ports.ts';

/**
 * Takes cash for a part of the sale, or with `amountMinor` null for all that may be asked for. Only the last of it is
 * rounded to the coins there are; a part has to be payable as it stands. Refusals: PAYMENT_PART_NOT_ALLOWED,
 * PAYMENT_CASH_NOT_ENOUGH.
 */
export function takeCash(
  ports: Pick<ChargePorts, 'db' | 'clock' | 'ids' | 'givingBack'>,
  sale: Sale,
  account: Account,
  request: { readonly tenderedMinor: number; readonly amountMinor: number | null },
): Result<Record<string, never>> {
  const { db } = ports;
  const { currency } = sale.total;
  const amountMinor = request.amountMinor ?? account.takeableMinor;
  if (amountMinor <= 0 || amountMinor > account.takeableMinor)
    return refuse('PAYMENT_PART_NOT_ALLOWED', { takeableMinor: account.takeableMinor });
  const rounded = cashRounded(money(amountMinor, currency));
  if (amountMinor < account.takeableMinor && rounded.roundingMinor !== 0)
    return refuse('PAYMENT_PART_NOT_ALLOWED', { takeableMinor: account.takeableMinor });
  const change = changeFor(money(rounded.dueMinor, currency), money(request.tenderedMinor, currency));
  if (!change.ok) return refuse('PAYMENT_CASH_NOT_ENOUGH');
  const atMs = ports.clock.nowMs();
  db.transaction(() => {
    recordCash(db, {
      tenderId: ports.ids.uuidv7(),
      saleId: sale.saleId,
      amountMinor,
      roundingMinor: rounded.roundingMinor,
      tenderedMinor: request.tenderedMinor,
      changeMinor: change.change.amountMinor,
      currency,
      atMs,
    });
    completeWhenPaid(db, sale.saleId, atMs, ports.givingBack.refundedMinor);
  });
  return accept({});
}
