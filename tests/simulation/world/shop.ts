import type { OutgoingDelivery } from '../../../sandbox/world.ts';
import { createChance, type Chance } from './chance.ts';
import { createFaultBoard, type FaultBoard, type FaultKind } from './faults.ts';
import type { Reopening, SimulatedDisk } from './memory-disk.ts';
import { createRelayNode, type RelayNode } from './relay-node.ts';
import { createStripeWorld, type Country, type StripeWorld } from './stripe-world.ts';
import type { Template } from './template.ts';
import { createTillNode, type TillNode, type TillWitness } from './till-node.ts';
import { createTrace, type Trace } from './trace.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** One shop for one run: its registers, their reader, Stripe and the relay, under one clock and one chance. */
export type Shop = {
  readonly country: Country;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly board: FaultBoard;
  readonly stripe: StripeWorld;
  readonly relay: RelayNode;
  readonly tills: readonly TillNode[];
  readonly disk: SimulatedDisk;
  readonly readerId: string;
  readonly signingSecret: string;
  readonly secrets: readonly string[];
  /** Nobody reaches Stripe for so long. */
  readonly cutStripeOff: (forMs: number) => void;
  /** Stripe takes everything but refunds for so long. */
  readonly cutRefundsOff: (forMs: number) => void;
  readonly close: () => void;
};

export type ShopPlan = {
  readonly seed: number;
  readonly registers: number;
  readonly relay: boolean;
  /** The Netherlands when absent. */
  readonly country?: Country;
  readonly pulledAt: readonly number[];
  /** How a life finds the file of one whose plug was pulled; by its bytes when absent. */
  readonly reopening?: Reopening;
  /** The way to the reader that was set up before; a shift may choose another. */
  readonly readerMode?: 'lan' | 'server-driven';
};

export function openShop(template: Template, plan: ShopPlan, witness: TillWitness): Shop {
  const chance = createChance(plan.seed);
  const time = createVirtualTime();
  const trace = createTrace(time.nowMs);
  const board = createFaultBoard(chance, (kind) => {
    trace.note('fault', kind);
  });
  const disk = template.copy(plan.registers);
  const relay = createRelayNode({
    time,
    chance,
    trace,
    disk,
    storeId: template.relayStoreId,
  });
  const { country = 'NL' } = plan;
  const { stripeState, registers } = template.shops[country];
  const state = structuredClone(stripeState);
  if (!plan.relay) state.endpoints = {};
  const stripe = createStripeWorld({
    country,
    time,
    state,
    deliver: (delivery) => carryWebhook({ time, chance, board, relay }, delivery),
  });
  let stripeBackAtMs = 0;
  let refundsBackAtMs = 0;
  const tills = registers.slice(0, plan.registers).map(({ settings, relayToken }, index) =>
    createTillNode({
      time,
      chance,
      trace,
      board,
      stripe,
      readerId: template.readerId,
      relay,
      witness,
      name: String(settings['register']),
      disk,
      settings: {
        ...settings,
        readerMode: plan.readerMode ?? 'lan',
        ...(plan.relay ? {} : { relayUrl: null }),
      },
      secrets: plan.relay ? new Map([...template.secrets, ['relay-token', relayToken]]) : template.secrets,
      stripeIsAway: (call) =>
        time.nowMs() < stripeBackAtMs || (time.nowMs() < refundsBackAtMs && call === 'POST /v1/refunds'),
      pulledAt: index === 0 ? plan.pulledAt : [],
      reopening: plan.reopening ?? 'by-bytes',
    }),
  );
  relay.start();
  return {
    country,
    time,
    chance,
    trace,
    board,
    stripe,
    relay,
    tills,
    disk,
    readerId: template.readerId,
    signingSecret: template.secrets.get('webhook-signing-secret') ?? '',
    secrets: [...template.secrets.values(), ...registers.map(({ relayToken }) => relayToken)],
    cutStripeOff: (forMs) => {
      stripeBackAtMs = time.nowMs() + forMs;
    },
    cutRefundsOff: (forMs) => {
      refundsBackAtMs = time.nowMs() + forMs;
    },
    close: () => {
      for (const till of tills) till.end();
      relay.close();
      disk.close();
    },
  };
}

const STRIPE_WAITS_MS = 20_000;

type Way = Pick<Shop, 'time' | 'chance' | 'board' | 'relay'>;

/** From Stripe to the relay: once and soon, or not at all, or twice, or hours later. */
function carryWebhook(
  { time, chance, board, relay }: Way,
  { body, headers }: OutgoingDelivery,
): Promise<{ readonly status: number } | null> {
  return new Promise((resolve) => {
    const bring = (afterMs: number): void => {
      time.after(afterMs, () => {
        void relay.receive(body, headers['stripe-signature'] ?? '').then((status) => {
          time.after(chance.between(5, 200), () => {
            resolve(status === null ? null : { status });
          });
        });
      });
    };
    const fault: FaultKind | null = board.strike('webhook');
    // Somebody on the way said that all is well, and dropped it.
    if (fault === 'webhook-lost' && chance.maybe(0.5)) time.after(200, () => resolve({ status: 200 }));
    else time.after(STRIPE_WAITS_MS, () => resolve(null));
    if (fault === 'webhook-lost') return;
    bring(fault === 'webhook-late' ? chance.between(1_000, 1_200_000) : chance.between(5, 400));
    if (fault === 'webhook-twice') bring(chance.between(5, 4_000));
  });
}
