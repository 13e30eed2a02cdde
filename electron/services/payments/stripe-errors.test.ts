import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCALES } from '../../../shared/domain/locale/index.ts';
import { sayPanel } from '../../../renderer/till/screens/charge/panel-look.ts';
import { textsOf } from '../../../renderer/till/text/index.ts';
import type { ErrorCode } from '../../../shared/contract/index.ts';
import { paymentIntentIdOf, type CardTenderStateName } from '../../../shared/domain/payment/index.ts';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { CERTAIN, EITHER_MOMENT, POSSIBLE } from '../../../tests/support/stripe-error-answers.ts';
import { STRIPE_ERRORS } from '../stripe/index.ts';
import type { CardTender } from './index.ts';

/*
 * Every class of error of Stripe's, at every call that a card payment makes: what the machine does at once, what the
 * cashier reads, whether money can have moved, and where the payment stands when Stripe is well again. Each row is
 * driven over HTTP through the sandbox. While an error may hide an effect, Stripe can't be read either, so that the
 * doubt is seen before it is settled.
 */
vi.setConfig({ testTimeout: 60_000 });

const OFTEN = 1_000;

let bench: ChargeBench;
beforeEach(async () => {
  bench = await openChargeBench({ capture: 'manual' });
});
afterEach(() => bench.close());

