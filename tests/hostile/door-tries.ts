import { gzipSync } from 'node:zlib';
import { createHash, createHmac } from 'node:crypto';
import { eventBody, signature, signatureHeader } from '../../relay/testing/stripe-events.ts';
import type { Chance } from '../simulation/world/chance.ts';
import { nowS, type Scene } from './scene.ts';
import { cut, refused, requestBytes, type Kind, type Try } from './tries.ts';

/* What comes to Stripe's door and is no genuine webhook: every way in which a signature, a body or a length can be wrong. */

const DOOR = '/api/webhooks/stripe';
const MOST_BODY_BYTES = 262_144;
const TOLERANCE_S = 300;
/** Further off than two clocks and a busy second may differ. */
const WELL_BEYOND_S = TOLERANCE_S + 30;

export const signatureKinds: Readonly<Record<string, Kind>> = {
  'no signature': (chance, scene) => post(scene, fresh(chance), null),
  'an empty signature': (chance, scene) => post(scene, fresh(chance), ''),
  'too old': (chance, scene) => signedAt(chance, scene, nowS() - chance.between(WELL_BEYOND_S, 1_000_000)),
  'from the future': (chance, scene) =>
    signedAt(chance, scene, nowS() + chance.between(WELL_BEYOND_S, 1_000_000)),
  'a wrong secret': (chance, scene) => {
    const body = fresh(chance);
    const secret = `whsec_${Buffer.from(chance.bytes(24)).toString('base64url')}`;
    return post(scene, body, signatureHeader({ secret, atS: nowS(), body }));
  },
  'another store’s secret': (chance, scene) => {
    const body = fresh(chance);
    return post(scene, body, signatureHeader({ secret: scene.hostileSecret, atS: nowS(), body }));
  },
  'version 0 only': (chance, scene) => spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v0=${hex}`),
  'many signatures, none true': (chance, scene) =>
    spoilt(
      chance,
      scene,
      (_hex, atS) => `t=${String(atS)}${randomSignatures(chance, chance.between(2, 16))}`,
    ),
  'too many signatures, one true': (chance, scene) =>
    spoilt(
      chance,
      scene,
      (hex, atS) => `t=${String(atS)}${randomSignatures(chance, chance.between(16, 40))},v1=${hex}`,
    ),
  'truncated hex': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v1=${hex.slice(0, chance.below(64))}`),
  'lengthened hex': (chance, scene) => spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v1=${hex}00`),
  'one wrong digit': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v1=${otherDigit(chance, hex)}`),
  'no hex': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v1=${Buffer.from(hex, 'hex').toString('base64')}`),
  'no time': (chance, scene) => spoilt(chance, scene, (hex) => `v1=${hex}`),
  'two times': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS)},t=${String(atS)},v1=${hex}`),
  'a time that is none': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => {
      const times = ['', 'NaN', '-1', '1e9', '0x5f', String(-atS), `${String(atS)}.0`, ` ${String(atS)}`];
      return `t=${chance.pick([...times, '9'.repeat(400), 'Infinity', '٣'])},v1=${hex}`;
    }),
  'a time that was not signed': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS + 1)},v1=${hex}`),
  'a header without end': (chance, scene) =>
    spoilt(chance, scene, (hex, atS) => `t=${String(atS)},v1=${hex},x=${'y'.repeat(4096)}`),
  'the header twice': (chance, scene) => {
    const body = fresh(chance);
    const header = signatureHeader({ secret: scene.goodSecret, atS: nowS(), body });
    return postWith(scene, body, [
      ['stripe-signature', header],
      ['stripe-signature', header],
    ]);
  },
  'signed without its time': (chance, scene) => {
    const body = fresh(chance);
    const hex = createHmac('sha256', scene.goodSecret).update(body).digest('hex');
    return post(scene, body, `t=${String(nowS())},v1=${hex}`);
  },
  'a hash without a key': (chance, scene) => {
    const body = fresh(chance);
    const hex = createHash('sha256')
      .update(`${String(nowS())}.${body}`)
      .digest('hex');
    return post(scene, body, `t=${String(nowS())},v1=${hex}`);
  },
  'genuine, at another store’s door': (_chance, { genuine, hostileStoreId }) =>
    refused(
      requestBytes({
        path: `${DOOR}/${hostileStoreId}`,
        headers: [['stripe-signature', genuine.header]],
        body: genuine.body,
      }),
    ),
};

export const bodyKinds: Readonly<Record<string, Kind>> = {
  'another body': (chance, scene) => changed(chance, scene, () => fresh(chance)),
  'one bit flipped': (chance, scene) =>
    changed(chance, scene, (body) => {
      const bytes = Buffer.from(body);
      const at = chance.below(bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << chance.below(8)), at);
      return bytes;
    }),
  're-encoded': (chance, scene) => changed(chance, scene, (body) => JSON.stringify(JSON.parse(body))),
  'unicode escaped': (chance, scene) =>
    changed(chance, scene, (body) =>
      body.replaceAll(
        /[^\x20-\x7e\n]/gu,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
  'in Latin 1': (chance, scene) => changed(chance, scene, (body) => Buffer.from(body, 'latin1')),
  'in UTF-16': (chance, scene) => changed(chance, scene, (body) => Buffer.from(body, 'utf16le')),
  'with a byte order mark': (chance, scene) => changed(chance, scene, (body) => `\uFEFF${body}`),
  'with other line ends': (chance, scene) => changed(chance, scene, (body) => body.replaceAll('\n', '\r\n')),
  'with a byte more': (chance, scene) => changed(chance, scene, (body) => `${body}\n`),
  'with a byte less': (chance, scene) => changed(chance, scene, (body) => body.slice(0, -1)),
  'as an empty body': (chance, scene) => changed(chance, scene, () => ''),
  compressed: (chance, scene) =>
    changed(chance, scene, (body) => gzipSync(body), [['content-encoding', 'gzip']]),
  'compressed, and signed so': (chance, scene) =>
    authentic(scene, gzipSync(fresh(chance)), [['content-encoding', 'gzip']]),
  'a wrong content type and another body': (chance, scene) =>
    changed(chance, scene, () => fresh(chance), [
      [
        'content-type',
        chance.pick(['', 'text/html', 'x', 'multipart/form-data; boundary=a', '\u00ff/\u00ff']),
      ],
    ]),
  'authentic, but no event': (chance, scene) => authentic(scene, noEvent(chance)),
  'authentic, of the other mode': (chance, scene) =>
    authentic(scene, eventBody({ id: newId(chance), livemode: true })),
  'authentic, nested without end': (chance, scene) =>
    authentic(scene, chance.pick(['[', '{"a":', '[{"a":']).repeat(chance.between(1_000, 40_000))),
  'authentic, no UTF-8': (chance, scene) =>
    authentic(
      scene,
      Buffer.concat([Buffer.from(fresh(chance).slice(0, -1)), Buffer.from([0xff, 0xfe]), chance.bytes(20)]),
    ),
};

export const lengthKinds: Readonly<Record<string, Kind>> = {
  'too long by its own word': (chance, scene) =>
    // Nothing of the body follows: the answer must not wait for it.
    refused(
      requestBytes({
        path: door(scene),
        contentLength: String(MOST_BODY_BYTES + chance.between(1, 1_000_000_000)),
      }),
    ),
  'too long in pieces': (chance, scene) => {
    const head = requestBytes({
      path: door(scene),
      headers: [['transfer-encoding', 'chunked']],
      contentLength: null,
    });
    const size = chance.between(MOST_BODY_BYTES + 1, MOST_BODY_BYTES + 20_000);
    return refused(head, Buffer.from(`${size.toString(16)}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`));
  },
  'a length that is none': (chance, scene) =>
    refused(
      requestBytes({
        path: door(scene),
        body: '{}',
        contentLength: chance.pick(['-1', 'NaN', '1e3', '0x10', '+2', '2, 2', '2 2', '9'.repeat(30)]),
      }),
    ),
  'two lengths': (chance, scene) =>
    refused(requestBytes({ path: door(scene), headers: [['content-length', '5']], body: fresh(chance) })),
  'a length and pieces': (chance, scene) =>
    refused(
      requestBytes({ path: door(scene), headers: [['transfer-encoding', 'chunked']], body: fresh(chance) }),
    ),
  'an unknown encoding': (chance, scene) =>
    refused(
      requestBytes({
        path: door(scene),
        headers: [['transfer-encoding', chance.pick(['xchunked', 'gzip', 'chunked, identity', ''])]],
        body: fresh(chance),
      }),
    ),
  'pieces of no size': (chance, scene) => {
    const head = requestBytes({
      path: door(scene),
      headers: [['transfer-encoding', 'chunked']],
      contentLength: null,
    });
    const size = chance.pick(['zz', '-1', 'ffffffffffffffffff', '\u0000', '1;'.repeat(9_000)]);
    return refused(head, Buffer.from(`${size}\r\nx\r\n0\r\n\r\n`, 'latin1'));
  },
  'cut in its head': (chance, scene) => {
    const whole = genuineBytes(chance, scene);
    return cut(whole.subarray(0, chance.between(1, whole.indexOf('\r\n\r\n') + 2)));
  },
  'cut in its body': (chance, scene) => {
    const whole = genuineBytes(chance, scene);
    return cut(whole.subarray(0, chance.between(whole.indexOf('\r\n\r\n') + 4, whole.length - 1)));
  },
};

/** A genuine request again, byte for byte: known, and never a second row. */
export const replay: Kind = (_chance, scene) => {
  const { genuine } = scene;
  const again = requestBytes({
    path: door(scene),
    headers: [['stripe-signature', genuine.header]],
    body: genuine.body,
  });
  const sentAtS = nowS();
  return {
    pieces: [again],
    isOver: ({ statuses }) => statuses.length > 0,
    judge: ({ statuses: [status] }) => {
      if (status === 200 && sentAtS - genuine.atS <= TOLERANCE_S) return null;
      if (status === 400 && nowS() - genuine.atS >= TOLERANCE_S) return null;
      return `a genuine request again was answered ${String(status)}`;
    },
  };
};

/** An id that must never be in a log. */
export const BAD_ID = 'evt_bad_';

function newId(chance: Chance): string {
  return `${BAD_ID}${Buffer.from(chance.bytes(9)).toString('hex')}`;
}

export function fresh(chance: Chance): string {
  return eventBody({ id: newId(chance), amount: chance.below(100_000) });
}

export function door({ goodStoreId }: Scene): string {
  return `${DOOR}/${goodStoreId}`;
}

/** What would be accepted if it came whole and to the right place. */
export function genuineBytes(chance: Chance, scene: Scene, path = door(scene), method = 'POST'): Buffer {
  const body = fresh(chance);
  const header = signatureHeader({ secret: scene.goodSecret, atS: nowS(), body });
  return requestBytes({ method, path, headers: [['stripe-signature', header]], body });
}

function post(scene: Scene, body: string | Uint8Array, header: string | null): Try {
  return postWith(scene, body, header === null ? [] : [['stripe-signature', header]]);
}

function postWith(
  scene: Scene,
  body: string | Uint8Array,
  headers: readonly (readonly [string, string])[],
): Try {
  return refused(requestBytes({ path: door(scene), headers, body }));
}

function signedAt(chance: Chance, scene: Scene, atS: number): Try {
  const body = fresh(chance);
  return post(scene, body, signatureHeader({ secret: scene.goodSecret, atS, body }));
}

/** The right signature of the right body, written down wrongly. */
function spoilt(chance: Chance, scene: Scene, header: (hex: string, atS: number) => string): Try {
  const body = fresh(chance);
  const atS = nowS();
  return post(scene, body, header(signature({ secret: scene.goodSecret, atS, body }), atS));
}

/** A body that is not the one which was signed. */
function changed(
  chance: Chance,
  scene: Scene,
  change: (body: string) => string | Uint8Array,
  headers: readonly (readonly [string, string])[] = [],
): Try {
  const body = fresh(chance);
  const header = signatureHeader({ secret: scene.goodSecret, atS: nowS(), body });
  return postWith(scene, change(body), [['stripe-signature', header], ...headers]);
}

/** Rightly signed by who holds the secret. */
function authentic(
  scene: Scene,
  body: string | Uint8Array,
  headers: readonly (readonly [string, string])[] = [],
): Try {
  const header = signatureHeader({ secret: scene.goodSecret, atS: nowS(), body });
  return postWith(scene, body, [['stripe-signature', header], ...headers]);
}

function noEvent(chance: Chance): string {
  const good = { id: newId(chance), object: 'event', type: 'x', livemode: false };
  return chance.pick([
    '',
    'null',
    '[]',
    '7',
    '"evt_bad_"',
    '{',
    `${JSON.stringify(good)}}`,
    '\u0000',
    `{"__proto__":${JSON.stringify(good)}}`,
    `{"constructor":{"prototype":${JSON.stringify(good)}}}`,
    JSON.stringify([good]),
    JSON.stringify({ ...good, id: null }),
    JSON.stringify({ ...good, id: ['evt_bad_1'] }),
    JSON.stringify({ ...good, id: '' }),
    JSON.stringify({ ...good, id: `${BAD_ID}${'9'.repeat(300)}` }),
    JSON.stringify({ ...good, id: `${BAD_ID}\u0000` }),
    JSON.stringify({ ...good, id: `${BAD_ID}\n` }),
    JSON.stringify({ ...good, object: 'charge' }),
    JSON.stringify({ ...good, type: { toString: 1 } }),
    JSON.stringify({ ...good, livemode: 'false' }),
    JSON.stringify({ ...good, livemode: 0 }),
    JSON.stringify({ ...good, created: -1 }),
    JSON.stringify({ ...good, created: 1.5 }),
    `{"id":"${good.id}","object":"event","type":"x","livemode":false,"created":1e999}`,
  ]);
}

function randomSignatures(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => `,v1=${Buffer.from(chance.bytes(32)).toString('hex')}`).join('');
}

function otherDigit(chance: Chance, hex: string): string {
  const at = chance.below(hex.length);
  const digit = hex[at] === '0' ? '1' : '0';
  return hex.slice(0, at) + digit + hex.slice(at + 1);
}
