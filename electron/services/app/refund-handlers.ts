import { accept, refuse, type RefundSource, type Result } from '../../../shared/contract/index.ts';
import { readReceiptCode } from '../../../shared/domain/receipt/index.ts';
import { findSale } from '../sales/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import { viewRefund, type Refund, type Refunds } from '../refunds/index.ts';
import { refundReceiptText } from '../receipts/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';
import type { TransactionPorts } from '../transactions/index.ts';

/** What the channels about giving money back do. */
export function createRefundHandlers(from: {
  readonly refunds: Refunds;
  readonly settings: SettingsStore;
  readonly transactions: TransactionPorts;
  readonly changed: () => void;
}): Pick<Handlers, Extract<keyof Handlers, `refunds.${string}`>> {
  const { refunds } = from;
  const { db, store, cashierName } = from.transactions;
  const viewed = (result: Result<Refund>) =>
    result.ok ? accept(viewRefund({ db, tenders: store, cashierName }, result.value)) : result;
  const found = (refundId: string): Result<Refund> => {
    const refund = refunds.store.find(refundId);
    return refund === null ? refuse('REFUND_NOT_FOUND') : accept(refund);
  };
  // Refunds have a queue of their own: a customer who pays must not wait for a refund's answer.
  return {
    'refunds.prepare': cashier(({ source }) => refunds.prepare(source)),
    'refunds.quote': cashier(({ source, parts }) => refunds.quote(source, parts)),
    'refunds.start': cashier(async (order) => viewed(await refunds.refund(order))),
    'refunds.readCode': cashier(({ code }) => Promise.resolve(readCode(from, code))),
    'refunds.get': cashier(({ refundId }) => Promise.resolve(viewed(found(refundId)))),
    'refunds.checkLeg': cashier(async ({ legId }) => {
      await refunds.checkLeg(legId);
      return accept({});
    }),
    'refunds.askReader': cashier(({ legId }) => refunds.atReader.ask(legId)),
    'refunds.stopReader': cashier(({ legId }) => refunds.atReader.stopAsking(legId)),
    'refunds.withdrawLeg': cashier(({ legId }) => refunds.atReader.withdraw(legId)),
    'refunds.repay': cashier(async ({ legId, how, approval }) =>
      viewed(await refunds.repay(legId, how, approval)),
    ),
    'refunds.asCash': cashier(async ({ tenderId, approval }) =>
      viewed(await refunds.asCash(tenderId, approval)),
    ),
    'refunds.withoutReceipt': cashier(async (request) =>
      viewed(await refunds.withoutReceipt({ ...request, currency: from.settings.get().currency })),
    ),
    'refunds.beginExchange': cashier(async (request) => {
      const begun = await refunds.beginExchange(request);
      from.changed();
      return begun;
    }),
    'refunds.finishExchange': cashier(async (request) => {
      const finished = await refunds.finishExchange(request);
      from.changed();
      if (!finished.ok) return finished;
      if (finished.value === null) return accept({ refund: null });
      const refund = viewed(accept(finished.value));
      return refund.ok ? accept({ refund: refund.value }) : refund;
    }),
    'refunds.getReceipt': cashier(({ refundId, locale }) => {
      const refund = found(refundId);
      if (!refund.ok) return Promise.resolve(refund);
      const { storeName, receiptLook } = from.settings.get();
      const { number, cashierId } = refund.value;
      const text = refundReceiptText(
        { refund: refund.value, db, tenders: store, storeName, cashierName: cashierName(cashierId) },
        locale,
        receiptLook,
      );
      return Promise.resolve(accept({ text, number }));
    }),
  };
}

/** A code leads to a sale of this till where there is one, else to the payment at Stripe. */
function readCode(
  from: { readonly transactions: Pick<TransactionPorts, 'db' | 'store'> },
  code: string,
): Result<RefundSource> {
  const paymentIntentId = readReceiptCode(code);
  // A receipt without a card payment carries the sale's own id, which only this till can read.
  const sale = paymentIntentId === null ? findSale(from.transactions.db, code) : null;
  if (sale !== null) return accept({ kind: 'sale', saleId: sale.saleId });
  if (paymentIntentId === null) return refuse('REFUND_CODE_UNREADABLE');
  const tender = from.transactions.store.findByIntent(paymentIntentId);
  return accept(
    tender === null ? { kind: 'payment', paymentIntentId } : { kind: 'sale', saleId: tender.saleId },
  );
}
