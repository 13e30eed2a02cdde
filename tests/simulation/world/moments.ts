import { createHmac } from 'node:crypto';
import type { FaultKind } from './faults.ts';
import type { Shop } from './shop.ts';
import { MORNING_MS } from './stripe-world.ts';
import type { TillNode } from './till-node.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIVE_KEY = `sk_live_51${'l'.repeat(60)}`;

/** Lets something happen at this moment. False: nothing was there that it could happen to. */
export function letHappen(kind: FaultKind, shop: Shop, till: TillNode): boolean {
  const { chance, time, relay } = shop;
  switch (kind) {
    case 'stripe-away':
      shop.cutStripeOff(chance.between(5_000, 10 * MINUTE_MS));
      return true;
    case 'refunds-away':
      shop.cutRefundsOff(chance.between(5_000, 15 * MINUTE_MS));
      return true;
    case 'reader-off':
      return switchReaderOff(shop);
    case 'reader-page-reloads':
      till.reloadReaderPage();
      return true;
    case 'webhook-forged':
      void relay.receive(forgedEvent(shop), `t=${String(nowS(shop))},v1=${'0'.repeat(64)}`);
      return true;
    case 'relay-lies':
      return lie(shop);
    case 'relay-away':
      return takeRelayAway(
        shop,
        chance.maybe(0.1) ? 48 * HOUR_MS : chance.between(MINUTE_MS, 40 * MINUTE_MS),
      );
    case 'relay-crash':
      return takeRelayAway(shop, chance.between(1_000, 10_000));
    case 'relay-log-lost':
      relay.loseEverything();
      time.after(chance.between(1_000, MINUTE_MS), relay.start);
      return true;
    case 'relay-log-old':
      relay.restoreCopy();
      time.after(chance.between(1_000, MINUTE_MS), relay.start);
      return true;
    case 'restart':
      void till.restart();
      return true;
    case 'clock-jump':
      till.jumpClock(chance.pick([-26 * HOUR_MS, -2 * HOUR_MS, -30_000, 30_000, 2 * HOUR_MS, 26 * HOUR_MS]));
      return true;
    case 'disk-full':
      till.fillDisk(true);
      time.after(chance.between(500, MINUTE_MS), () => {
        till.fillDisk(false);
      });
      return true;
    case 'key-of-live':
      return mixUpKeys(shop, till);
    case 'third-hand-cancels':
      return thirdHandCancels(shop);
    case 'third-hand-refunds':
      return thirdHandRefunds(shop);
    default:
      throw new Error(`${kind} happens at a call, not at a moment`);
  }
}

function switchReaderOff({ stripe, readerId, time, chance }: Shop): boolean {
  void stripe.control('POST', `readers/${readerId}/power`, { on: false });
  time.after(chance.between(3_000, 90_000), () => {
    void stripe.control('POST', `readers/${readerId}/power`, { on: true });
  });
  return true;
}

function takeRelayAway({ relay, time }: Shop, forMs: number): boolean {
  if (!relay.isUp()) return false;
  relay.crash();
  time.after(forMs, relay.start);
  return true;
}

/** Somebody put the other mode's key where the till keeps its own, and took it back some minutes later. */
function mixUpKeys({ time, chance }: Shop, till: TillNode): boolean {
  const own = till.secrets.get('stripe-secret-key');
  if (own === undefined || own === LIVE_KEY) return false;
  till.secrets.set('stripe-secret-key', LIVE_KEY);
  till.crash();
  time.after(chance.between(MINUTE_MS, 3 * MINUTE_MS), () => {
    till.secrets.set('stripe-secret-key', own);
    till.crash();
  });
  return true;
}

function thirdHandCancels({ stripe }: Shop): boolean {
  const open = Object.values(stripe.state.intents).findLast(
    ({ status }) => status === 'requires_payment_method' || status === 'requires_capture',
  );
  if (open === undefined) return false;
  void stripe.ask('POST', `/v1/payment_intents/${open.id}/cancel`);
  return true;
}

function thirdHandRefunds({ stripe }: Shop): boolean {
  const paid = Object.values(stripe.state.charges).findLast(
    ({ captured, amount_refunded: refundedMinor, payment_method_details: paidBy }) =>
      captured && refundedMinor === 0 && paidBy?.type !== 'interac_present',
  );
  if (paid === undefined) return false;
  void stripe.ask('POST', '/v1/refunds', `charge=${paid.id}`);
  return true;
}

/** A relay, or whoever has its secret, says that the newest payment succeeded; and signs it well. */
function lie(shop: Shop): boolean {
  const body = forgedEvent(shop);
  const at = String(nowS(shop));
  const signature = createHmac('sha256', shop.signingSecret).update(`${at}.${body}`).digest('hex');
  void shop.relay.receive(body, `t=${at},v1=${signature}`);
  return true;
}

function forgedEvent({ stripe, chance, ...shop }: Shop): string {
  const intent = Object.values(stripe.state.intents).at(-1);
  const amount = intent?.amount ?? 1_000;
  return JSON.stringify({
    id: `evt_forged${Buffer.from(chance.bytes(12)).toString('hex')}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    created: Math.floor((MORNING_MS + shop.time.nowMs()) / 1000),
    api_version: '2026-10-28.endive',
    data: {
      object: {
        id: intent?.id ?? 'pi_nobody',
        object: 'payment_intent',
        status: 'succeeded',
        amount,
        amount_received: amount,
        currency: 'eur',
        livemode: false,
        metadata: intent?.metadata ?? {},
      },
    },
  });
}

function nowS({ time }: Shop): number {
  return Math.floor((MORNING_MS + time.nowMs()) / 1000);
}
