import type { Chance } from '../simulation/world/chance.ts';
import { door, genuineBytes } from './door-tries.ts';
import type { Scene } from './scene.ts';
import { refused, requestBytes, type Kind, type Request } from './tries.ts';

/* Paths, heads and the till's own requests, as nobody should send them. */

const SECRETS_PATH = '/api/terminal/signing-secrets';
const A_SECRET = 'whsec_aW50cnVkZXIgc2VjcmV0IG51bWJlciBvbmU';

export const pathKinds: Readonly<Record<string, Kind>> = {
  'genuine, to a path that is none': (chance, scene) => {
    const { goodStoreId } = scene;
    const base = '/api/webhooks/stripe';
    return refused(
      genuineBytes(
        chance,
        scene,
        chance.pick([
          base,
          `${base}/`,
          `${base}//${goodStoreId}`,
          `/${base}/${goodStoreId}`,
          `${base}/${goodStoreId}/`,
          `${base}/${goodStoreId}/x`,
          `${base}/../stripe/${goodStoreId}`,
          `${base}/%2e%2e/stripe/${goodStoreId}`,
          `${base}/..%2f${goodStoreId}`,
          `${base}/${goodStoreId}%00`,
          `${base}/${goodStoreId}%0d%0a`,
          `${base}/${goodStoreId};a=b`,
          `${base}/%zz`,
          `${base}/%`,
          `/API/WEBHOOKS/STRIPE/${goodStoreId}`,
          `${base}/__proto__`,
          `${base}/constructor`,
          `${base}/' OR 1=1 --`.replaceAll(' ', '%20'),
          `${base}/01900000-0000-7000-8000-000000000000`,
          `${base}/${'a'.repeat(chance.between(101, 8_000))}`,
          `*`,
          `//elsewhere/${goodStoreId}`,
        ]),
      ),
    );
  },
  'genuine, by another method': (chance, scene) =>
    refused(
      genuineBytes(
        chance,
        scene,
        door(scene),
        chance.pick([
          'GET',
          'PUT',
          'PATCH',
          'DELETE',
          'OPTIONS',
          'TRACE',
          'PROPFIND',
          'post',
          'BREW',
          'CONNECT',
        ]),
      ),
    ),
};

export const headKinds: Readonly<Record<string, Kind>> = {
  'genuine, its head split': (chance, scene) => {
    const [head = '', body = ''] = splitHead(genuineBytes(chance, scene));
    const lines = head.split('\r\n');
    const spoil = chance.pick([
      'x: a\nb: c',
      'x: a\rb: c',
      'x: \u0000',
      'no colon',
      'x y: z',
      ': nameless',
      'x\u0000: y',
      'stripe-signature : t=1',
      'content-length: 0\r\n\r\nPOST / HTTP/1.1\r\nhost: x',
    ]);
    return refused(
      Buffer.from(`${[lines[0], spoil, ...lines.slice(1)].join('\r\n')}\r\n\r\n${body}`, 'utf8'),
    );
  },
  'genuine, without a host': (chance, scene) =>
    refused(Buffer.from(genuineBytes(chance, scene).toString('utf8').replace('host: relay\r\n', ''), 'utf8')),
  'genuine, in a version that is none': (chance, scene) =>
    refused(
      Buffer.from(
        genuineBytes(chance, scene)
          .toString('utf8')
          .replace('HTTP/1.1', chance.pick(['HTTP/0.9', 'HTTP/2.0', 'HTTP/1.9', 'HTTQ/1.1', 'HTTP', ''])),
        'utf8',
      ),
    ),
  'genuine, with more head than fits': (chance, scene) =>
    refused(
      Buffer.from(
        genuineBytes(chance, scene)
          .toString('utf8')
          .replace('host: relay\r\n', `host: relay\r\nx: ${'y'.repeat(chance.between(16_400, 40_000))}\r\n`),
        'utf8',
      ),
    ),
  'no HTTP': (chance) =>
    refused(
      chance.pick([
        Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
        Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
        Buffer.concat([Buffer.from([0xff]), chance.bytes(chance.between(1, 2_000))]),
        Buffer.from('\r\n\r\n\r\nquit\r\n\r\n'),
      ]),
    ),
};

