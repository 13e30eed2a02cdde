import { runWorld, type Stage, type WorldResult } from './run-world.ts';
import { createCashier, type Intention } from './world/cashier.ts';
import type { CardScript } from './world/customers.ts';
import type { Template } from './world/template.ts';

type Flow = {
  readonly intention: Intention;
  readonly cards: CardScript;
  readonly readerMode?: 'lan' | 'server-driven';
  /** The bank holds first, and the till takes it after that. */
  readonly capture?: 'manual';
  /** All of it goes back in the end: by a request, or with the card at the reader. */
  readonly refund?: 'by-request' | 'at-reader';
};

/** The short flows in which the plug is pulled at every point in turn, and at every point of the life after that. */
export const FLOWS = {
  'card-approved': { intention: 'card', cards: ['good'] },
  'declined-then-approved': { intention: 'card', cards: ['bad', 'good'] },
  'card-then-cash': { intention: 'card-then-cash', cards: ['nobody'] },
  'card-then-nothing': { intention: 'card-then-nothing', cards: ['nobody'] },
  // Stripe drives the reader, so the intent is made before anybody presses Card; or Cash, which then has to cancel it.
  'prepared-then-card': { intention: 'card', cards: ['good'], readerMode: 'server-driven' },
  'prepared-then-cash': { intention: 'cash', cards: ['nobody'], readerMode: 'server-driven' },
  'held-then-captured': { intention: 'card', cards: ['good'], capture: 'manual' },
  'card-refunded': { intention: 'card', cards: ['good'], refund: 'by-request' },
  'refunded-at-reader': { intention: 'card', cards: ['interac'], refund: 'at-reader' },
} as const satisfies Record<string, Flow>;

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
  const { intention, cards, readerMode = 'lan', capture, refund }: Flow = FLOWS[flow];
  const points: number[] = [];
  const script = async ({ shop, customers, settle }: Stage): Promise<void> => {
    const [till] = shop.tills;
    if (till === undefined) throw new Error('A shop without a till');
    void till.start();
    if (capture !== undefined) {
      await till.whenUp();
      await till.ask('charge.saveSettings', {
        tips: 'off',
        tipPercents: [5, 10, 15],
        capture,
        keypad: 'cents-first',
      });
    }
    const cashier = createCashier(shop, till, { orderly: true, managed: false });
    await cashier.serve(intention);
    if (refund !== undefined) await cashier.refund();
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
    country: refund === 'at-reader' ? 'CA' : 'NL',
    pulledAt: [...pulledAt, Infinity],
    reopening: 'by-bytes',
    cards,
    readerMode,
  } as const;
  const result = await runWorld(template, plan, script);
  return { ...result, points };
}
