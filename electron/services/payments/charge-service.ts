import {
  accept,
  refuse,
  type ChargeView,
  type Result,
  type SaleView,
} from '../../../shared/contract/index.ts';
import { cashRounded, changeFor } from '../../../shared/domain/cash/index.ts';
import { currencyFacts, money } from '../../../shared/domain/money/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import type { ReaderDriver } from '../readers/index.ts';
import {
  completeSale,
  findCurrentSale,
  findSale,
  lockForCharge,
  setCurrent,
  unlockAfterCharge,
  type Sale,
} from '../sales/index.ts';
import type { StripeGateway } from '../stripe/index.ts';
import { listCashOfSale, recordCash } from './cash-store.ts';
import { couldStillCharge, paidMinor, viewCharge } from './charge-view.ts';
import type { Runner } from './runner.ts';
import type { CardTender, TenderStore } from './tender-store.ts';

export type ChargePorts = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly driver: () => ReaderDriver;
  readonly isPrompting: () => boolean;
  readonly changed: (saleId: string) => void;
};

type Done = Record<string, never>;
export type Charges = ReturnType<typeof createCharges>;

/** An armed reader is let go after this long, so that the next customer can't pay this bill by mistake. */
export const RELEASE_AFTER_MS = 120_000;
/** Stripe takes nothing below this in most currencies; its own answer decides in the others. */
const CARD_AMOUNT_MIN_MINOR = 50;

