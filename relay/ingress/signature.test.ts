import fc from 'fast-check';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { OTHER_SECRET, SECRET, signature, signatureHeader } from '../testing/stripe-events.ts';
import { verifySignature, type SignedRequest } from './signature.ts';

const AT_S = 1_790_000_000;
const BODY = '{"id":"evt_1","note":"Café"}';

describe('a signature', () => {
  it('made by Stripe’s own library is accepted', () => {
    const stripe = new Stripe('sk_test_unused');
    const header = stripe.webhooks.generateTestHeaderString({
      payload: BODY,
      secret: SECRET,
      timestamp: AT_S,
    });
    expect(check({ header })).toEqual({ kind: 'authentic', sentAtMs: AT_S * 1000 });
  });

  it('made by us is accepted by Stripe’s own library', () => {
    const stripe = new Stripe('sk_test_unused');
    const header = signatureHeader({ secret: SECRET, atS: AT_S, body: BODY });
    expect(stripe.webhooks.constructEvent(BODY, header, SECRET, 300, undefined, AT_S * 1000)).toMatchObject({
      id: 'evt_1',
    });
  });

  it.each([
    ['300 s old', 300_000, 'authentic'],
    ['just over 300 s old', 300_001, 'too-old'],
    ['300 s ahead', -300_000, 'authentic'],
    ['just over 300 s ahead', -300_001, 'in-future'],
    ['a day ahead', -86_400_000, 'in-future'],
  ])('%s is judged by the clock of arrival', (_name, ageMs, expected) => {
    const verdict = check({ arrivedAtMs: AT_S * 1000 + ageMs });
    expect(verdict.kind === 'refused' ? verdict.why : verdict.kind).toBe(expected);
  });

  it('by any of several active secrets is accepted, whichever position either has', () => {
    const atS = AT_S;
    const both = `t=${String(atS)},v1=${signature({ secret: OTHER_SECRET, atS, body: BODY })},v1=${signature({ secret: SECRET, atS, body: BODY })}`;
    for (const secrets of [[SECRET], [OTHER_SECRET], [OTHER_SECRET, SECRET]]) {
      expect(check({ header: both, secrets }).kind).toBe('authentic');
      expect(
        check({
          header: signatureHeader({ secret: SECRET, atS, body: BODY }),
          secrets: [OTHER_SECRET, SECRET],
        }).kind,
      ).toBe('authentic');
    }
    expect(check({ header: both, secrets: ['whsec_another'] })).toMatchObject({ why: 'no-match' });
  });

  it.each([
    ['absent', null, 'no-header'],
    ['empty', '', 'no-header'],
    ['without a time', `v1=${signature({ secret: SECRET, atS: AT_S, body: BODY })}`, 'no-header'],
    [
      'with two times',
      `t=1,t=${String(AT_S)},v1=${signature({ secret: SECRET, atS: AT_S, body: BODY })}`,
      'no-header',
    ],
    [
      'of version 0 only',
      `t=${String(AT_S)},v0=${signature({ secret: SECRET, atS: AT_S, body: BODY })}`,
      'no-header',
    ],
    [
      'cut short',
      `t=${String(AT_S)},v1=${signature({ secret: SECRET, atS: AT_S, body: BODY }).slice(0, 63)}`,
      'no-header',
    ],
    [
      'with a time that is no number',
      `t=soon,v1=${signature({ secret: SECRET, atS: AT_S, body: BODY })}`,
      'no-header',
    ],
    ['one of very many', `t=${String(AT_S)}${`,v1=${'0'.repeat(64)}`.repeat(17)}`, 'no-header'],
    ['for another body', signatureHeader({ secret: SECRET, atS: AT_S, body: `${BODY} ` }), 'no-match'],
    [
      'for another time',
      signatureHeader({ secret: SECRET, atS: AT_S + 1, body: BODY }).replace(/t=\d+/, `t=${String(AT_S)}`),
      'no-match',
    ],
    ['by another secret', signatureHeader({ secret: OTHER_SECRET, atS: AT_S, body: BODY }), 'no-match'],
  ])('that is %s is refused', (_name, header, why) => {
    expect(check({ header })).toMatchObject({ kind: 'refused', why });
  });

  it('counts for nothing while no secret is known, not even one by the empty secret', () => {
    expect(
      check({ secrets: [], header: signatureHeader({ secret: '', atS: AT_S, body: BODY }) }),
    ).toMatchObject({
      why: 'no-secret',
    });
  });

  it('covers every bit of the body', () => {
    const original = Buffer.from(BODY);
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const body = Buffer.from(original);
        body.writeUInt8(body.readUInt8(at) ^ flip, at);
        expect(check({ body }).kind).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });

  it('covers every character of time and signature', () => {
    const original = signatureHeader({ secret: SECRET, atS: AT_S, body: BODY });
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.integer({ min: 0x21, max: 0x7e }), (at, code) => {
        const header = original.slice(0, at) + String.fromCharCode(code) + original.slice(at + 1);
        fc.pre(header !== original);
        expect(check({ header }).kind).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (header, body) => {
        expect(check({ header, body }).kind).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });
});

function check(over: Partial<SignedRequest>): ReturnType<typeof verifySignature> {
  const body = over.body ?? Buffer.from(BODY);
  return verifySignature({
    header: signatureHeader({ secret: SECRET, atS: AT_S, body: BODY }),
    secrets: [SECRET],
    arrivedAtMs: AT_S * 1000,
    toleranceMs: 300_000,
    ...over,
    body,
  });
}
