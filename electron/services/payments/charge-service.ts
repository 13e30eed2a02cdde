import {
  accept,
  ERROR_CODES,
  refuse,
  type ChargeView,
  type ErrorCode,
  type Result,
  type SaleView,
} from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import {
  checkStockOfCart,
  findCurrentSale,
  findSale,
  lockForCharge,
  setCurrent,
  unlockAfterCharge,
  type Sale,
} from '../sales/index.ts';
import { listCashOfSale } from './cash-store.ts';
import { armedPaymentOf } from './effects.ts';
import { viewCharge } from './charge-view.ts';
import { accountOf, couldStillCharge, waitsForStripe, type Account, type Legs } from './legs.ts';
import type { ChargePorts } from './ports.ts';
import { takeCash } from './take-cash.ts';
import { planCard, type CardRequest } from './plan-card.ts';
import type { CardTender, TenderStore } from './tender-store.ts';
import { listMissingMoney, listUnsettledPayments } from './tray.ts';
import { createTwinAnswers, viewEarlier } from './twin-answer.ts';
import { createUnwinding } from './unwind.ts';

export type { ChargePorts, ChargeRules, GivingBack } from './ports.ts';

type Done = Record<string, never>;
export type Charges = ReturnType<typeof createCharges>;

/** An armed reader is let go after this long, so that the next customer can't pay this bill by mistake. */
export const RELEASE_AFTER_MS = 120_000;

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
  const legsOf = (saleId: string): Legs => ({
    cards: store.listOfSale(saleId),
    cash: listCashOfSale(db, saleId),
    refundedMinor: ports.givingBack.refundedMinor,
  });
  /** What is due can't be told while a leg is given back: paid now, the sale would end without that leg's money. */
  const isGivingBack = (saleId: string): boolean =>
    store.listOfSale(saleId).some((card) => ports.givingBack.isUnderWay(card.tenderId));
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
      { type: 'arm-sent', reader: { readerId: ready.readerId, driver: ready.driver } },
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
    const state = store.find(tenderId)?.state;
    // Ready by way of a doubt it waits for the cashier: somebody else may stand before the reader by now.
    if (state?.state === 'ready' && state.released === null) await arm(tenderId);
  };
  const releaseUnpaid = async (tenderId: string): Promise<void> => {
    const tender = store.find(tenderId);
    if (tender?.state.state !== 'armed') return;
    const overStripe = tender.state.reader.driver === 'server-driven';
    try {
      // Recorded first: a card read in this instant is then refused by the machine and never confirmed.
      await runner.send(tenderId, { type: 'released', why: 'nobody-paid' });
    } finally {
      // Also when the disk took no record: a reader that goes on asking is worse than one that went idle unrecorded.
      await ports.driver().disarm(armedPaymentOf(tender));
    }
    // Stripe confirms by itself there, so a card of the last instant may have been charged: it is asked.
    if (overStripe) await runner.perform(tenderId, 'read-intent');
  };
  const prepareCard = (sale: Sale): void => {
    // With tips on the till the amount is not known before the customer was asked.
    if (ports.rules().tips === 'till') return;
    const plan = planCard(sale, accountOf(sale, legsOf(sale.saleId)), ports.rules(), ALL_OF_IT);
    if (plan.ok) ports.preparing.begin(sale, plan.value);
  };
  /** Ends a card payment that only waits for a card, so that nothing can charge behind what follows. */
  const letGo = async (saleId: string): Promise<Result<Done>> => {
    const open = store.listOfSale(saleId).find(couldStillCharge);
    if (open === undefined) return accept({});
    if (!['ready', 'declined', 'opened'].includes(open.state.state))
      return refuse(waitsForStripe(open) ? 'PAYMENT_CARD_IN_DOUBT' : 'PAYMENT_CARD_UNDER_WAY');
    await runner.send(open.tenderId, { type: 'cancel-sent', reason: 'cashier' });
    await runner.idle(open.tenderId);
    const after = store.find(open.tenderId);
    return after !== null && couldStillCharge(after) ? refuse('PAYMENT_CARD_UNDER_WAY') : accept({});
  };
  return {
    ...createUnwinding(ports, { charging, legsOf, letGo }),
    ...createTwinAnswers(ports),
    begin: (saleId: string): Result<Done> => {
      const sale = findSale(db, saleId);
      if (sale === null) return refuse('SALE_NOT_FOUND');
      if (sale.state === 'charging') return accept({});
      if (sale.state !== 'open') return refuse('SALE_NOT_OPEN');
      if (sale.cart.lines.length === 0) return refuse('SALE_EMPTY');
      if (sale.total.amountMinor <= 0) return refuse('SALE_AMOUNT_NOT_ALLOWED');
      const stocked = checkStockOfCart(db, sale.cart);
      if (!stocked.ok) return stocked;
      lockForCharge(db, saleId);
      // A card may be wanted next: should nobody answer, that is known before it is asked for.
      ports.line.look();
      prepareCard(sale);
      ports.changed(saleId);
      return accept({});
    },
    backToCart: async (saleId: string): Promise<Result<Done>> => {
      const sale = charging(saleId);
      if (!sale.ok) return sale;
      if (accountOf(sale.value, legsOf(saleId)).paidMinor > 0) return refuse('PAYMENT_ALREADY_CHARGED');
      const cleared = await letGo(saleId);
      if (!cleared.ok) return cleared;
      unlockAfterCharge(db, saleId);
      ports.preparing.leave(saleId);
      ports.changed(saleId);
      return accept({});
    },
    takeCash: (saleId: string, tenderedMinor: number, amountMinor: number | null = null): Result<Done> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      if (isGivingBack(saleId)) return refuse('PAYMENT_UNWIND_UNFINISHED');
      const legs = legsOf(saleId);
      const account = accountOf(found.value, legs);
      if (account.takeableMinor === 0) return refuse(codeForOpen(account));
      const taken = takeCash(ports, found.value, account, { tenderedMinor, amountMinor });
      if (!taken.ok) return taken;
      ports.preparing.leave(saleId);
      ports.changed(saleId);
      return taken;
    },
    startCard: async (saleId: string, request: CardRequest = ALL_OF_IT): Promise<Result<Done>> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      const sale = found.value;
      const account = accountOf(sale, legsOf(saleId));
      const last = account.underWay;
      if (isGivingBack(saleId)) return refuse('PAYMENT_UNWIND_UNFINISHED');
      if (ports.line.isAway()) return refuse('STRIPE_UNREACHABLE');
      if (last !== null && (last.state.state === 'ready' || last.state.state === 'declined'))
        return arm(last.tenderId);
      if (account.takeableMinor === 0) return refuse(codeForOpen(account));
      if (ports.gateway() === null || sale.mode === 'none') return refuse('PAYMENT_CARDS_NOT_SET_UP');
      // With a word of the cashier's the reader may still be reached: the payment is prepared and waits for that.
      if (ports.driver().ready() === null && !ports.fallBack.possible()) return refuse('READER_NOT_FOUND');
      const plan = planCard(sale, account, ports.rules(), request);
      if (!plan.ok) return plan;
      // The last moment at which no money can have moved: a disk that can't record must not take a payment.
      const trouble = db.findTrouble();
      if (trouble !== null) return refuse('PAYMENT_STORE_DEGRADED', { trouble });
      const prepared = ports.preparing.match(sale, plan.value);
      const tender = store.open({
        ...plan.value,
        tenderId: prepared?.tenderId ?? ports.ids.uuidv7(),
        saleId,
        currency: sale.total.currency,
        mode: sale.mode,
        cartHash: sale.cartHash,
        register: sale.register,
        shiftId: sale.shiftId,
        cashierId: sale.cashierId,
        createdAtMs: ports.clock.nowMs(),
      });
      ports.preparing.used(tender.tenderId);
      hidden.delete(saleId);
      ports.changed(saleId);
      ports.lookAhead(prepared?.isMade === true ? 'if-old' : 'anew');
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
      if (state !== 'ready' && state !== 'declined') return refuse('PAYMENT_NOT_NOW');
      return ports.line.isAway() ? refuse('STRIPE_UNREACHABLE') : arm(tenderId);
    },
    /** Asks for the card through Stripe's servers, with the same intent; only while no card was shown. */
    presentServerDriven: async (tenderId: string): Promise<Result<Done>> => {
      const tender = tenderOf(tenderId);
      if (!tender.ok) return tender;
      const state = tender.value.state.state;
      if (state !== 'ready' && state !== 'declined') return refuse('PAYMENT_NOT_NOW');
      return ports.fallBack.allow() ? arm(tenderId) : refuse('READER_FALLBACK_NOT_ALLOWED');
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
      if (waitsForStripe(tender.value)) await ports.resolver.askNow(tenderId);
      else await runner.perform(tenderId, 'read-intent');
      return accept({});
    },
    nextCustomer: (saleId: string): Result<Done> => {
      const found = charging(saleId);
      if (!found.ok) return found;
      const account = accountOf(found.value, legsOf(saleId));
      if (account.waiting.length === 0 || account.underWay !== null) return refuse('PAYMENT_NOT_NOW');
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
      if (current !== null && current.saleId !== saleId) ports.preparing.leave(current.saleId);
      if (sale.state === 'charging' || sale.state === 'open') setCurrent(db, saleId, true);
      ports.changed(saleId);
      return accept({ state: sale.state });
    },
    /** The charge screen of the sale before the cashier; null while it is being rung up. */
    view: (sale: Sale): ChargeView | null => {
      if (sale.state !== 'charging' && sale.state !== 'completed') return null;
      return viewCharge({
        sale,
        legs: legsOf(sale.saleId),
        readerLabel: ports.driver().ready()?.label ?? null,
        prompting: ports.isPrompting(),
        isUnheard: ports.isUnheard(),
        heldBy: ports.heldBy,
        refusedBy: (tenderId) => refusedByOf(store, tenderId),
        earlierOf: (earlierTenderId, saleId) => viewEarlier(ports, earlierTenderId, saleId),
        cardsReady:
          ports.gateway() !== null &&
          !ports.line.isAway() &&
          (ports.driver().ready() !== null || ports.fallBack.possible()),
        isOnLan: ports.driver().ready()?.driver === 'lan',
        mayFallBack: ports.fallBack.possible(),
        releaseAfterMs: RELEASE_AFTER_MS,
        hidePanel: hidden.has(sale.saleId),
        rules: ports.rules(),
        nextTryAtMs: ports.resolver.nextTryAtMs,
        nowMs: ports.clock.nowMs(),
      });
    },
    /** The tray: payments that wait for Stripe, and money that a manager took for paid and that never came. */
    listUnsettled: () => ({
      payments: [...listUnsettledPayments(ports)],
      missing: [...listMissingMoney(db, store)],
    }),
    stop: (): void => {
      for (const forget of releases.values()) forget();
      releases.clear();
    },
  };
}

const ALL_OF_IT: CardRequest = { amountMinor: null, tip: null };

/** Why another way to pay is refused now: still going on, not known yet, or there is nothing left to pay. */
function codeForOpen(
  account: Account,
): 'PAYMENT_CARD_IN_DOUBT' | 'PAYMENT_CARD_UNDER_WAY' | 'PAYMENT_ALREADY_CHARGED' {
  if (account.underWay !== null) return 'PAYMENT_CARD_UNDER_WAY';
  return account.waiting.length > 0 ? 'PAYMENT_CARD_IN_DOUBT' : 'PAYMENT_ALREADY_CHARGED';
}

/** Stripe's reason for the step that brought a payment to rest, from its journal. */
function refusedByOf(store: TenderStore, tenderId: string): ErrorCode | null {
  const last = store
    .listJournal(tenderId)
    .findLast(({ kind }) => kind === 'reader-released' || kind === 'cancelled' || kind === 'resolved');
  return ERROR_CODES.find((code) => code === last?.detail.reason) ?? null;
}
