import type { Chance } from '../simulation/world/chance.ts';
import { badToken } from './api-tries.ts';
import { frame, type Heard, type HeardMessage } from './line.ts';
import type { Scene } from './scene.ts';
import { refused, requestBytes, type Kind, type Try } from './tries.ts';

/* What comes to the tills' socket, with and without a token of another store. */

const SOCKET = '/api/terminal';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAA==';
const UPGRADE = [
  ['connection', 'Upgrade'],
  ['upgrade', 'websocket'],
  ['sec-websocket-version', '13'],
  ['sec-websocket-key', KEY],
] as const;

export const upgradeKinds: Readonly<Record<string, Kind>> = {
  'a socket without a token': () => refused(upgrade([])),
  'a socket with a token that opens nothing': (chance, scene) =>
    refused(upgrade([['authorization', badToken(chance, scene)]])),
  'a socket from a web page': (chance, scene, lane) =>
    refused(
      upgrade([
        ['origin', chance.pick(['https://elsewhere.example', 'null', 'http://127.0.0.1', ''])],
        ['authorization', bearer(scene, lane)],
      ]),
    ),
  'a socket at another path': (chance, scene, lane) =>
    refused(
      upgrade(
        [['authorization', bearer(scene, lane)]],
        chance.pick([
          '/',
          `${SOCKET}/`,
          `${SOCKET}?a=b`,
          `${SOCKET}/../terminal`,
          '/API/TERMINAL',
          '*',
          '//x',
        ]),
      ),
    ),
  'a socket that is no proper one': (chance, scene, lane) => {
    const spoilt = UPGRADE.flatMap(([name, value]): [string, string][] => {
      if (name === 'connection') return [[name, value]];
      return chance.maybe(0.5) ? [[name, chance.pick(['', '12', 'x', `${value}${value}`])]] : [];
    });
    const headers: [string, string][] = [['authorization', bearer(scene, lane)], ...spoilt];
    return refused(requestBytes({ method: 'GET', path: SOCKET, headers, contentLength: null }));
  },
};

/** Said instead of a hello, or after one: the relay has to end the session. */
export const messageKinds: Readonly<Record<string, Kind>> = {
  'a hello that is none': (chance, scene, lane) =>
    endsWithoutWelcome(scene, lane, [frame(badHello(chance, scene))]),
  'a version that nobody speaks': (chance, scene, lane) =>
    endsWithoutWelcome(scene, lane, [hello({ protocol: chance.between(2, 1_000_000) })]),
  'an acknowledgement before hello': (chance, scene, lane) =>
    endsWithoutWelcome(scene, lane, [say({ type: 'ack', seq: chance.below(10) })]),
  'an acknowledgement of the future': (chance, scene, lane) =>
    ends(scene, lane, [say({ type: 'ack', seq: chance.pick([4, 1_000, Number.MAX_SAFE_INTEGER]) })]),
  'an acknowledgement that is none': (chance, scene, lane) =>
    ends(scene, lane, [
      frame(
        `{"type":"ack","seq":${chance.pick(['-1', '1.5', '1e999', '"1"', 'null', 'NaN', '9007199254740993', '[1]', '-0.1'])}}`,
      ),
    ]),
  'hello twice': (_chance, scene, lane) => ends(scene, lane, [hello({})]),
  'a message that nobody knows': (chance, scene, lane) => ends(scene, lane, [frame(strangeMessage(chance))]),
  'a broken message': (chance, scene, lane) =>
    ends(scene, lane, [
      frame(chance.pick(['', '{', 'null', '[]', '"ping"', '\u0000', '{"type":"ping"}}', '{"type":"ping",}'])),
    ]),
  'a message nested deeply': (chance, scene, lane) =>
    ends(scene, lane, [frame(chance.pick(['[', '{"type":', '[[{"a":']).repeat(500))]),
  'a binary frame': (chance, scene, lane) =>
    ends(scene, lane, [frame(chance.bytes(chance.between(0, 4_096)), { opcode: 2 })]),
  'a frame that is too long': (chance, scene, lane) =>
    ends(scene, lane, [frame('x'.repeat(chance.between(4_097, 70_000)))]),
  'a frame too long by its own word': (chance, scene, lane) =>
    ends(scene, lane, [
      frame('x', { claimedLength: chance.pick([4_097, 65_536, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) }),
    ]),
  'a message without end in pieces': (_chance, scene, lane) =>
    ends(scene, lane, [
      frame('{"type":"', { last: false }),
      ...Array.from({ length: 6 }, () => frame('x'.repeat(1_000), { opcode: 0, last: false })),
    ]),
  'a frame against the rules': (chance, scene, lane) =>
    ends(scene, lane, [
      chance.pick([
        frame('{"type":"ping"}', { masked: false }),
        frame('{"type":"ping"}', { reserved: chance.between(1, 7) }),
        frame('{"type":"ping"}', { opcode: chance.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) }),
        frame('x', { opcode: 0 }),
        frame('x'.repeat(126), { opcode: 9 }),
        frame('x', { opcode: 9, last: false }),
        frame(Uint8Array.of(0x03, 0xe7), { opcode: 8 }),
        frame(Uint8Array.of(0x03), { opcode: 8 }),
        frame(Uint8Array.of(0xc3, 0x28), {}),
        Buffer.concat([frame('a', { last: false }), frame('b', { last: false })]),
      ]),
    ]),
  'random bytes in a socket': (chance, scene, lane) =>
    // The first byte has a reserved bit: no luck makes a frame of it.
    ends(scene, lane, [Buffer.from([0xf1]), chance.bytes(chance.between(1, 3_000))]),
  'a cursor from the future': (chance, scene, lane) => {
    const seq = chance.pick([4, 1_000, 2 ** 31, Number.MAX_SAFE_INTEGER]);
    return resets(scene, lane, cursor([scene.hostileEpoch, seq, 'evt_x']), 'unknown-cursor');
  },
  'another store’s cursor': (_chance, scene, lane) => resets(scene, lane, scene.goodCursor, 'unknown-cursor'),
  'a cursor of another log': (chance, scene, lane) =>
    resets(
      scene,
      lane,
      cursor([`${scene.hostileEpoch.slice(0, -1)}!`, chance.below(4), 'evt_x']),
      'new-epoch',
    ),
  'a cursor that is none': (chance, scene, lane) =>
    resets(
      scene,
      lane,
      chance.pick([
        'x',
        '../../etc/passwd',
        '\u0000',
        "' OR 1=1 --",
        cursor([scene.hostileEpoch, -1, 'evt_x']),
        cursor([scene.hostileEpoch, 1.5, 'evt_x']),
        cursor([scene.hostileEpoch, '1', 'evt_x']),
        cursor({ __proto__: [scene.hostileEpoch, 1, 'evt_x'] }),
        cursor([scene.hostileEpoch, 1]),
        '['.repeat(512),
        Buffer.from('['.repeat(380)).toString('base64url'),
      ]),
      'malformed',
    ),
};

