import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/locale/index.ts';
import { READER_CAUSES } from '../../../../shared/contract/views/app.ts';
import { cardPanelStateSchema, type CardPanelState } from '../../../../shared/contract/views/charge.ts';
import { snapshotFor } from '../../preview/fixtures.ts';
import { textsOf } from '../../text/index.ts';
import { mainActionOf } from './main-action.ts';
import { orderActions, PANEL_LOOKS, sayPanel } from './panel-look.ts';

const texts = textsOf('en');

function chargeIn(state: CardPanelState) {
  const { charge } = snapshotFor({ screen: 'charge-card', state, locale: 'en', nowMs: 1_000_000 });
  if (charge === null) throw new Error('the preview of a charge has a charge');
  return charge;
}

describe('the card panel', () => {
  it('has a look for every state of the contract', () => {
    expect(Object.keys(PANEL_LOOKS).toSorted()).toEqual(cardPanelStateSchema.options.toSorted());
  });

  it('is amber and dashed only in doubt', () => {
    const doubtful = cardPanelStateSchema.options.filter((state) => PANEL_LOOKS[state].tone === 'doubt');
    expect(doubtful).toEqual(['checking', 'in-doubt', 'not-asked', 'decided-charged', 'decided-not-charged']);
  });

  it('is green only where money has moved', () => {
    const green = cardPanelStateSchema.options.filter((state) => PANEL_LOOKS[state].tone === 'success');
    expect(green).toEqual(['remove-card', 'approved']);
  });

  it('names the reason of a decline, and for a suspected fraud the same words as for no reason', () => {
    const panel = chargeIn('declined').cardPanel;
    if (panel === null) throw new Error('a declined charge has a panel');
    expect(sayPanel(panel, texts).title).toBe('Declined: not enough funds');
    const unnamed = sayPanel({ ...panel, decline: { class: 'declined', code: 'fraudulent' } }, texts);
    expect(unnamed).toEqual(
      sayPanel({ ...panel, decline: { class: 'call-bank', code: 'do_not_honor' } }, texts),
    );
    expect(unnamed.title).toBe('Declined by the bank');
  });

  it.each(LOCALES)('names the cause of a reader that is gone, where one was found, in %s', (locale) => {
    const panel = chargeIn('reader-lost').cardPanel;
    if (panel === null) throw new Error('a charge whose reader is gone has a panel');
    const said = textsOf(locale);
    const words = [null, ...READER_CAUSES].map((cause) => sayPanel(panel, said, cause));
    expect(new Set(words.map(({ title }) => title)).size).toBe(words.length);
    for (const { title, text } of words)
      for (const each of [title, text]) expect(each.length).toBeGreaterThan(8);
    // A payment that goes on is not told by it.
    const busy = { ...panel, state: 'processing' } as const;
    expect(sayPanel(busy, said, 'off')).toEqual(sayPanel(busy, said));
  });

  it('puts the way on last, and never makes cancel or leaving for cash the answer to Enter', () => {
    expect(orderActions(['other-way-to-pay', 'cancel', 'other-card'])).toEqual({
      secondary: ['other-way-to-pay', 'cancel'],
      primary: 'other-card',
    });
    expect(orderActions(['cancel', 'other-way-to-pay']).primary).toBeNull();
    expect(orderActions(['check-with-stripe', 'next-customer']).primary).toBe('next-customer');
  });
});

describe('the main button', () => {
  const cashCharge = snapshotFor({ screen: 'charge-cash', state: '', locale: 'en', nowMs: 1_000_000 }).charge;
  if (cashCharge === null) throw new Error('the preview of a charge has a charge');

  it('takes exact cash while nothing was typed', () => {
    const action = mainActionOf({
      charge: cashCharge,
      tab: 'cash',
      receivedMinor: null,
      texts: texts.charge,
    });
    expect(action).toMatchObject({ kind: 'press', does: 'confirm-cash', label: 'Exact', amountMinor: 7_030 });
  });

  it('waits until enough was received', () => {
    const action = mainActionOf({
      charge: cashCharge,
      tab: 'cash',
      receivedMinor: 5_000,
      texts: texts.charge,
    });
    expect(action).toMatchObject({ kind: 'disabled', label: 'Type what you received' });
  });

  it('asks for a card when none was asked for', () => {
    const action = mainActionOf({
      charge: cashCharge,
      tab: 'card',
      receivedMinor: null,
      texts: texts.charge,
    });
    expect(action).toMatchObject({ kind: 'press', does: 'start-card' });
  });

  it.each(['processing', 'pin-entry', 'cancelling'] as const)(
    'does nothing while the card is %s',
    (state) => {
      const action = mainActionOf({
        charge: chargeIn(state),
        tab: 'card',
        receivedMinor: null,
        texts: texts.charge,
      });
      expect(action).toMatchObject({ kind: 'wait', does: 'nothing' });
    },
  );

  it('never takes cash while a card could still charge, even on the cash tab', () => {
    const action = mainActionOf({
      charge: chargeIn('in-doubt'),
      tab: 'cash',
      receivedMinor: 10_000,
      texts: texts.charge,
    });
    expect(action.does).not.toBe('confirm-cash');
  });

  it('starts a new sale once this one is done', () => {
    const { charge } = snapshotFor({ screen: 'charge-cash-done', state: '', locale: 'en', nowMs: 1_000_000 });
    if (charge === null) throw new Error('the preview of a charge has a charge');
    expect(mainActionOf({ charge, tab: 'cash', receivedMinor: null, texts: texts.charge }).does).toBe(
      'new-sale',
    );
  });
});
