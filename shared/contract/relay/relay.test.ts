import { describe, expect, it } from 'vitest';
import { parseRelayMessage, parseTillMessage, signingSecretSchema } from './index.ts';

describe('what a till says', () => {
  it.each([
    ['hello without a cursor', { type: 'hello', protocol: 1, cursor: null, credit: 50 }],
    ['hello with a cursor', { type: 'hello', protocol: 1, cursor: 'abc', credit: 1 }],
    ['an acknowledgement', { type: 'ack', seq: 7 }],
    ['a ping', { type: 'ping' }],
    ['a pong', { type: 'pong' }],
  ])('%s is understood as it stands', (_name, message) => {
    expect(parseTillMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['broken JSON', '{'],
    ['an unknown type', '{"type":"sell"}'],
    ['an unknown key', '{"type":"ack","seq":1,"store":"other"}'],
    ['a negative number', '{"type":"ack","seq":-1}'],
    ['a fraction', '{"type":"ack","seq":1.5}'],
    ['no credit', '{"type":"hello","protocol":1,"cursor":null,"credit":0}'],
    ['boundless credit', '{"type":"hello","protocol":1,"cursor":null,"credit":100000}'],
    ['an endless cursor', JSON.stringify({ type: 'hello', protocol: 1, cursor: 'x'.repeat(600), credit: 1 })],
    ['an array', '[]'],
  ])('%s is refused', (_name, text) => {
    expect(parseTillMessage(text)).toBeNull();
  });
});

describe('what a relay says', () => {
  it('survives a type that this till does not know', () => {
    expect(parseRelayMessage('{"type":"weather","sun":true}')).toEqual({ kind: 'unknown', type: 'weather' });
  });

  it('may carry more keys than this till knows', () => {
    expect(parseRelayMessage('{"type":"drain","retryAfterMs":5,"why":"update"}')).toEqual({
      kind: 'message',
      message: { type: 'drain', retryAfterMs: 5 },
    });
  });

  it.each(['{"type":"event","seq":1}', '{"type":"welcome"}', 'null', '', '{"type":5}'])(
    'is malformed when a known message lacks its parts: %s',
    (text) => {
      expect(parseRelayMessage(text)).toEqual({ kind: 'malformed' });
    },
  );
});

it('a signing secret is recognised by its shape', () => {
  expect(signingSecretSchema.safeParse('whsec_0123456789abcdef').success).toBe(true);
  for (const wrong of ['sk_test_0123456789', 'whsec_', 'whsec_ 123456789', '']) {
    expect(signingSecretSchema.safeParse(wrong).success).toBe(false);
  }
});