function bearer({ hostileTokens }: Scene, lane: number): string {
  return `Bearer ${hostileTokens[lane] ?? ''}`;
}

function upgrade(headers: readonly (readonly [string, string])[], path = SOCKET): Buffer {
  return requestBytes({ method: 'GET', path, headers: [...UPGRADE, ...headers], contentLength: null });
}

function opening(scene: Scene, lane: number): Buffer {
  return upgrade([['authorization', bearer(scene, lane)]]);
}

function say(message: object): Buffer {
  return frame(JSON.stringify(message));
}

function hello(changes: object): Buffer {
  return say({ type: 'hello', protocol: 1, cursor: null, credit: 100, ...changes });
}

function cursor(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function endsWithoutWelcome(scene: Scene, lane: number, said: readonly Uint8Array[]): Try {
  return {
    pieces: [opening(scene, lane), ...said],
    isOver: () => false,
    judge: (heard) =>
      heard.messages.some(({ type }) => type === 'welcome') ? 'was welcomed' : judgeEnd(scene, heard),
  };
}

function ends(scene: Scene, lane: number, said: readonly Uint8Array[]): Try {
  return {
    pieces: [opening(scene, lane), hello({}), ...said],
    isOver: () => false,
    judge: (heard) => judgeEnd(scene, heard),
  };
}

function resets(scene: Scene, lane: number, given: string, reason: string): Try {
  const events = ({ messages }: Heard): readonly HeardMessage[] =>
    messages.filter(({ type }) => type === 'event');
  return {
    pieces: [opening(scene, lane), hello({ cursor: given })],
    isOver: (heard) => events(heard).length === scene.hostileEventIds.length,
    judge: (heard) => {
      const reset = heard.messages.find(({ type }) => type === 'reset');
      if (reset?.['reason'] !== reason) return `was answered reset "${String(reset?.['reason'])}"`;
      const ids = events(heard).map(({ eventId }) => eventId);
      return ids.join() === scene.hostileEventIds.join() ? null : `was sent ${ids.join()}`;
    },
  };
}

function judgeEnd(scene: Scene, { statuses, messages, closeCode, endedByRelay }: Heard): string | null {
  if (statuses[0] !== 101) return `was answered ${statuses.join(', ')} instead of a socket`;
  const foreign = messages.filter(
    ({ type, eventId }) => type === 'event' && !scene.hostileEventIds.includes(String(eventId)),
  );
  if (foreign.length > 0) return 'was sent another store’s event';
  return closeCode !== null || endedByRelay ? null : 'was not ended';
}

function badHello(chance: Chance, scene: Scene): string {
  const good = { type: 'hello', protocol: 1, cursor: null, credit: 100 };
  const text = JSON.stringify(good);
  return chance.pick([
    ...[
      '0',
      '-1',
      '501',
      '1e999',
      '1.5',
      'null',
      '"100"',
      'NaN',
      '9007199254740993',
      '[100]',
      '-0',
      '{}',
    ].map((credit) => text.replace('"credit":100', `"credit":${credit}`)),
    ...['0', '-1', '1e999', '"1"', 'null', '1.5', '1000001'].map((protocol) =>
      text.replace('"protocol":1', `"protocol":${protocol}`),
    ),
    ...['""', '7', '[]', '{}', `"${'x'.repeat(513)}"`, 'true'].map((given) =>
      text.replace('"cursor":null', `"cursor":${given}`),
    ),
    JSON.stringify({ ...good, storeId: scene.goodStoreId }),
    JSON.stringify({ ...good, type: 'HELLO' }),
    `{"__proto__":${text}}`,
    text.replace('{', '{"__proto__":{"a":1},'),
    text.slice(0, -1),
    `[${text}]`,
    JSON.stringify({ type: 'hello' }),
  ]);
}

function strangeMessage(chance: Chance): string {
  return chance.pick([
    '{}',
    '{"type":null}',
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
    '{"type":"toString"}',
    '{"type":"event","seq":1}',
    '{"type":"welcome"}',
    '{"type":"drain","retryAfterMs":1}',
    '{"type":["ping"]}',
    '{"type":"ping","extra":1}',
    '{"__proto__":{"type":"ping"}}',
    '{"type":"ack","seq":1,"storeId":"another"}',
    `{"type":"${'x'.repeat(3_000)}"}`,
  ]);
}
