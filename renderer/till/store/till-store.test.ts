import { describe, expect, it } from 'vitest';
import type { PosBridge } from '../../../shared/contract/bridge.ts';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import { CATALOG, snapshotFor, type PreviewScreen } from '../preview/fixtures.ts';
import { createTillStore, type TillStore } from './index.ts';

type Asked = { readonly channel: string; readonly request: unknown };

/** A bridge that records what is asked; answers are given per channel, everything else is accepted with nothing. */
function createRecordingBridge(answers: Readonly<Record<string, (request: unknown) => unknown>> = {}) {
  const asked: Asked[] = [];
  const listeners = new Map<string, (value: unknown) => void>();
  const request = new Proxy(
    {},
    {
      get: (_, channel) => (body: unknown) => {
        asked.push({ channel: String(channel), request: body });
        return Promise.resolve(answers[String(channel)]?.(body) ?? { ok: true, value: {} });
      },
    },
  );
  const on = new Proxy(
    {},
    {
      get: (_, name) => (listener: (value: unknown) => void) => {
        listeners.set(String(name), listener);
        return () => listeners.delete(String(name));
      },
    },
  );
  // The proxies answer every channel and push by name, as PosBridge asks for.
  const bridge = { request, on } as PosBridge;
  return { bridge, asked, push: (name: string, value: unknown) => listeners.get(name)?.(value), listeners };
}

function snapshot(screen: PreviewScreen, state = 'present-card', revision = 1): AppSnapshot {
  return { ...snapshotFor({ screen, state, locale: 'en', nowMs: 1_000_000 }), revision };
}

async function started(first: AppSnapshot, answers: Parameters<typeof createRecordingBridge>[0] = {}) {
  const recording = createRecordingBridge({
    'app.getSnapshot': () => ({ ok: true, value: first }),
    ...answers,
  });
  const store: TillStore = createTillStore(recording.bridge);
  const stop = store.getState().start();
  await Promise.resolve();
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  recording.asked.length = 0;
  return { ...recording, store, stop };
}

describe('following main', () => {
  it('replaces the snapshot whole and never goes back to an older one', async () => {
    const { store, push } = await started(snapshot('checkout', '', 5));
    push('app.snapshot', snapshot('charge-cash', '', 6));
    expect(store.getState().snapshot?.charge?.saleId).toBe('sale-1');
    push('app.snapshot', snapshot('checkout', '', 4));
    expect(store.getState().snapshot?.revision).toBe(6);
  });

  it('stops listening when the page is left', async () => {
    const { stop, listeners } = await started(snapshot('checkout'));
    expect(listeners.size).toBe(3);
    stop();
    expect(listeners.size).toBe(0);
  });

  it('keeps the lines of a charged sale readable after main has cleared the cart', async () => {
    const { store, push } = await started(snapshot('charge-cash', '', 1));
    push('app.snapshot', { ...snapshot('charge-cash-done', '', 2), sale: null });
    expect(store.getState().chargedSale?.lines.length).toBe(6);
    push('app.snapshot', { ...snapshot('checkout', '', 3), sale: null });
    expect(store.getState().chargedSale).toBeNull();
  });

  it('forgets what was typed when another sale is charged', async () => {
    const { store, push } = await started(snapshot('charge-cash', '', 1));
    store.getState().pressCashKey('5');
    const next = snapshot('charge-cash', '', 2);
    push('app.snapshot', { ...next, charge: { ...next.charge, saleId: 'sale-2' } });
    expect(store.getState().receivedMinor).toBeNull();
  });

  it('says that the till does not answer when the bridge breaks, instead of throwing', async () => {
    const store = createTillStore({
      ...createRecordingBridge().bridge,
      request: new Proxy({}, { get: () => () => Promise.reject(new Error('gone')) }) as PosBridge['request'], // Every channel breaks.
    });
    await store.getState().addProduct('product-1');
    expect(store.getState().notice?.code).toBe('CONTRACT_UNREACHABLE');
  });
});

