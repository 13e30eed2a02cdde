import { describe, expect, it } from 'vitest';
import { subjectOf } from './event-subject.ts';

describe('what an event is about', () => {
  it.each([
    ['an intent', { object: 'payment_intent', id: 'pi_1' }, { objectId: 'pi_1', intentId: 'pi_1' }],
    [
      'an intent that names its register',
      { object: 'payment_intent', id: 'pi_1', metadata: { register: 'Till 2' } },
      { objectId: 'pi_1', intentId: 'pi_1', register: 'Till 2' },
    ],
    [
      'a charge',
      { object: 'charge', id: 'ch_1', payment_intent: 'pi_1' },
      { objectId: 'ch_1', intentId: 'pi_1' },
    ],
    [
      'a refund of a charge without an intent',
      { object: 'refund', id: 're_1', payment_intent: null },
      { objectId: 're_1', intentId: null },
    ],
    [
      'a payment on a reader',
      {
        object: 'terminal.reader',
        id: 'tmr_1',
        action: { type: 'process_payment_intent', process_payment_intent: { payment_intent: 'pi_1' } },
      },
      { objectId: 'tmr_1', intentId: 'pi_1' },
    ],
    [
      'a refund on a reader',
      {
        object: 'terminal.reader',
        id: 'tmr_1',
        action: { type: 'refund_payment', refund_payment: { payment_intent: 'pi_1' } },
      },
      { objectId: 'tmr_1', intentId: 'pi_1' },
    ],
    [
      'a reader without an action',
      { object: 'terminal.reader', id: 'tmr_1', action: null },
      { objectId: 'tmr_1', intentId: null },
    ],
    ['a payout', { object: 'payout', id: 'po_1' }, { objectId: 'po_1', intentId: null }],
    ['an object without an id', { object: 'balance' }, { objectId: null, intentId: null }],
  ])('%s', (_name, object, subject) => {
    expect(subjectOf(JSON.stringify({ data: { object } }))).toEqual({ register: null, ...subject });
  });

  it.each(['', 'no JSON', 'null', '[]', '{"data":{}}', '{"data":{"object":{"id":7}}}'])(
    'is unknown when the body is %j',
    (body) => {
      expect(subjectOf(body)).toEqual({ objectId: null, intentId: null, register: null });
    },
  );
});