export const apiKinds: Readonly<Record<string, Kind>> = {
  'a pairing code that is none': (chance) =>
    // Ten wrong ones make everybody at this address wait, the right code included; both are refusals.
    pair({ code: Buffer.from(chance.bytes(8)).toString('hex'), terminalName: 'Till 2' }),
  'a pairing code used before': (_chance, { usedCode }) => pair({ code: usedCode, terminalName: 'Till 2' }),
  'a pairing that is none': (chance) => refused(requestBytes({ path: '/api/pair', body: noRequest(chance) })),
  'a token that opens nothing': (chance, scene) =>
    refused(requestBytes({ ...anyRequest(chance), headers: [['authorization', badToken(chance, scene)]] })),
  'a token in the wrong place': (chance, { hostileTokens }) => {
    const token = hostileTokens[0] ?? '';
    const request = anyRequest(chance);
    return refused(
      chance.pick([
        requestBytes({ ...request, path: `${request.path}?token=${token}` }),
        requestBytes({ ...request, path: `${request.path}?access_token=${token}` }),
        requestBytes({ ...request, headers: [['cookie', `token=${token}`]] }),
        requestBytes({ ...request, headers: [['x-authorization', `Bearer ${token}`]] }),
        requestBytes({ ...request, headers: [['authorization', token]] }),
        requestBytes({ ...request, headers: [['authorization', `Basic ${token}`]] }),
        requestBytes({ ...request, headers: [['authorization', `Bearer  ${token}`]] }),
        requestBytes({ ...request, headers: [['authorization', `Bearer ${token}, Bearer ${token}`]] }),
      ]),
    );
  },
  'secrets that are none': (chance, { hostileTokens }, lane) =>
    refused(
      requestBytes({
        method: 'PUT',
        path: SECRETS_PATH,
        headers: [['authorization', `Bearer ${hostileTokens[lane] ?? ''}`]],
        body: chance.pick([
          noRequest(chance),
          JSON.stringify({ secrets: ['sk_test_1234567890'], others: 'drop' }),
          JSON.stringify({ secrets: [], others: 'drop' }),
          JSON.stringify({ secrets: Array(5).fill(A_SECRET), others: 'drop' }),
          JSON.stringify({ secrets: [A_SECRET], others: 'burn' }),
          JSON.stringify({ secrets: A_SECRET, others: 'drop' }),
          JSON.stringify({ secrets: [A_SECRET], others: 'drop', storeId: 'another' }),
          JSON.stringify({ secrets: [`whsec_${'a'.repeat(300)}`], others: 'drop' }),
          `{"__proto__":{"secrets":["${A_SECRET}"],"others":"drop"}}`,
        ]),
      }),
    ),
};

export function badToken(chance: Chance, { hostileTokens, revokedToken }: Scene): string {
  const real = hostileTokens[chance.below(hostileTokens.length)] ?? '';
  const last = real.at(-2) === 'A' ? 'B' : 'A';
  return chance.pick([
    '',
    'Bearer',
    'Bearer null',
    `Bearer ${revokedToken}`,
    `Bearer ${real.slice(0, -1)}`,
    `Bearer ${real}A`,
    `Bearer ${real.slice(0, -2)}${last}${real.slice(-1)}`,
    `Bearer frt_01900000-0000-7000-8000-000000000000_${Buffer.from(chance.bytes(32)).toString('base64url')}`,
    `Bearer ${real.slice(0, 41)}${Buffer.from(chance.bytes(32)).toString('base64url')}`,
    `Bearer ${'x'.repeat(chance.between(1, 8_000))}`,
    `Bearer ' OR '1'='1`,
  ]);
}

/** One of the requests that want a token; with a token, each of them would do something. */
function anyRequest(chance: Chance): Request {
  return chance.pick<Request>([
    { method: 'DELETE', path: '/api/terminal/token' },
    { method: 'GET', path: '/api/terminal/health' },
    { method: 'PUT', path: SECRETS_PATH, body: JSON.stringify({ secrets: [A_SECRET], others: 'drop' }) },
  ]);
}

function pair(body: object): ReturnType<Kind> {
  return refused(requestBytes({ path: '/api/pair', body: JSON.stringify(body) }));
}

function noRequest(chance: Chance): string {
  return chance.pick([
    '',
    'null',
    '[]',
    '{',
    '{"code":"AAAA-BBBB-CCCC"}',
    '{"code":1,"terminalName":2}',
    '{"__proto__":{"code":"AAAA-BBBB-CCCC","terminalName":"x"}}',
    `{"code":"AAAA-BBBB-CCCC","terminalName":"${'x'.repeat(81)}"}`,
    '{"code":"AAAA-BBBB-CCCC","terminalName":"a\\nb"}',
    '{"code":"AAAA-BBBB-CCCC","terminalName":"x","storeId":"y"}',
    '['.repeat(4_000),
    `{"code":"${'A'.repeat(5_000)}"}`,
  ]);
}

function splitHead(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  const at = text.indexOf('\r\n\r\n');
  return [text.slice(0, at), text.slice(at + 4)];
}
