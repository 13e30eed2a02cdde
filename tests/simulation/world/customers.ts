import type { Chance } from './chance.ts';
import type { Shop } from './shop.ts';

const GOOD = ['4242424242424242', '5555555555554444', '4000056655665556', '378282246310005'] as const;
/** Its refunds come back from the bank. */
const REFUND_FAILS = '4000000000005126';
const BAD = ['4000000000009995', '4000000000000002', '4000000000000069', '4000000000000119'] as const;
/** A debit card of Canada: its refunds want the card at the reader. */
const INTERAC = '4506445006931933';
const WAYS = ['tap', 'tap', 'tap', 'insert', 'swipe', 'apple-pay'] as const;

export type Customers = {
  /** Looks at the reader's screen after each step: whoever is asked for a card does something about it. */
  readonly look: () => void;
  /** From now on some pay with the card of the customer before. */
  readonly comeBack: (chance: Chance) => void;
  /** From now on everybody pays at once with a good card. */
  readonly behave: () => void;
};

/** What each customer in turn does; the last goes on for ever. */
export type CardScript = readonly ('good' | 'bad' | 'nobody' | 'interac')[];

/** Who stands before the reader: pays, is declined, cancels, or walks away. */
export function createCustomers(shop: Shop, script: CardScript = []): Customers {
  const { chance, time, stripe, readerId, trace } = shop;
  const screen = (): string => stripe.state.readers[readerId]?.screen ?? 'off';
  let before = 'idle';
  let orderly = script.length > 0;
  let behaves = false;
  let asked = 0;
  let lastGood: string | null = null;
  let comesBack: Chance | null = null;
  /** A card for a refund: mostly the one that paid. */
  const giveBack = (): void => {
    const number = !orderly && chance.maybe(0.15) ? chance.pick(GOOD) : INTERAC;
    trace.note('customer', 'presents for a refund', { card: number.slice(-4) });
    void stripe.control('POST', `readers/${readerId}/present`, { number, method: 'insert', tipMinor: 0 });
  };
  const draw = (isBad: boolean): string => {
    if (isBad) return chance.pick(BAD);
    if (chance.maybe(0.15)) return REFUND_FAILS;
    return shop.country === 'CA' && chance.maybe(0.4) ? INTERAC : chance.pick(GOOD);
  };
  const act = (): void => {
    if (screen() !== 'present-card') return;
    const isRefund = (stripe.state.readers[readerId]?.refund ?? null) !== null;
    const scripted = behaves ? undefined : script[Math.min(asked - 1, script.length - 1)];
    const dice = orderly ? 99 : chance.below(100);
    if (scripted === 'nobody' || dice < 2) return;
    if (dice < 6) {
      trace.note('customer', 'cancels');
      void stripe.control('POST', `readers/${readerId}/cancel`);
      return;
    }
    if (isRefund) {
      giveBack();
      return;
    }
    const drawn = scripted === 'interac' ? INTERAC : draw(scripted === 'bad' || dice < 18);
    const number = lastGood !== null && comesBack?.maybe(0.5) === true ? lastGood : drawn;
    if (!BAD.some((bad) => bad === number)) lastGood = number;
    trace.note('customer', 'presents', { card: number.slice(-4) });
    const tipMinor = stripe.state.readers[readerId]?.tipping === true ? 5 * chance.below(60) : 0;
    void stripe.control('POST', `readers/${readerId}/present`, {
      number,
      method: chance.pick(WAYS),
      tipMinor,
    });
  };
  return {
    look: () => {
      const now = screen();
      if (now === before) return;
      before = now;
      if (now !== 'present-card') return;
      asked += 1;
      time.after(orderly ? 900 : chance.between(200, chance.maybe(0.1) ? 40_000 : 5_000), act);
    },
    comeBack: (its) => {
      comesBack = its;
    },
    behave: () => {
      orderly = true;
      behaves = true;
    },
  };
}
