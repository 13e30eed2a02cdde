import { describe, expect, it } from 'vitest';
import { isSecureRelayUrl, pairWithRelay, uploadSigningSecret, type AskRelay } from './pairing.ts';

const PAIRED = {
  token: 'rlt_0123456789abcdef',
  terminalId: 't-1',
  storeId: 's-1',
  storeName: 'Kade 12',
  mode: 'test',
  webhookUrl: 'https://relay.example/hook',
};

/** A relay that answers one thing, and the requests that it was sent. */
function relay(answer: Awaited<ReturnType<AskRelay>>): { readonly ask: AskRelay; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const ask: AskRelay = (url, init) => {
    asked.push({ url, ...init });
    return Promise.resolve(answer);
  };
  return { ask, asked };
}

describe('the address of a relay', () => {
  const addresses: readonly (readonly [string, boolean])[] = [
    ['https://relay.example', true],
    ['https://10.0.0.1:8443', true],
    ['http://127.0.0.1:4300', true],
    ['http://localhost:4300', true],
    ['http://[::1]:4300', true],
    ['http://relay.example', false],
    ['http://10.0.0.1', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://localhost@evil.example', false],
    ['ws://relay.example', false],
  ];
  it.each(addresses)('%s may carry a token: %s', (url, secure) => {
    expect(isSecureRelayUrl(url)).toBe(secure);
  });
});

describe('pairing', () => {
  const request = { url: 'https://relay.example/some/path', code: 'ABCD-1234', terminalName: 'Till 1' };

  it('hands over the code and receives the token', async () => {
    const { ask, asked } = relay({ status: 201, body: PAIRED });
    expect(await pairWithRelay(ask, request)).toEqual({ ok: true, value: PAIRED });
    expect(asked).toEqual([
      {
        url: 'https://relay.example/api/pair',
        method: 'POST',
        token: null,
        body: { code: 'ABCD-1234', terminalName: 'Till 1' },
      },
    ]);
  });

  const answers: readonly (readonly [string, Awaited<ReturnType<AskRelay>>, string])[] = [
    ['nobody', null, 'RELAY_UNREACHABLE'],
    ['a page of something else', { status: 200, body: '<html>' }, 'RELAY_UNREACHABLE'],
    ['half an answer', { status: 200, body: { ...PAIRED, token: 'short' } }, 'RELAY_UNREACHABLE'],
    [
      'a refusal',
      { status: 403, body: { error: { code: 'code-not-accepted', message: 'x' } } },
      'RELAY_CODE_NOT_ACCEPTED',
    ],
    [
      'a relay that wants TLS',
      { status: 403, body: { error: { code: 'not-secure', message: 'x' } } },
      'RELAY_NOT_SECURE',
    ],
  ];
  it.each(answers)('with %s is refused', async (_who, answer, code) => {
    expect(await pairWithRelay(relay(answer).ask, request)).toMatchObject({ ok: false, error: { code } });
  });

  it('sends the code to nobody whom it could be stolen from', async () => {
    const { ask, asked } = relay({ status: 201, body: PAIRED });
    expect(await pairWithRelay(ask, { ...request, url: 'http://relay.example' })).toMatchObject({
      error: { code: 'RELAY_NOT_SECURE' },
    });
    expect(asked).toEqual([]);
  });
});

describe('handing over the signing secret', () => {
  const request = {
    url: 'https://relay.example',
    token: 'rlt_1',
    signingSecret: 'whsec_12345678',
    others: 'keep',
  } as const;
  const answers: readonly (readonly [string, Awaited<ReturnType<AskRelay>>, object])[] = [
    ['accepted', { status: 200, body: { active: 2 } }, { ok: true }],
    ['unanswered', null, { error: { code: 'RELAY_UNREACHABLE' } }],
    ['refused with the token', { status: 401, body: {} }, { error: { code: 'RELAY_TOKEN_REFUSED' } }],
    ['forbidden', { status: 403, body: {} }, { error: { code: 'RELAY_TOKEN_REFUSED' } }],
    ['misunderstood', { status: 200, body: {} }, { error: { code: 'RELAY_UNREACHABLE' } }],
    ['failed', { status: 500, body: { active: 1 } }, { error: { code: 'RELAY_UNREACHABLE' } }],
  ];
  it.each(answers)('%s', async (_what, answer, expected) => {
    expect(await uploadSigningSecret(relay(answer).ask, request)).toMatchObject(expected);
  });
});