describe('the virtual reader', () => {
  it('is asked for once while its answer hangs, however many screens open', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { store, asked } = await started(snapshot('checkout'), {
      'virtualReader.getState': () => new Promise((resolve) => (answer = resolve)),
    });
    const questions = () => asked.filter(({ channel }) => channel === 'virtualReader.getState').length;
    const loads = [1, 2, 3].map(() => store.getState().loadVirtualReader());
    expect(questions()).toBe(1);
    answer({ ok: false, error: { code: 'NOT_NOW' } });
    await Promise.all(loads);
    void store.getState().loadVirtualReader();
    expect(questions()).toBe(2);
  });

  it('keeps the face that was pushed when an answer read before it comes later', async () => {
    const face = (screen: string) => ({ on: true, screen, amountMinor: null, currency: null });
    const { store, push } = await started(snapshot('charge-card'), {
      'virtualReader.getState': () => ({ ok: true, value: { reader: face('idle'), cards: [] } }),
    });
    const loading = store.getState().loadVirtualReader();
    push('virtualReader.state', face('present-card'));
    await loading;
    expect(store.getState().virtualReader?.screen).toBe('present-card');
  });
});

describe('charging', () => {
  it('cancels a card that could still charge before cash, and stays until main allows cash', async () => {
    const { store, asked } = await started(snapshot('charge-card', 'present-card'));
    await store.getState().chooseCash();
    expect(asked).toEqual([{ channel: 'charge.cancelCard', request: { tenderId: 'tender-1' } }]);
    expect(store.getState().snapshot?.charge?.cashAllowed).toBe(false);
  });

  it.each(['processing', 'in-doubt', 'cancelling'])(
    'asks for no cancel when the card is %s',
    async (state) => {
      const { store, asked } = await started(snapshot('charge-card', state));
      await store.getState().chooseCash();
      expect(asked).toEqual([]);
    },
  );

  it('takes cash once, however often it is confirmed before main has answered', async () => {
    const { store, asked } = await started(snapshot('charge-cash', ''));
    const first = store.getState().confirmCash(2_000);
    await store.getState().confirmCash(2_000);
    await first;
    expect(asked.map(({ channel }) => channel)).toEqual(['charge.takeCash']);
    await store.getState().confirmCash(2_000);
    expect(asked).toHaveLength(2);
  });

  it('starts a card once, however often it is chosen before main has answered', async () => {
    const { store, asked } = await started(snapshot('charge-cash', ''));
    await Promise.all([store.getState().chooseCard(), store.getState().chooseCard()]);
    expect(asked.map(({ channel }) => channel)).toEqual(['charge.startCard']);
  });

  it('starts a card once, and not again while its tender is there', async () => {
    const { store, asked, push } = await started(snapshot('charge-cash', '', 1));
    await store.getState().chooseCard();
    push('app.snapshot', snapshot('charge-card', 'preparing', 2));
    await store.getState().chooseCard();
    expect(asked.map(({ channel }) => channel)).toEqual(['charge.startCard']);
  });

  it('shows another card on the same tender', async () => {
    const { store, asked } = await started(snapshot('charge-card', 'declined'));
    await store.getState().carryOut('other-card');
    expect(asked).toEqual([{ channel: 'charge.presentAgain', request: { tenderId: 'tender-1' } }]);
  });

  it('types cash cents first, and starts anew after a note was chosen', async () => {
    const { store } = await started(snapshot('charge-cash'));
    for (const key of ['1', '2', '5', '0'] as const) store.getState().pressCashKey(key);
    expect(store.getState().receivedMinor).toBe(1_250);
    store.getState().receive(8_000);
    store.getState().pressCashKey('7');
    expect(store.getState().receivedMinor).toBe(7);
  });

  it('shows a refusal as the notice of the page', async () => {
    const { store } = await started(snapshot('charge-cash'), {
      'charge.takeCash': () => ({ ok: false, error: { code: 'PAYMENT_CARD_IN_DOUBT' } }),
    });
    await store.getState().confirmCash(7_030);
    expect(store.getState().notice?.code).toBe('PAYMENT_CARD_IN_DOUBT');
  });

  it('says that a code came in pieces, and sounds like it', async () => {
    const { store } = await started(snapshot('charge-cash'), {});
    store.getState().tornScan();
    expect(store.getState()).toMatchObject({
      notice: { code: 'SCAN_TORN' },
      signal: { kind: 'fail', count: 1 },
    });
  });
});

