import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTill, type OpenTill } from './open-till.ts';

/** A reader that another register uses, as a manager meets it in the settings. */
const TIMEOUT_MS = 120_000;
const PIN = '2580';
let till: OpenTill;
let stripe: Stripe;

beforeAll(async () => {
  till = await openTill();
  const { baseUrl, secretKey } = till.companions.addresses.sandbox;
  const { hostname, port } = new URL(baseUrl);
  stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http' });
}, TIMEOUT_MS);
afterAll(() => till.close());

/** Another till of the shop: it connects the reader over the LAN and notes that it uses it. */
async function connectElsewhere(): Promise<void> {
  const { baseUrl } = till.companions.addresses.sandbox;
  const lan = async (path: string, body: object): Promise<{ readonly sessionId?: string }> => {
    const answer = await fetch(`${baseUrl}/lan/${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { readonly sessionId?: string }; // The sandbox's own answer.
  };
  const [reader] = (await stripe.terminal.readers.list()).data;
  const { secret } = await stripe.terminal.connectionTokens.create();
  const { sessionId } = await lan('session', { token: secret });
  await lan('connect', { sessionId, readerId: reader?.id, failIfInUse: true });
  await stripe.terminal.readers.update(reader?.id ?? '', {
    metadata: {
      used_by: 'Counter 2',
      used_by_profile: 'another',
      used_since_ms: String(Date.now() - 60_000),
      used_over: 'lan',
    },
  });
}

describe('a reader that another register uses', { timeout: TIMEOUT_MS }, () => {
  it('is named with its register, left there, and taken over with a manager’s PIN and reason', async () => {
    await till.setPin(PIN);
    await till.button(/Stripe/u).click();
    await till.button('Disconnect').click();
    await till.button('Connect').waitFor();
    await connectElsewhere();

    await till.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await till.see(/Counter 2 has been using this reader since \d\d:\d\d/u);
    await till.isAccessible();
    await till.picture('reader-in-use');
    await till.button('Take over').click();
    await till.see(/Take over Virtual reader\?/u);
    await till.button('Agreed with the other till').click();
    await till.page.getByLabel('PIN').fill('1379');
    await till.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await till.see('This PIN is not right');
    expect(await till.page.getByRole('button', { name: 'Disconnect' }).count()).toBe(0);
    await till.page.getByLabel('PIN').fill(PIN);
    await till.isAccessible();
    await till.picture('reader-take-over');
    await till.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await till.button('Disconnect').waitFor();
    await till.see('Virtual reader · Ready');
    expect(await till.page.getByText('Counter 2 has been using').count()).toBe(0);
    const [reader] = (await stripe.terminal.readers.list()).data;
    expect(reader?.metadata).toMatchObject({ used_by: 'Till 1', used_over: 'lan' });
    // The browser reports the reader's own refusal; nothing else.
    expect(till.complaints.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([]);
  });
});
