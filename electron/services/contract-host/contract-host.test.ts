import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  CHANNELS,
  ERRORS,
  READER_PAGE_CHANNELS,
  accept,
  refuse,
  type Envelope,
  type Result,
} from '../../../shared/contract/index.ts';
import { createContractHost, type ContractHost, type Handlers, type ReaderPageHandlers } from './index.ts';

/*
 * Goal: nothing malformed reaches a handler, by any channel. Method: the inputs are made by walking each channel's own
 * schema: one good request, then every field of it spoiled in every way that its kind can be.
 */
type Handle = (channel: string, request: unknown) => Promise<Result<unknown>>;
type Logged = { readonly event: string; readonly fields: unknown };

function hostWith(
  handle: Handle,
  options: { readonly movesMoney?: boolean; readonly setUp?: boolean; readonly locked?: boolean } = {},
): { readonly host: ContractHost; readonly logged: Logged[] } {
  const logged: Logged[] = [];
  const note = (event: string, fields?: unknown): void => void logged.push({ event, fields });
  const handlers = Object.fromEntries(
    Object.keys(CHANNELS).map((name) => [
      name,
      {
        allowed: name === 'app.getSnapshot' ? 'anyone' : name === 'app.setLocale' ? 'setup' : 'cashier',
        movesMoney: options.movesMoney ?? false,
        handle: (request: unknown) => handle(name, request),
      },
    ]),
  ) as unknown as Handlers; // Every channel has a handler; their types differ only in what the schemas check.
  const readerPage = Object.fromEntries(
    Object.keys(READER_PAGE_CHANNELS).map((name) => [name, (request: unknown) => handle(name, request)]),
  ) as unknown as ReaderPageHandlers; // As above.
  const host = createContractHost({
    handlers,
    readerPage,
    isSetUp: () => options.setUp ?? true,
    isLocked: () => options.locked ?? false,
    log: { info: note, warn: note, error: note },
    ids: { uuidv7: () => 'reference-1' },
  });
  return { host, logged };
}

const ALL: readonly (readonly [string, z.ZodType, 'till' | 'reader'])[] = [
  ...Object.entries(CHANNELS).map(([name, { request }]) => [name, request, 'till'] as const),
  ...Object.entries(READER_PAGE_CHANNELS).map(([name, { request }]) => [name, request, 'reader'] as const),
];

function send(
  host: ContractHost,
  page: 'till' | 'reader',
  channel: string,
  request: unknown,
): Promise<Envelope<unknown>> {
  return page === 'till' ? host.dispatch(channel, request) : host.dispatchReaderPage(channel, request);
}

/** The parts of a schema's definition that are walked here. */
type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
};

function definitionOf(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition; // Zod's own description; read field by field below.
}

const GOOD_LEAVES: readonly unknown[] = [
  'x',
  'some text',
  '1234',
  '4242424242424242',
  'EUR',
  'en',
  'NL',
  'tap',
  'http://127.0.0.1:1/',
  'connected',
  'ready',
  'paid',
  'other',
  'cash',
  'treat-as-charged',
  'let-go',
  'one-line',
  'off',
  'automatic',
  'lan',
  'card-declined',
  'piece',
  'warn',
  'orange',
  'count',
  '28',
  '12345',
  'price',
  '/9j/AAAA',
  'base64:AAAA',
  'sku',
  '.',
  1,
  true,
  null,
];

/** One request that a schema accepts: objects field by field, leaves by trying. */
function goodFor(schema: z.ZodType): unknown {
  const { type, shape, in: inner, options, element } = definitionOf(schema);
  if (type === 'object' && shape !== undefined) {
    return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, goodFor(field)]));
  }
  if (type === 'union' && options?.[0] !== undefined) return goodFor(options[0]);
  if (type === 'pipe' && inner !== undefined && definitionOf(inner).type === 'object') return goodFor(inner);
  if (type === 'array' && element !== undefined) return [goodFor(element)];
  if (type === 'literal') return (schema.def as unknown as { readonly values: readonly unknown[] }).values[0]; // Zod's.
  const found = GOOD_LEAVES.find((leaf) => schema.safeParse(leaf).success);
  if (found === undefined) throw new Error(`No example for a ${type}: add one to GOOD_LEAVES`);
  return found;
}