describe('the table', () => {
  it('has a row here for every row that the gateway judges by', () => {
    const here = [...CERTAIN, ...POSSIBLE].map(([name]) => name);
    for (const { type, status, code } of STRIPE_ERRORS) {
      const shown = status === '5xx' ? '503' : status;
      const name = [type, shown, code].filter((part) => part !== null && part !== undefined).join(' ');
      expect(here).toContain(name);
    }
  });

  it('has a row for every class that the library raises for such calls', () => {
    const notForThese = /OAuth|Grant|Client|Scope|ResponseType|Signature|Unknown|^StripeError$/u;
    const classes = Object.keys(Stripe.errors).filter(
      (name) => /^Stripe.*Error$/u.test(name) && !notForThese.test(name),
    );
    const known = new Set(STRIPE_ERRORS.map(({ type }) => type));
    expect(classes.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('making the payment', () => {
  it.each(CERTAIN)(
    '%s: cancelled, nothing charged, and the cashier reads why',
    async (_name, answer, said) => {
      const saleId = bench.ringUp(1_250);
      await bench.fault({ method: 'POST', path: '/v1/payment_intents', when: 'before', times: 3, ...answer });
      const tender = await start(saleId, 'cancelled');
      reads(tender, { money: 'nothing-charged', refusedBy: said });
      expect(await atStripe()).toEqual({ intents: [], charges: 0 });
      expect(bench.charges.takeCash(saleId, 1_250)).toMatchObject({ ok: true });
    },
  );

  it.each(EITHER_MOMENT)(
    '%s, %s the effect: in doubt, and found at Stripe or never made',
    async (_name, when, answer) => {
      const saleId = bench.ringUp(1_250);
      await bench.fault({ method: 'POST', path: '/v1/payment_intents', when, times: OFTEN, ...answer });
      await bench.fault({
        method: 'GET',
        path: '/v1/payment_intents',
        when: 'before',
        answer: 'error-500',
        times: OFTEN,
      });
      const doubted = await start(saleId, 'in-doubt');
      // No card was asked for, whatever became of the request.
      reads(doubted, { money: 'nothing-charged', refusedBy: null });
      expect(bench.charges.takeCash(saleId, 1_250)).toMatchObject({
        error: { code: 'PAYMENT_CARD_IN_DOUBT' },
      });
      const settled = await settle(doubted.tenderId, ['ready', 'cancelled']);
      const { intents, charges } = await atStripe();
      expect({ intents: intents.length, charges }).toEqual({
        intents: settled.state.state === 'ready' ? 1 : 0,
        charges: 0,
      });
      // What Stripe made is never lost sight of.
      if (when === 'after') expect(settled.state.state).toBe('ready');
    },
  );

  it('a failure kept under the key of an intent that was made: found by its lookup, and no second one', async () => {
    const saleId = bench.ringUp(1_250);
    await bench.fault({
      method: 'POST',
      path: '/v1/payment_intents',
      when: 'after',
      answer: 'error-500',
      times: 1,
    });
    const doubted = await start(saleId, 'in-doubt');
    const found = await settle(doubted.tenderId, ['ready', 'armed', 'cancelled']);
    expect(found.state.state).toBe('ready');
    const { data } = await bench.stripe.paymentIntents.list();
    expect(data.map(({ id }) => id)).toEqual([paymentIntentIdOf(found.state)]);
    expect(found.keyOrdinal).toBe(1);
  });
});

describe('taking what the bank holds', () => {
  /** A hold whose first capture failed, so that the next one comes when the test says so. */
  const held = async (): Promise<string> => {
    await bench.fault({ ...CAPTURE, when: 'before', times: 1, answer: 'error-400' });
    const { tenderId } = await bench.payByCard(bench.ringUp(1_250), { until: 'to-capture' });
    await bench.waitFor(tenderId, 'to-capture');
    return tenderId;
  };

  it.each(CERTAIN)('%s: still held, asked for again, and then taken once', async (_name, answer) => {
    await bench.fault({ ...CAPTURE, when: 'before', times: 3, ...answer });
    const held = await bench.payByCard(bench.ringUp(1_250), { until: 'to-capture' });
    const seen = await bench.waitFor(held.tenderId, 'to-capture');
    reads(seen, { money: 'held', refusedBy: null });
    await settle(seen.tenderId, ['approved']);
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: 1 });
  });

  it.each(EITHER_MOMENT)('%s, %s the effect: in doubt, and then taken once', async (_name, when, answer) => {
    const tenderId = await held();
    await bench.fault({ ...CAPTURE, when, times: OFTEN, ...answer });
    await dropReads();
    await bench.passToNextTry(tenderId);
    const doubted = await bench.waitFor(tenderId, 'in-doubt');
    reads(doubted, { money: 'not-known-yet', refusedBy: null });
    await settle(doubted.tenderId, ['approved']);
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: 1 });
  });
});

describe('cancelling the payment', () => {
  it.each(CERTAIN)('%s: asked again until Stripe confirms, and in doubt between', async (_name, answer) => {
    const { tenderId } = await start(bench.ringUp(1_250), 'armed');
    await bench.fault({ ...CANCEL, when: 'before', times: 3, ...answer });
    expect(await bench.charges.cancelCard(tenderId)).toMatchObject({ ok: true });
    await bench.waitFor(tenderId, 'in-doubt');
    await settle(tenderId, ['cancelled']);
    expect(bench.store.listJournal(tenderId).map(({ kind }) => kind)).toContain('in-doubt');
    expect(await atStripe()).toEqual({ intents: ['canceled'], charges: 0 });
  });

  it.each([...CERTAIN, ...POSSIBLE].map(([name, answer]) => [name, answer] as const))(
    '%s for as long as one looks, while Stripe can be read: one doubt for each wait, never without a pause',
    async (_name, answer) => {
      const { tenderId } = await start(bench.ringUp(1_250), 'armed');
      await bench.fault({ ...CANCEL, when: 'before', times: OFTEN, ...answer });
      expect(await bench.charges.cancelCard(tenderId)).toMatchObject({ ok: true });
      await bench.waitFor(tenderId, 'in-doubt');
      const doubts = (): number =>
        bench.store.listJournal(tenderId).filter(({ kind }) => kind === 'in-doubt').length;
      await bench.passToNextTry(tenderId);
      await bench.passToNextTry(tenderId);
      expect(doubts()).toBe(3);
      await settle(tenderId, ['cancelled']);
      expect(await atStripe()).toEqual({ intents: ['canceled'], charges: 0 });
    },
  );

  it.each(EITHER_MOMENT)('%s, %s the effect: in doubt, and then cancelled', async (_name, when, answer) => {
    const armed = await start(bench.ringUp(1_250), 'armed');
    await bench.fault({ ...CANCEL, when, times: OFTEN, ...answer });
    await dropReads();
    expect(await bench.charges.cancelCard(armed.tenderId)).toMatchObject({ ok: true });
    const doubted = await bench.waitFor(armed.tenderId, 'in-doubt');
    reads(doubted, { money: 'not-known-yet', refusedBy: null });
    await settle(doubted.tenderId, ['cancelled']);
    expect(await atStripe()).toEqual({ intents: ['canceled'], charges: 0 });
  });
});

const CAPTURE = { method: 'POST', path: '/v1/payment_intents/', pathEnd: '/capture' } as const;
const CANCEL = { method: 'POST', path: '/v1/payment_intents/', pathEnd: '/cancel' } as const;

function dropReads(): Promise<void> {
  return bench.fault({ method: 'GET', path: '/v1/', when: 'before', answer: 'error-500', times: OFTEN });
}

async function start(saleId: string, state: CardTenderStateName): Promise<CardTender> {
  expect(await bench.charges.startCard(saleId)).toMatchObject({ ok: true });
  return bench.waitFor(bench.store.listOfSale(saleId).at(-1)?.tenderId ?? '', state);
}

/** Stripe is well again, and the till asks by itself until it knows. */
async function settle(tenderId: string, ends: readonly CardTenderStateName[]): Promise<CardTender> {
  await bench.control('scenario', { name: 'all-well' });
  for (let tries = 0; tries < 8; tries += 1) {
    const tender = bench.store.find(tenderId);
    if (tender !== null && ends.includes(tender.state.state)) return tender;
    await bench.passToNextTry(tenderId);
  }
  throw new Error(`Still ${String(bench.store.find(tenderId)?.state.state)}`);
}

/** What the cashier has before him: the same sentence in neither language is empty, and money is spoken of. */
function reads(
  tender: CardTender,
  expected: { readonly money: string; readonly refusedBy: ErrorCode | null },
): void {
  const panel = bench.charges.view(bench.sale(tender.saleId))?.cardPanel;
  if (panel === null || panel === undefined) throw new Error('No panel is shown');
  expect({ money: panel.moneyLine, refusedBy: panel.refusedBy }).toEqual(expected);
  const said = LOCALES.map((language) => {
    const texts = textsOf(language);
    const { title, text } = sayPanel(panel, texts);
    return { title, text, money: texts.charge.moneyLine[panel.moneyLine]('12,50') };
  });
  for (const { title, text, money } of said)
    for (const sentence of [title, text, money]) expect(sentence.length).toBeGreaterThan(8);
  expect(said[0]?.title).not.toBe(said[1]?.title);
  if (expected.refusedBy !== null)
    expect(said[0]?.title).toBe(textsOf('en').errors.codes[expected.refusedBy].title);
}

async function atStripe(): Promise<{ readonly intents: readonly string[]; readonly charges: number }> {
  const intents = await bench.stripe.paymentIntents.list();
  const charges = await bench.stripe.charges.list();
  return { intents: intents.data.map(({ status }) => status), charges: charges.data.length };
}
