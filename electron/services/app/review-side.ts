import { openItemTaxRate } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { TillPorts } from '../ports.ts';
import { RECOVERED_ITEM } from '../receipts/index.ts';
import type { Reconciler, Strays } from '../reconciliation/index.ts';
import { createReview, watchJournal, type JournalWatch, type Review } from '../review/index.ts';
import type { SaleFrame } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Approvals } from '../staff/index.ts';
import type { Connection } from './connection.ts';
import type { PaymentSide } from './payment-side.ts';

/** What does not add up, and what managers do about it. */
export function createReviewSide(from: {
  readonly db: Db;
  readonly ports: TillPorts;
  readonly settings: SettingsStore;
  readonly connection: Connection;
  readonly payments: Pick<PaymentSide, 'store' | 'runner' | 'refunds'>;
  readonly approvals: Approvals;
  readonly strays: Strays;
  readonly reconciler: Reconciler;
  readonly frame: () => SaleFrame;
  readonly saleChanged: (saleId: string | null) => void;
  readonly changed: () => void;
}): { readonly review: Review; readonly journalWatch: JournalWatch } {
  const { db, settings } = from;
  const { clock, ids, timers, log } = from.ports;
  const journalWatch = watchJournal({ db, clock, timers, log, changed: from.changed });
  const review = createReview({
    db,
    clock,
    ids,
    ...from.payments,
    approvals: from.approvals,
    strays: from.strays,
    reconciler: from.reconciler,
    frame: from.frame,
    gateway: from.connection.gateway,
    register: () => settings.get().register,
    currency: () => settings.get().currency,
    taxRate: () => openItemTaxRate(db),
    recoveredName: () => RECOVERED_ITEM[settings.get().locale],
    journalDamage: journalWatch.damage,
    nowMs: clock.nowMs,
    changed: from.saleChanged,
  });
  return { review, journalWatch };
}
