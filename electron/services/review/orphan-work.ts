import {
  accept,
  refuse,
  type AdoptionSource,
  type Approval,
  type OrphanOptions,
  type Result,
} from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import {
  listCashOfSale,
  listOverpaid,
  type CardTender,
  type Overpaid,
  type Runner,
  type TenderStore,
} from '../payments/index.ts';
import type { Clock, Ids } from '../ports.ts';
import { ADOPTED_BY, type OrphanRow, type Reconciler, type Strays } from '../reconciliation/index.ts';
import type { Refunds } from '../refunds/index.ts';
import { findSale, recoverSale, type Sale, type SaleFrame } from '../sales/index.ts';
import type { Approvals, RecordedApproval } from '../staff/index.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';
import {
  findRepairs,
  frameFor,
  proposeSales,
  viewProposal,
  type Proposal,
  type ProposalSources,
} from './adoption.ts';

export type OrphanPorts = ProposalSources & {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: TenderStore;
  readonly runner: Pick<Runner, 'send' | 'idle'>;
  readonly strays: Strays;
  readonly reconciler: Pick<Reconciler, 'checkTender'>;
  readonly refunds: Pick<Refunds, 'refundIntent' | 'refundedMinor'>;
  readonly approvals: Approvals;
  readonly gateway: () => StripeGateway | null;
  /** Writes down that an item is dealt with; called inside the transaction that deals with it. */
  readonly done: (itemId: string, how: 'adopted' | 'refunded' | 'repaired', by: RecordedApproval) => void;
  readonly changed: (saleId: string | null) => void;
};

export type OrphanWork = ReturnType<typeof createOrphanWork>;

/** What a manager does about money that no sale explains. Stripe is read anew before anything is written. */
export function createOrphanWork(ports: OrphanPorts) {
  return {
    look: async (paymentIntentId: string): Promise<Result<OrphanOptions>> => {
      const orphan = ports.strays.find(paymentIntentId);
      if (orphan?.state !== 'open') return refuse('REVIEW_ITEM_GONE');
      const items = await listItems(ports, paymentIntentId);
      const frame = ports.frame();
      return accept({
        adoptions: proposeSales(ports, orphan, items).map((proposal) => viewProposal(frame, proposal)),
        repairs: orphan.captured ? [...findRepairs(ports.db, orphan, items)] : [],
      });
    },
    /** Makes a sale of it. Refusals: REVIEW_ITEM_GONE, REVIEW_ITEMS_DO_NOT_FIT, those of `readAgain` and of approvals. */
    adopt: async (
      paymentIntentId: string,
      source: AdoptionSource,
      approval: Approval,
    ): Promise<Result<{ readonly saleId: string }>> => {
      const read = await readAgain(ports, paymentIntentId);
      if (!read.ok) return read;
      const orphan = ports.strays.find(paymentIntentId);
      if (orphan === null) return refuse('REVIEW_ITEM_GONE');
      const items = source === 'items' ? await listItems(ports, paymentIntentId) : [];
      const proposal = proposeSales(ports, orphan, items).find((each) => each.source === source);
      if (proposal === undefined) return refuse('REVIEW_ITEMS_DO_NOT_FIT');
      const claimed = await claim(ports, orphan, 'review.adopt', paymentIntentId, approval);
      if (!claimed.ok) return claimed;
      const { tender, saleId } = ports.db.transaction(() => {
        const sale = saleFor(ports, orphan, proposal);
        ports.done(`orphan:${paymentIntentId}`, 'adopted', claimed.value);
        return { saleId: sale.saleId, tender: bind(ports, orphan, sale, 'adopted') };
      });
      return prove(ports, tender, read.value, saleId);
    },
    /** Turns a completed sale's cash into the card that really paid it. The cash stays in the record, marked. */
    repair: async (
      paymentIntentId: string,
      saleId: string,
      approval: Approval,
    ): Promise<Result<{ readonly saleId: string }>> => {
      const read = await readAgain(ports, paymentIntentId);
      if (!read.ok) return read;
      const orphan = ports.strays.find(paymentIntentId);
      const sale = findSale(ports.db, saleId);
      if (orphan === null || sale === null) return refuse('REVIEW_ITEM_GONE');
      const fits = findRepairs(ports.db, orphan, []).some((each) => each.saleId === saleId);
      if (!fits) return refuse('REVIEW_ITEMS_DO_NOT_FIT');
      const claimed = await claim(ports, orphan, 'review.repair-tender', saleId, approval);
      if (!claimed.ok) return claimed;
      const tender = ports.db.transaction(() => {
        const cash = listCashOfSale(ports.db, saleId).find((each) => each.amountMinor === orphan.amountMinor);
        if (cash === undefined) return null;
        ports.done(`orphan:${paymentIntentId}`, 'repaired', claimed.value);
        const bound = bind(ports, orphan, sale, `repair:${cash.tenderId}`);
        ports.db.run(
          'INSERT INTO tender_repairs VALUES (?, ?, ?, ?, ?, ?)',
          ports.ids.uuidv7(),
          saleId,
          cash.tenderId,
          bound.tenderId,
          ports.clock.nowMs(),
          claimed.value.approvalId,
        );
        return bound;
      });
      if (tender === null) return refuse('REVIEW_ITEM_GONE');
      return prove(ports, tender, read.value, saleId);
    },
    /**
     * Gives an orphan back whole, or of a payment here what no sale needs. Where nothing was taken yet, it releases
     * the hold.
     */
    refund: async (paymentIntentId: string, approval: Approval): Promise<Result<Record<string, never>>> => {
      const overpaid = listOverpaid(ports.db).find((each) => each.paymentIntentId === paymentIntentId);
      if (overpaid !== undefined) return refundSurplus(ports, overpaid, approval);
      const read = await readAgain(ports, paymentIntentId);
      if (!read.ok) return read;
      const approved = await ports.approvals.approve('review.adopt', paymentIntentId, approval);
      if (!approved.ok) return approved;
      const given =
        read.value.snapshot.status === 'requires_capture'
          ? await release(ports, paymentIntentId)
          : await giveBack(ports, paymentIntentId, 'all', approved.value);
      if (!given.ok) return given;
      ports.db.transaction(() => {
        ports.done(`orphan:${paymentIntentId}`, 'refunded', approved.value);
        ports.strays.settle(paymentIntentId, 'refunded');
      });
      ports.changed(null);
      return accept({});
    },
  };
}