describe('finding products', () => {
  const search = (request: unknown) => {
    const { text } = request as { readonly text: string }; // The request of catalog.search, as the store sends it.
    const products = CATALOG.products.filter(
      (product) => product.name.toLowerCase().includes(text.toLowerCase()) || product.barcode === text,
    );
    return { ok: true, value: { products } };
  };

  it('adds a scanned product by its code, as often as was typed before', async () => {
    const added = { ok: true, value: { kind: 'added', name: 'Espresso', short: null } };
    const { store, asked } = await started(snapshot('checkout'), { 'sale.addCode': () => added });
    await store.getState().search('3*');
    expect(store.getState()).toMatchObject({ quantity: 3, searchText: '' });
    await store.getState().scan('4006381333931');
    expect(asked).toEqual([{ channel: 'sale.addCode', request: { code: '4006381333931', quantity: 3 } }]);
    expect(store.getState()).toMatchObject({ quantity: null, signal: { kind: 'ok', count: 1 } });
  });

  it('adds nothing for an unknown code, says so by sound, and keeps it for the message', async () => {
    const unknown = { ok: true, value: { kind: 'unknown', misread: true } };
    const { store, asked } = await started(snapshot('checkout'), { 'sale.addCode': () => unknown });
    await store.getState().scan('9999999999999');
    expect(asked.map(({ channel }) => channel)).toEqual(['sale.addCode']);
    expect(store.getState()).toMatchObject({
      unknownCode: { code: '9999999999999', misread: true },
      signal: { kind: 'fail' },
    });
  });

  it('asks first which variant, what price or what weight', async () => {
    const { store, asked } = await started(snapshot('checkout'), {});
    const [product] = CATALOG.products;
    if (product === undefined) throw new Error('The preview has no product');
    await store.getState().pressProduct({ ...product, variants: 2 }, true);
    expect(store.getState().asking?.what).toBe('variant');
    await store.getState().pressProduct({ ...product, priceMinor: null }, false);
    expect(store.getState().asking?.what).toBe('price');
    await store.getState().pressProduct({ ...product, soldBy: 'weight' }, false);
    expect(store.getState().asking?.what).toBe('weight');
    expect(asked).toEqual([]);
  });

  it('drops a late answer to an older text', async () => {
    const answers: (() => void)[] = [];
    const { store } = await started(snapshot('checkout'), {
      'catalog.search': (request) => new Promise((resolve) => answers.push(() => resolve(search(request)))),
    });
    const first = store.getState().search('flat');
    const second = store.getState().search('espresso');
    answers[1]?.();
    await second;
    answers[0]?.();
    await first;
    expect(store.getState().searchResults?.map(({ name }) => name)).toEqual(['Espresso']);
  });
});

describe('a fast hand', () => {
  it('that charges right behind a scan charges the sale with what was scanned', async () => {
    const rungUp = snapshot('checkout', '', 2);
    let isAdded = false;
    const { store, asked } = await started(snapshot('checkout-empty'), {
      'sale.addCode': () => {
        isAdded = true;
        return { ok: true, value: { kind: 'added', name: 'Espresso', short: null } };
      },
      'app.getSnapshot': () => ({ ok: true, value: isAdded ? rungUp : snapshot('checkout-empty') }),
    });
    void store.getState().scan('4006381333931');
    await store.getState().beginCharge();
    expect(asked.at(-1)).toEqual({ channel: 'charge.begin', request: { saleId: rungUp.sale?.saleId } });
    expect(asked.map(({ channel }) => channel)).toEqual(['sale.addCode', 'app.getSnapshot', 'charge.begin']);
  });
});

describe('a cart with more off than its cashier may give', () => {
  const refused = {
    ok: false,
    error: {
      code: 'PERMISSION_NEEDS_APPROVAL',
      facts: { approvalId: 'approval-1', action: 'sale.discount', percent: 50 },
    },
  };

  it('is charged by itself once a manager has approved it', async () => {
    let isGranted = false;
    const { store, asked } = await started(snapshot('checkout'), {
      'charge.begin': () => (isGranted ? { ok: true, value: {} } : refused),
      'approval.grant': () => {
        isGranted = true;
        return { ok: true, value: {} };
      },
    });
    const begun = store.getState().beginCharge();
    await new Promise((resolve) => setImmediate(resolve));
    expect(store.getState().askedApproval).toMatchObject({ action: 'sale.discount', percent: 50 });
    await store.getState().giveApproval({ pin: '2580', by: 'staff-1', reason: 'Regular' });
    await begun;
    expect(asked.map(({ channel }) => channel)).toEqual(['charge.begin', 'approval.grant', 'charge.begin']);
    expect(store.getState()).toMatchObject({ askedApproval: null, notice: null });
  });

  it('stays a cart where nobody approves it', async () => {
    const { store, asked } = await started(snapshot('checkout'), { 'charge.begin': () => refused });
    const begun = store.getState().beginCharge();
    await new Promise((resolve) => setImmediate(resolve));
    store.getState().dropApproval();
    await begun;
    expect(asked.map(({ channel }) => channel)).toEqual(['charge.begin']);
    expect(store.getState().notice).toMatchObject({ code: 'PERMISSION_NEEDS_APPROVAL' });
  });
});
