import { runWorld, type Stage, type WorldResult } from './run-world.ts';
import { createCashier, type Intention } from './world/cashier.ts';
import type { CardScript } from './world/customers.ts';
import type { Template } from './world/template.ts';

/**
 * The short flows in which the plug is pulled at every point in turn, and in the shortest also at every point of the
 * life after that.
 */
export const FLOWS = {
  'card-approved': { intention: 'card', cards: ['good'] },
  'declined-then-approved': { intention: 'card', cards: ['bad', 'good'] },
  'card-then-cash': { intention: 'card-then-cash', cards: ['nobody'] },
  'card-then-nothing': { intention: 'card-then-nothing', cards: ['nobody'] },
  // Stripe drives the reader, so the intent is made before anybody presses Card; or Cash, which then has to cancel it.
  'prepared-then-card': { intention: 'card', cards: ['good'], readerMode: 'server-driven' },
  'prepared-then-cash': { intention: 'cash', cards: ['nobody'], readerMode: 'server-driven' },
} as const satisfies Record<string, Flow>;

type Flow = {
  readonly intention: Intention;
  readonly cards: CardScript;
  readonly readerMode?: 'lan' | 'server-driven';
};

export type FlowName = keyof typeof FLOWS;
export const FLOW_NAMES = Object.keys(FLOWS) as readonly FlowName[]; // The keys of a const object are its key type.
export const SHORTEST_FLOW: FlowName = 'card-approved';

export type FlowOptions = {
  readonly flow: FlowName;
  /** The point in the first life at which the plug is pulled, and maybe one in the second. */
  readonly pulledAt: readonly number[];
};

export type FlowResult = WorldResult & {
  /** How many points the first and the second life had until everything was settled. */
  readonly points: readonly number[];
};

const SEED = 20_260_504;
const SETTLES_WITHIN_MS = 15 * 60_000;

/** One sale with the plug pulled exactly there, and nothing else going wrong. */
export async function runFlow(template: Template, { flow, pulledAt }: FlowOptions): Promise<FlowResult> {
  const { intention, cards, readerMode = 'lan' }: Flow = FLOWS[flow];
  const points: number[] = [];
  const script = async ({ shop, customers, settle }: Stage): Promise<void> => {
    const [till] = shop.tills;
    if (till === undefined) throw new Error('A shop without a till');
    void till.start();
    const cashier = createCashier(shop, till, { orderly: true, managed: false });
    await cashier.serve(intention);
    customers.behave();
    await settle('doubts', SETTLES_WITHIN_MS);
    await cashier.closeDay();
    await settle('everything', SETTLES_WITHIN_MS);
    points.push(...till.pointsOfLives());
  };
  // A point that no life reaches stands for no crash at all: chance has no say in these flows.
  const plan = {
    seed: SEED,
    registers: 1,
    relay: true,
    pulledAt: [...pulledAt, Infinity],
    cards,
    readerMode,
  };
  const result = await runWorld(template, plan, script);
  return { ...result, points };
}