/** A failed read of the items leaves the other ways open. */
async function listItems(ports: OrphanPorts, paymentIntentId: string) {
  const answer = await ports.gateway()?.listLineItems(paymentIntentId);
  return answer?.kind === 'ok' ? answer.value : [];
}

/**
 * The orphan as Stripe tells it at this moment. Refusals: STRIPE_UNREACHABLE; REVIEW_ALREADY_ADOPTED, when another
 * register was faster; REVIEW_ITEM_GONE, when it was given back or has its sale.
 */
async function readAgain(ports: OrphanPorts, paymentIntentId: string): Promise<Result<IntentRead>> {
  if (ports.strays.find(paymentIntentId)?.state !== 'open') return refuse('REVIEW_ITEM_GONE');
  const answer = await ports.gateway()?.readIntent(paymentIntentId);
  if (answer?.kind !== 'ok') return refuse('STRIPE_UNREACHABLE');
  const came = ports.strays.note(answer.value);
  if (came === 'elsewhere') return refuse('REVIEW_ALREADY_ADOPTED');
  return came === 'orphan' ? accept(answer.value) : refuse('REVIEW_ITEM_GONE');
}

/** Approves, and writes at Stripe who takes it, before anything here depends on it: two tills must not both do. */
async function claim(
  ports: OrphanPorts,
  orphan: OrphanRow,
  action: 'review.adopt' | 'review.repair-tender',
  subjectId: string,
  approval: Approval,
): Promise<Result<RecordedApproval>> {
  const approved = await ports.approvals.approve(action, subjectId, approval);
  if (!approved.ok) return approved;
  const { paymentIntentId } = orphan;
  const { register } = ports.frame();
  const marked = await ports
    .gateway()
    ?.markIntent(paymentIntentId, { [ADOPTED_BY]: register }, `${approved.value.approvalId}:adopt`);
  if (marked?.kind !== 'ok') return refuse('STRIPE_UNREACHABLE');
  // While Stripe was asked, a second press may have been faster.
  return ports.strays.find(paymentIntentId)?.state === 'open' ? approved : refuse('REVIEW_ITEM_GONE');
}

