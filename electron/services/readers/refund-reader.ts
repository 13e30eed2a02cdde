import type { Timers } from '../ports.ts';
import type { ReaderAction, StripeGateway } from '../stripe/index.ts';
import type { ArmOutcome, ProcessOutcome, ReadyReader } from './driver.ts';
import type { ReaderHolders } from './holder.ts';
import type { LanDriver } from './lan-driver.ts';
import { refusedByStripe, UNSEEN } from './reader-errors.ts';

const LOOK_MS = 2_000;
/** So many looks in a row without an answer, and the till has lost sight of the reader. Each look was tried thrice. */
const UNSEEN_MAX = 5;

export type RefundRequest = {
  readonly reader: Pick<ReadyReader, 'readerId' | 'driver'>;
  readonly paymentIntentId: string;
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Only Stripe's own command can write it; over the LAN the refund is marked afterwards. */
  readonly metadata: Readonly<Record<string, string>>;
};

/** The reader as a refund uses it: for cards whose network wants the card back at the reader. */
export type RefundReader = {
  readonly ready: () => ReadyReader | null;
  /** `collected`: a card was read, nothing is made yet (LAN). `finished`: whatever was to be made is made. */
  readonly ask: (request: RefundRequest) => Promise<ArmOutcome>;
  readonly process: () => Promise<ProcessOutcome>;
  /**
   * Stops the asking, also that of an earlier life of this till. False: the reader could not be seen or did not obey, so a
   * card that is held to it may still be refunded.
   */
  readonly cancel: (readerId: string, paymentIntentId: string) => Promise<boolean>;
};

/** Asks for a refund's card on the way on which payments are asked for, one mode at a time. */
export function createRefundReader(ports: {
  readonly ready: () => ReadyReader | null;
  readonly lan: Pick<LanDriver, 'askForRefund' | 'processRefund' | 'cancelRefund'>;
  readonly gateway: () => StripeGateway | null;
  readonly keptBy: ReaderHolders['keptBy'];
  readonly timers: Timers;
}): RefundReader {
  const overStripe = async (request: RefundRequest): Promise<ArmOutcome> => {
    const gateway = ports.gateway();
    if (gateway === null) return { kind: 'ended', why: 'reader-offline' };
    const { readerId } = request.reader;
    const before = await gateway.readReader(readerId);
    if (before.kind === 'refused') return refusedByStripe(before);
    if (before.kind === 'unknown') return UNSEEN;
    if (isBusy(before.value.action) || ports.keptBy(before.value.metadata) !== null)
      return { kind: 'ended', why: 'reader-busy' };
    const sent = await gateway.refundOnReader({ ...request, readerId });
    if (sent.kind === 'refused') {
      const outcome = refusedByStripe(sent);
      if (outcome.kind !== 'unknown') return outcome;
    }
    return follow(gateway, request);
  };
  const follow = async (gateway: StripeGateway, request: RefundRequest): Promise<ArmOutcome> => {
    let unseen = 0;
    while (unseen < UNSEEN_MAX) {
      const seen = await gateway.readReader(request.reader.readerId);
      unseen = seen.kind === 'ok' ? 0 : unseen + 1;
      const outcome = seen.kind === 'ok' ? outcomeOf(seen.value.action, request.paymentIntentId) : null;
      if (outcome !== null) return outcome;
      await ports.timers.sleep(LOOK_MS);
    }
    return { kind: 'unknown' };
  };
  return {
    ready: ports.ready,
    ask: (request) =>
      request.reader.driver === 'lan' ? ports.lan.askForRefund(request) : overStripe(request),
    process: ports.lan.processRefund,
    cancel: async (readerId, paymentIntentId) => {
      await ports.lan.cancelRefund();
      const gateway = ports.gateway();
      const seen = gateway === null ? null : await gateway.readReader(readerId);
      if (gateway === null || seen?.kind !== 'ok') return false;
      const { action } = seen.value;
      const isOurs = action?.type === 'refund_payment' && action.paymentIntentId === paymentIntentId;
      if (!isOurs || action.status !== 'in_progress') return true;
      return (await gateway.cancelReaderAction(readerId)).kind === 'ok';
    },
  };
}

/** What the slot says of our refund; null while it goes on. Only a failure says that nothing was made. */
function outcomeOf(action: ReaderAction | null, paymentIntentId: string): ArmOutcome | null {
  const isOurs = action?.type === 'refund_payment' && action.paymentIntentId === paymentIntentId;
  // Emptied or taken by somebody else, and perhaps after the card: only Stripe's list of refunds tells.
  if (!isOurs || action.status === 'succeeded') return { kind: 'unknown' };
  if (action.status === 'in_progress') return null;
  return {
    kind: 'finished',
    otherwise: action.failureCode === 'customer_canceled' ? 'customer-cancelled' : 'not-confirmed',
  };
}

/** A display gives way; whatever asks somebody for a card does not. */
function isBusy(action: ReaderAction | null): boolean {
  return action !== null && action.status === 'in_progress' && action.type !== 'set_reader_display';
}
