const BASE = {
  why: null,
  dueAtMs: null,
  sale: null,
  earlier: null,
  detail: null,
  count: null,
  currency: 'EUR',
};

/** A Review Queue with one item of several kinds, relative to a moment. */
export function reviewFor(nowMs: number) {
  const intent = 'pi_3SWlm2Kx2Lm9PzTe0cWf81Qd';
  const card = {
    brand: 'visa',
    last4: '1190',
    entryMode: 'contactless',
    wallet: null,
    authorisationCode: '42',
  };
  const sale = {
    saleId: '018f0000-0000-7000-8000-000000010557',
    number: 10_557,
    amountMinor: 2_000,
    atMs: nowMs - 5_000_000,
    items: '2 Flat White, Cinnamon Bun',
  };
  const stripe = {
    paymentIntentId: intent,
    amountMinor: 2_000,
    atMs: nowMs - 20_580_000,
    register: 'Till 1',
    card,
  };
  return {
    items: [
      {
        ...BASE,
        itemId: `orphan:${intent}`,
        kind: 'orphan',
        severity: 'critical',
        foundAtMs: nowMs - 20_580_000,
        dueAtMs: nowMs - 16_980_000,
        money: 'at-stripe',
        amountMinor: 2_000,
        stripe,
        actions: ['adopt', 'repair-tender', 'refund', 'dismiss'],
      },
      {
        ...BASE,
        itemId: 'mismatch:1',
        kind: 'mismatch',
        severity: 'high',
        why: 'amount',
        foundAtMs: nowMs - 4_560_000,
        dueAtMs: nowMs + 20_000_000,
        money: 'at-stripe',
        amountMinor: -450,
        stripe: { ...stripe, amountMinor: 1_550 },
        sale,
        actions: ['check-with-stripe', 'open-sale', 'dismiss'],
      },
      {
        ...BASE,
        itemId: 'duplicate:1',
        kind: 'duplicate',
        severity: 'high',
        foundAtMs: nowMs - 240_000,
        dueAtMs: nowMs + 28_000_000,
        money: 'at-stripe',
        amountMinor: 2_000,
        stripe,
        sale,
        earlier: earlierFor(nowMs),
        actions: ['open-sale', 'dismiss'],
      },
      forgedItem(nowMs),
    ],
    done: [],
  };
}

function earlierFor(nowMs: number) {
  return {
    sale: 10_556,
    receiptNumber: 'R-010556',
    amountMinor: 2_000,
    atMs: nowMs - 20_700_000,
    card: {
      brand: 'visa',
      last4: '1190',
      entryMode: 'contactless',
      wallet: null,
      authorisationCode: '41',
    },
    paymentIntentId: 'pi_3SWlk9Kx2Lm9PzTe1aQr55Wn',
  };
}

/** What could be made of that orphan. */
export function orphanOptionsFor(nowMs: number) {
  return {
    adoptions: [
      {
        source: 'items',
        totalMinor: 2_000,
        lines: [
          { name: 'Flat White', quantity: 2, unitPriceMinor: 380 },
          { name: 'Almond Croissant', quantity: 2, unitPriceMinor: 420 },
          { name: 'Cinnamon Bun', quantity: 1, unitPriceMinor: 400 },
        ],
      },
      {
        source: 'one-line',
        totalMinor: 2_000,
        lines: [{ name: 'Recovered card payment', quantity: 1, unitPriceMinor: 2_000 }],
      },
    ],
    repairs: [
      {
        saleId: '018f0000-0000-7000-8000-000000010521',
        number: 10_521,
        receiptNumber: 'R-010521',
        atMs: nowMs - 20_500_000,
        apartMs: 65_000,
        sameItems: true,
      },
    ],
  };
}

function forgedItem(nowMs: number) {
  return {
    ...BASE,
    itemId: 'forged:3',
    kind: 'forged-events',
    severity: 'medium',
    foundAtMs: nowMs - 90_000_000,
    money: 'none',
    amountMinor: null,
    stripe: null,
    count: 3,
    actions: ['dismiss'],
  };
}