/** The sale in the journal when it still waits for just this money, else a new one with the proposed lines. */
function saleFor(ports: OrphanPorts, orphan: OrphanRow, proposal: Proposal): Sale {
  const known = findSale(ports.db, orphan.metadata['sale'] ?? '');
  const waits =
    known?.state === 'charging' &&
    known.total.amountMinor === orphan.amountMinor &&
    ports.store.listOfSale(known.saleId).every(({ state }) => state.state === 'cancelled') &&
    listCashOfSale(ports.db, known.saleId).length === 0;
  if (proposal.source === 'journal' && known !== null && waits) return known;
  const frame: SaleFrame = {
    ...frameFor(proposal, ports.frame()),
    register: orphan.register ?? ports.frame().register,
  };
  return recoverSale(ports.db, frame, {
    saleId: ports.ids.uuidv7(),
    lines: proposal.lines,
    exemption: proposal.exemption,
    atMs: orphan.createdAtMs,
  });
}

/**
 * Records a card tender that owns the orphan's intent. It is in doubt until Stripe's word is told to its machine: also
 * an adopted payment is approved by nobody else.
 */
function bind(ports: OrphanPorts, orphan: OrphanRow, sale: Sale, reason: string): CardTender {
  const { paymentIntentId } = orphan;
  const atMs = ports.clock.nowMs();
  const { shiftId, cashierId } = ports.frame();
  if (sale.mode === 'none') throw new Error('A sale without a mode can’t have been paid by card');
  const opened = ports.store.open({
    tenderId: ports.ids.uuidv7(),
    saleId: sale.saleId,
    amountMinor: orphan.amountMinor,
    currency: orphan.currency,
    mode: sale.mode,
    cartHash: sale.cartHash,
    register: orphan.register ?? sale.register,
    shiftId,
    cashierId,
    createdAtMs: atMs,
  });
  ports.strays.settle(paymentIntentId, 'adopted');
  return ports.store.commit({
    tender: opened,
    next: {
      state: 'in-doubt',
      paymentIntentId,
      from: 'authorising',
      cause: 'restart',
      wasCancelling: null,
      twin: null,
      attempt: 0,
      chargesSeen: 0,
    },
    note: { kind: 'adopted', source: 'manager', detail: { reason } },
    atMs,
    facts: orphan.charge,
  });
}

/** Tells the machine what Stripe said, and compares once more. */
async function prove(
  ports: OrphanPorts,
  tender: CardTender,
  read: IntentRead,
  saleId: string,
): Promise<Result<{ readonly saleId: string }>> {
  await ports.runner.send(
    tender.tenderId,
    { type: 'stripe-said', intent: read.snapshot },
    { facts: read.charge, source: 'stripe' },
  );
  await ports.runner.idle(tender.tenderId);
  await ports.reconciler.checkTender(tender.tenderId, 'manager');
  ports.changed(saleId);
  return accept({ saleId });
}

async function release(ports: OrphanPorts, paymentIntentId: string): Promise<Result<null>> {
  const answer = await ports.gateway()?.cancelIntent(paymentIntentId, `${paymentIntentId}:release`);
  return answer?.kind === 'ok' ? accept(null) : refuse('STRIPE_OUTCOME_UNKNOWN');
}

/** A refund that Stripe has not answered is recorded and carried through; the orphan stays open until it is known. */
async function giveBack(
  ports: OrphanPorts,
  paymentIntentId: string,
  amount: number | 'all',
  approved: RecordedApproval,
): Promise<Result<null>> {
  const given = await ports.refunds.refundIntent(paymentIntentId, amount, {
    reason: amount === 'all' ? 'other' : 'overpaid',
    note: approved.reason,
    approvalId: approved.approvalId,
  });
  if (!given.ok) return given;
  const states = given.value.legs.map((leg) => leg.state.state);
  if (states.every((state) => state === 'pending' || state === 'succeeded')) return accept(null);
  return refuse(states.includes('refused') ? 'STRIPE_REQUEST_REFUSED' : 'STRIPE_OUTCOME_UNKNOWN');
}

/** What was given back of it before is taken off here: the same item pressed twice pays once. */
async function refundSurplus(
  ports: OrphanPorts,
  overpaid: Overpaid,
  approval: Approval,
): Promise<Result<Record<string, never>>> {
  const leftMinor = overpaid.surplusMinor - ports.refunds.refundedMinor(overpaid.tenderId);
  if (leftMinor <= 0) return refuse('REVIEW_ITEM_GONE');
  const approved = await ports.approvals.approve('review.adopt', overpaid.tenderId, approval);
  if (!approved.ok) return approved;
  const given = await giveBack(ports, overpaid.paymentIntentId, leftMinor, approved.value);
  if (!given.ok) return given;
  ports.changed(overpaid.saleId);
  return accept({});
}