/** What a cashier does with a sale that is being paid. */
export function createCharges(ports: ChargePorts) {
  const { db, store, runner } = ports;
  const hidden = new Set<string>();
  const releases = new Map<string, () => void>();

  const charging = (saleId: string): Result<Sale> => {
    const sale = findSale(db, saleId);
    if (sale === null) return refuse('SALE_NOT_FOUND');
    return sale.state === 'charging' ? accept(sale) : refuse('SALE_NOT_OPEN');
  };
  const tenderOf = (tenderId: string): Result<CardTender> => {
    const tender = store.find(tenderId);
    return tender === null ? refuse('PAYMENT_TENDER_NOT_FOUND') : accept(tender);
  };
  const arm = async (tenderId: string): Promise<Result<Done>> => {
    const ready = ports.driver().ready();
    if (ready === null) {
      await runner.send(tenderId, { type: 'released', why: 'reader-offline' });
      return refuse('READER_NOT_FOUND');
    }
    const sent = await runner.send(
      tenderId,
      { type: 'arm-sent', reader: { readerId: ready.readerId, driver: ports.driver().kind } },
      { readerLabel: ready.label },
    );
    if (!sent.ok) return refuse('PAYMENT_NOT_NOW');
    releases.get(tenderId)?.();
    releases.set(
      tenderId,
      ports.timers.after(RELEASE_AFTER_MS, () => {
        inBackground(ports.log, 'payment.release', () => releaseUnpaid(tenderId));
      }),
    );
    return accept({});
  };
  const armWhenReady = async (tenderId: string): Promise<void> => {
    await runner.idle(tenderId);
    if (store.find(tenderId)?.state.state === 'ready') await arm(tenderId);
  };
  const releaseUnpaid = async (tenderId: string): Promise<void> => {
    if (store.find(tenderId)?.state.state !== 'armed') return;
    try {
      // Recorded first: a card read in this instant is then refused by the machine and never confirmed.
      await runner.send(tenderId, { type: 'released', why: 'nobody-paid' });
    } finally {
      // Also when the disk took no record: a reader that goes on asking is worse than one that went idle unrecorded.
      await ports.driver().disarm();
    }
  };
  return {
    begin: (saleId: string): Result<Done> => {
      const sale = findSale(db, saleId);
      if (sale === null) return refuse('SALE_NOT_FOUND');
      if (sale.state === 'charging') return accept({});
      if (sale.state !== 'open') return refuse('SALE_NOT_OPEN');
      if (sale.cart.lines.length === 0) return refuse('SALE_EMPTY');
      if (sale.total.amountMinor <= 0) return refuse('SALE_AMOUNT_NOT_ALLOWED');
      lockForCharge(db, saleId);
      ports.changed(saleId);
      return accept({});
    },
    backToCart: async (saleId: string): Promise<Result<Done>> => {
      const sale = charging(saleId);
      if (!sale.ok) return sale;
      const cards = store.listOfSale(saleId);
      if (paidMinor(cards, listCashOfSale(db, saleId)) > 0) return refuse('PAYMENT_ALREADY_CHARGED');
      const open = cards.find((tender) => couldStillCharge([tender]));
      if (open !== undefined) {
        if (!['ready', 'declined', 'opened'].includes(open.state.state)) return refuse(codeForOpen(open));
        await runner.send(open.tenderId, { type: 'cancel-sent', reason: 'cashier' });
        await runner.idle(open.tenderId);
        const after = store.find(open.tenderId);
        if (after !== null && couldStillCharge([after])) return refuse('PAYMENT_CARD_UNDER_WAY');
      }
      unlockAfterCharge(db, saleId);
      ports.changed(saleId);
      return accept({});
    },
    takeCash: (saleId: string, tenderedMinor: number): Result<Done> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      const sale = found.value;
      const cards = store.listOfSale(saleId);
      const open = cards.find((tender) => couldStillCharge([tender]));
      // Another way to pay may cover a card's amount only once Stripe confirmed that the card can't be charged.
      if (open !== undefined) return refuse(codeForOpen(open));
      const due = money(
        sale.total.amountMinor - paidMinor(cards, listCashOfSale(db, saleId)),
        sale.total.currency,
      );
      const rounded = cashRounded(due);
      const change = changeFor(
        money(rounded.dueMinor, sale.total.currency),
        money(tenderedMinor, sale.total.currency),
      );
      if (!change.ok) return refuse('PAYMENT_CASH_NOT_ENOUGH');
      const atMs = ports.clock.nowMs();
      db.transaction(() => {
        recordCash(db, {
          tenderId: ports.ids.uuidv7(),
          saleId,
          amountMinor: due.amountMinor,
          roundingMinor: rounded.roundingMinor,
          tenderedMinor,
          changeMinor: change.change.amountMinor,
          currency: sale.total.currency,
          atMs,
        });
        completeSale(db, saleId, atMs);
      });
      ports.changed(saleId);
      return accept({});
    },
    startCard: async (saleId: string): Promise<Result<Done>> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      const sale = found.value;
      const cards = store.listOfSale(saleId);
      const last = cards.at(-1);
      if (last !== undefined && (last.state.state === 'ready' || last.state.state === 'declined'))
        return arm(last.tenderId);
      const open = cards.find((tender) => couldStillCharge([tender]));
      if (open !== undefined) return refuse(codeForOpen(open));
      if (ports.gateway() === null || sale.mode === 'none') return refuse('PAYMENT_CARDS_NOT_SET_UP');
      if (ports.driver().ready() === null) return refuse('READER_NOT_FOUND');
      const amountMinor = sale.total.amountMinor - paidMinor(cards, listCashOfSale(db, saleId));
      const step = currencyFacts(sale.total.currency).cardStepMinor;
      if (amountMinor < CARD_AMOUNT_MIN_MINOR || amountMinor % step !== 0)
        return refuse('PAYMENT_AMOUNT_TOO_SMALL');
      // The last moment at which no money can have moved: a disk that can't record must not take a payment.
      const trouble = db.findTrouble();
      if (trouble !== null) return refuse('PAYMENT_STORE_DEGRADED', { trouble });
      const tender = store.open({
        tenderId: ports.ids.uuidv7(),
        saleId,
        amountMinor,
        currency: sale.total.currency,
        mode: sale.mode,
        cartHash: sale.cartHash,
        register: sale.register,
        shiftId: sale.shiftId,
        cashierId: sale.cashierId,
        createdAtMs: ports.clock.nowMs(),
      });
      hidden.delete(saleId);
      ports.changed(saleId);
      await runner.send(tender.tenderId, { type: 'create-sent' });
      // Stripe may take its time: the cashier must be able to cancel meanwhile, so nobody waits for it here.
      armWhenReady(tender.tenderId).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : 'unknown';
        ports.log.error('payment.arm-failed', { tender: tender.tenderId, reason });
      });
      return accept({});
    },
    presentAgain: async (tenderId: string): Promise<Result<Done>> => {
      const tender = tenderOf(tenderId);
      if (!tender.ok) return tender;
      const state = tender.value.state.state;
      return state === 'ready' || state === 'declined' ? arm(tenderId) : refuse('PAYMENT_NOT_NOW');
    },
    cancelCard: async (tenderId: string): Promise<Result<Done>> => {
      const tender = tenderOf(tenderId);
      if (!tender.ok) return tender;
      if (tender.value.state.state === 'in-doubt') return refuse('PAYMENT_CARD_IN_DOUBT');
      releases.get(tenderId)?.();
      const sent = await runner.send(tenderId, { type: 'cancel-sent', reason: 'cashier' });
      if (!sent.ok)
        return refuse(sent.refusal === 'already-over' ? 'PAYMENT_NOT_NOW' : 'PAYMENT_CARD_UNDER_WAY');
      hidden.add(tender.value.saleId);
      return accept({});
    },
    checkWithStripe: async (tenderId: string): Promise<Result<Done>> => {
      const tender = tenderOf(tenderId);
      if (!tender.ok) return tender;
      await runner.perform(tenderId, 'read-intent');
      return accept({});
    },
    nextCustomer: (saleId: string): Result<Done> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      if (!store.listOfSale(saleId).some((tender) => tender.state.state === 'in-doubt'))
        return refuse('PAYMENT_NOT_NOW');
      setCurrent(db, saleId, false);
      ports.changed(saleId);
      return accept({});
    },
    finish: (saleId: string): Result<Done> => {
      const sale = findSale(db, saleId);
      if (sale === null) return refuse('SALE_NOT_FOUND');
      if (sale.state !== 'completed') return refuse('SALE_NOT_OPEN');
      setCurrent(db, saleId, false);
      ports.changed(saleId);
      return accept({});
    },
    resume: (saleId: string): Result<{ readonly state: SaleView['state'] }> => {
      const sale = findSale(db, saleId);
      if (sale === null) return refuse('SALE_NOT_FOUND');
      const current = findCurrentSale(db);
      const occupied =
        current !== null &&
        current.saleId !== saleId &&
        current.state !== 'completed' &&
        current.cart.lines.length > 0;
      if (occupied) return refuse('PAYMENT_NOT_NOW');
      if (sale.state === 'charging' || sale.state === 'open') setCurrent(db, saleId, true);
      ports.changed(saleId);
      return accept({ state: sale.state });
    },
    /** The charge screen of the sale before the cashier; null while it is being rung up. */
    view: (sale: Sale): ChargeView | null => {
      if (sale.state !== 'charging' && sale.state !== 'completed') return null;
      return viewCharge({
        sale,
        cards: store.listOfSale(sale.saleId),
        cash: listCashOfSale(db, sale.saleId),
        readerLabel: ports.driver().ready()?.label ?? null,
        prompting: ports.isPrompting(),
        cardsReady: ports.gateway() !== null && ports.driver().ready() !== null,
        releaseAfterMs: RELEASE_AFTER_MS,
        hidePanel: hidden.has(sale.saleId),
      });
    },
    stop: (): void => {
      for (const forget of releases.values()) forget();
      releases.clear();
    },
  };
}

/** Why another way to pay, or leaving, is refused now: not known yet, or simply still going on. */
function codeForOpen(tender: CardTender): 'PAYMENT_CARD_IN_DOUBT' | 'PAYMENT_CARD_UNDER_WAY' {
  const { state } = tender.state;
  return state === 'in-doubt' || state === 'decided-by-manager'
    ? 'PAYMENT_CARD_IN_DOUBT'
    : 'PAYMENT_CARD_UNDER_WAY';
}
