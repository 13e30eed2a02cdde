import { describe, expect, it } from 'vitest';
import { createSandbox, realPorts, type Sandbox } from '../index.ts';

/** Two tills and one reader on the shop's network: whom `fail_if_in_use` refuses, under both of Stripe's meanings. */
type Session = (path: string, body?: object) => Promise<{ readonly status: number; readonly body: string }>;

async function shop(inUse?: 'connected' | 'asking') {
  const sandbox = createSandbox(realPorts(), { seed: 'lan', ...(inUse === undefined ? {} : { inUse }) });
  const location = await make(sandbox, 'terminal/locations', {
    display_name: 'Kade 12',
    'address[line1]': 'Kade 12',
    'address[country]': 'NL',
  });
  const readerId = await make(sandbox, 'terminal/readers', { registration_code: 'simulated-s700', location });
  const intent = await make(
    sandbox,
    'payment_intents',
    { amount: '500', currency: 'eur', 'allowed_payment_method_types[0]': 'card_present' },
    'client_secret',
  );
  const session = async (): Promise<Session> => {
    const token = await make(sandbox, 'terminal/connection_tokens', {}, 'secret');
    const opened = await lan(sandbox, 'session', { token });
    const { sessionId } = JSON.parse(opened.body) as { sessionId: string }; // The sandbox's own answer.
    return (path, body = {}) => lan(sandbox, path, { sessionId, readerId, ...body });
  };
  return { intent, first: await session(), second: await session() };
}

describe('a reader that another session has connected', () => {
  it('is in use while it is idle, unless the sandbox is told the looser meaning', async () => {
    const strict = await shop();
    await strict.first('connect');
    expect(await strict.second('connect', { failIfInUse: true })).toMatchObject({ status: 400 });
    // Nothing was taken: the first goes on.
    expect(await strict.first('collect', { clientSecret: strict.intent })).toMatchObject({ status: 200 });
    const loose = await shop('asking');
    await loose.first('connect');
    expect(await loose.second('connect', { failIfInUse: true })).toMatchObject({ status: 200 });
  });

  it.each(['connected', 'asking'] as const)('is in use while it asks for a card: %s', async (inUse) => {
    const { first, second, intent } = await shop(inUse);
    await first('connect');
    await first('collect', { clientSecret: intent });
    const refused = await second('connect', { failIfInUse: true });
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('Reader is in use')]);
    // Taken over, and let go of: it is nobody's then.
    expect(await second('connect')).toMatchObject({ status: 200 });
    expect(await first('collect', { clientSecret: intent })).toMatchObject({ status: 400 });
    await second('disconnect');
    expect(await first('connect', { failIfInUse: true })).toMatchObject({ status: 200 });
  });

  it('is in use while it shows a cart, and shows none of a session that lost it', async () => {
    const { first, second } = await shop('asking');
    const cart = {
      currency: 'eur',
      total: 500,
      line_items: [{ description: 'Tea', amount: 500, quantity: 1 }],
    };
    await first('connect');
    expect(await first('display', { cart })).toMatchObject({ status: 200 });
    expect(await second('connect', { failIfInUse: true })).toMatchObject({ status: 400 });
    expect(await second('connect')).toMatchObject({ status: 200 });
    expect(await first('display', { cart })).toMatchObject({ status: 400 });
  });

  it.each([
    ['a fraction', { total: 0.5 }],
    ['less than nothing', { total: -500 }],
    ['a line of less than nothing', { line_items: [{ description: 'Tea', amount: -500, quantity: 1 }] }],
    ['no lines', { line_items: [] }],
  ])('shows no cart of %s', async (_what, change) => {
    const { first } = await shop();
    await first('connect');
    const line = { description: 'Tea', amount: 500, quantity: 1 };
    const cart = { currency: 'eur', total: 500, line_items: [line], ...change };
    expect(await first('display', { cart })).toMatchObject({ status: 400 });
  });

  it('is its own again for the session that has it', async () => {
    const { first } = await shop();
    await first('connect');
    expect(await first('connect', { failIfInUse: true })).toMatchObject({ status: 200 });
  });
});

async function make(
  sandbox: Sandbox,
  path: string,
  form: Readonly<Record<string, string>>,
  field = 'id',
): Promise<string> {
  const made = await sandbox.handle({
    method: 'POST',
    target: `/v1/${path}`,
    headers: { authorization: `Bearer ${sandbox.keys.secret}` },
    body: new URLSearchParams(form).toString(),
  });
  if (made.dropped || made.status !== 200) throw new Error(`${path} was not made`);
  return String((JSON.parse(made.body) as Record<string, unknown>)[field]); // Stripe answers objects.
}

async function lan(sandbox: Sandbox, path: string, body: object) {
  const answer = await sandbox.handle({
    method: 'POST',
    target: `/lan/${path}`,
    headers: {},
    body: JSON.stringify(body),
  });
  if (answer.dropped) throw new Error('Nobody dropped it');
  return answer;
}