type Spoiled = readonly [how: string, value: unknown];
const ANY_KIND: readonly Spoiled[] = [
  ['an array', []],
  ['an object', { a: 1 }],
  ['nothing', undefined],
  ['5,000 characters', 'x'.repeat(5_000)],
];
const BY_KIND: Readonly<Record<string, readonly Spoiled[]>> = {
  string: [
    ['a number', 7],
    ['a boolean', true],
    ['null', null],
  ],
  enum: [
    ['another word', 'surprise'],
    ['a number', 7],
    ['null', null],
  ],
  literal: [
    ['another word', 'surprise'],
    ['null', null],
  ],
  number: [
    ['a text', '1'],
    ['a fraction', 0.5],
    ['not a number', Number.NaN],
    ['endless', Infinity],
    ['null', null],
  ],
  boolean: [
    ['a text', 'true'],
    ['a number', 1],
    ['null', null],
  ],
};

function leafKind(schema: z.ZodType): string {
  const { type, in: inner } = definitionOf(schema);
  return type === 'pipe' && inner !== undefined ? leafKind(inner) : type;
}

/** Every way to spoil one field, anywhere in the request, or the request as a whole. */
function spoil(schema: z.ZodType): readonly Spoiled[] {
  const { type, shape, innerType, options, element } = definitionOf(schema);
  if (type === 'nullable' && innerType !== undefined)
    return spoil(innerType).filter(([, value]) => value !== null);
  if (type === 'union' && options !== undefined) {
    return [...options.flatMap(spoil), ['no such variant', { type: 'surprise', kind: 'surprise' }]];
  }
  if (type === 'array' && element !== undefined) {
    return [
      ['a text', 'x'],
      ['null', null],
      ...spoil(element).map(([how, value]): Spoiled => [`[] ${how}`, [value]]),
    ];
  }
  if (type !== 'object' || shape === undefined) {
    const own = BY_KIND[leafKind(schema)];
    if (own === undefined)
      throw new Error(`Nothing is known about spoiling a ${leafKind(schema)}: add it to BY_KIND`);
    return [...own, ...ANY_KIND];
  }
  const good = goodFor(schema) as Readonly<Record<string, unknown>>; // An object, because the schema is one.
  return [
    ['an extra key', { ...good, surprise: 1 }],
    [
      'an inherited key',
      JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(good).slice(1)}`.replace(',}', '}')),
    ],
    ...Object.keys(good).map((key): Spoiled => {
      const { [key]: _left, ...rest } = good;
      return [`without ${key}`, rest];
    }),
    ...Object.entries(shape).flatMap(([key, field]) =>
      spoil(field).map(([how, value]): Spoiled => [`${key}: ${how}`, { ...good, [key]: value }]),
    ),
  ];
}

const WHOLE: readonly Spoiled[] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', '{}'],
  ['a number', 0],
  ['a boolean', false],
  ['an array', [{}]],
  ['a function', () => 1],
  ['a big integer', 1n],
];

describe('every channel', () => {
  it.each(ALL)('%s takes the good request that the others are made from', async (channel, schema, page) => {
    const seen: string[] = [];
    const { host } = hostWith((name) => {
      seen.push(name);
      return Promise.resolve(refuse('APP_LOCKED'));
    });
    expect(await send(host, page, channel, goodFor(schema))).toEqual(refuse('APP_LOCKED'));
    expect(seen).toEqual([channel]);
  });

  it.each(ALL)('%s refuses every malformed request before its handler', async (channel, schema, page) => {
    const reached: unknown[] = [];
    const { host } = hostWith((_name, request) => {
      reached.push(request);
      return Promise.resolve(accept({}));
    });
    const inputs = [...spoil(schema), ...WHOLE];
    const answers = await Promise.all(
      inputs.map(async ([how, value]) => [how, await send(host, page, channel, value)] as const),
    );
    const malformed = refuse('CONTRACT_MALFORMED_REQUEST');
    expect(answers.filter(([, answer]) => JSON.stringify(answer) !== JSON.stringify(malformed))).toEqual([]);
    expect(reached).toEqual([]);
  });

  it.each(ALL)('%s refuses 70 KB unread, however they are counted', async (channel, _schema, page) => {
    const { host } = hostWith(() => Promise.reject(new Error('reached')));
    const large = [{ text: 'x'.repeat(70_000) }, { text: 'ü'.repeat(35_000) }, 'x'.repeat(70_000)];
    for (const request of large)
      expect(await send(host, page, channel, request)).toEqual(refuse('CONTRACT_TOO_LARGE'));
  });

  it.each(['surprise', '', '__proto__', 'constructor', 'toString', 'app'])(
    '%j is no channel',
    async (name) => {
      const { host } = hostWith(() => Promise.reject(new Error('reached')));
      expect(await host.dispatch(name, {})).toEqual(refuse('CONTRACT_UNKNOWN_CHANNEL'));
      expect(await host.dispatchReaderPage(name, {})).toEqual(refuse('CONTRACT_UNKNOWN_CHANNEL'));
    },
  );

  it('of one page is none of the other’s', async () => {
    const { host } = hostWith(() => Promise.reject(new Error('reached')));
    for (const [channel, , page] of ALL) {
      const other = page === 'till' ? 'reader' : 'till';
      expect(await send(host, other, channel, {})).toEqual(refuse('CONTRACT_UNKNOWN_CHANNEL'));
    }
  });
});

describe('a handler', () => {
  it('that fails answers with a reference, and not a word of what failed', async () => {
    const { host, logged } = hostWith(() => Promise.reject(new Error('the secret sk_test_abc')));
    const answer = await host.dispatch('app.lock', {});
    expect(answer).toEqual({ ok: false, error: { code: 'APP_UNEXPECTED', reference: 'reference-1' } });
    expect(logged).toMatchObject([
      { event: 'contract.handler-failed', fields: { reference: 'reference-1' } },
    ]);
  });

  it.each([{ surprise: 1 }, null, 'done', { ok: true }])('that answers %j is not believed', async (value) => {
    const { host } = hostWith(() => Promise.resolve(accept(value)));
    expect(await host.dispatch('app.lock', {})).toEqual({
      ok: false,
      error: { code: 'CONTRACT_MALFORMED_RESPONSE', reference: 'reference-1' },
    });
    expect(
      await host.dispatchReaderPage('readerPage.report', { type: 'connection', status: 'connected' }),
    ).toMatchObject({
      error: { code: 'CONTRACT_MALFORMED_RESPONSE' },
    });
  });

  it('that refuses is answered with its own code and facts', async () => {
    const refusal = refuse('STAFF_PIN_THROTTLED', { seconds: 60 });
    const { host } = hostWith(() => Promise.resolve(refusal));
    expect(await host.dispatch('app.unlock', { pin: '2580' })).toEqual(refusal);
  });

  it('that moves money runs alone and in order, and a failure does not block the next', async () => {
    const steps: string[] = [];
    const { host } = hostWith(
      async (_name, request) => {
        const { saleId } = request as { readonly saleId: string }; // Checked by the channel's schema.
        steps.push(`${saleId} starts`);
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${saleId} ends`);
        if (saleId === 'b') throw new Error('broken');
        return accept({});
      },
      { movesMoney: true },
    );
    const asked = ['a', 'b', 'c'].map((saleId) => host.dispatch('charge.begin', { saleId }));
    expect((await Promise.all(asked)).map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(steps).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('that moves no money waits for nobody', async () => {
    let letGo = (): void => undefined;
    const { host } = hostWith((name) =>
      name === 'app.lock'
        ? new Promise((resolve) => (letGo = () => resolve(accept({}))))
        : Promise.resolve(accept({})),
    );
    const held = host.dispatch('app.lock', {});
    expect(await host.dispatch('charge.begin', { saleId: 'a' })).toEqual(accept({}));
    letGo();
    expect(await held).toEqual(accept({}));
  });
});

describe('the gate', () => {
  const cases = [
    ['app.getSnapshot', { setUp: false, locked: true }, null],
    ['app.setLocale', { setUp: false, locked: false }, null],
    ['app.setLocale', { setUp: false, locked: true }, 'APP_LOCKED'],
    ['app.lock', { setUp: false, locked: false }, 'APP_NOT_SET_UP'],
    ['app.lock', { setUp: true, locked: true }, 'APP_LOCKED'],
    ['app.lock', { setUp: true, locked: false }, null],
  ] as const;
  it.each(cases)('%s on a till with %j: %s', async (channel, state, code) => {
    let reached = false;
    const { host } = hostWith(() => {
      reached = true;
      return Promise.resolve(refuse('SALE_EMPTY'));
    }, state);
    const request = channel === 'app.setLocale' ? { locale: 'en' } : {};
    const answer = await host.dispatch(channel, request);
    expect(answer).toMatchObject({ error: { code: code ?? 'SALE_EMPTY' } });
    expect(reached).toBe(code === null);
  });

  it('names only codes of the registry', () => {
    for (const [, , code] of cases) if (code !== null) expect(Object.keys(ERRORS)).toContain(code);
  });
});
