import { expect, it } from 'vitest';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import { panelState } from './panel-state.ts';

const ARMED: CardTenderState = {
  state: 'armed',
  paymentIntentId: 'pi_1',
  reader: { readerId: 'tmr_1', driver: 'server-driven' },
  attempt: 1,
  chargesSeen: 0,
};

it.each([
  [false, false, 'preparing'],
  [true, false, 'present-card'],
  [false, true, 'not-picked-up'],
  // It may show the prompt and have dropped off, so the cashier is told to look.
  [true, true, 'not-picked-up'],
] as const)('an armed payment, prompting: %s, unheard: %s, is shown as %s', (prompting, isUnheard, shown) => {
  expect(panelState(ARMED, prompting, isUnheard)).toBe(shown);
});

it('a reader that is silent says nothing about a payment that it has let go', () => {
  expect(panelState({ ...ARMED, state: 'authorising' }, false, true)).toBe('processing');
});
