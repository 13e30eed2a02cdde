import { describe, expect, it } from 'vitest';
import { createBrowserBridge, type PushStream } from './browser-bridge.ts';

function createStream(): PushStream & { readonly send: (name: string, value: unknown) => void } {
  const listeners = new Map<string, Set<(event: MessageEvent<string>) => void>>();
  return {
    addEventListener: (name, listener) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    },
    removeEventListener: (name, listener) => {
      listeners.get(name)?.delete(listener);
    },
    send: (name, value) => {
      for (const listener of listeners.get(name) ?? [])
        listener(new MessageEvent(name, { data: JSON.stringify(value) }));
    },
  };
}

describe('the bridge of the browser shell', () => {
  it('posts a request to its channel and gives the envelope back', async () => {
    const sent: { readonly url: string; readonly body: unknown; readonly method: string | undefined }[] = [];
    const bridge = createBrowserBridge({
      fetch: (url, init) => {
        sent.push({
          url,
          body: JSON.parse(typeof init.body === 'string' ? init.body : ''),
          method: init.method,
        });
        return Promise.resolve(Response.json({ ok: true, value: {} }));
      },
      openPushes: createStream,
    });
    const answer = await bridge.request['sale.addProduct']({
      productId: 'p1',
      quantity: 2,
      priceMinor: null,
      grams: null,
    });
    expect(answer).toEqual({ ok: true, value: {} });
    expect(sent).toEqual([
      {
        url: '/contract/sale.addProduct',
        body: { request: { productId: 'p1', quantity: 2, priceMinor: null, grams: null } },
        method: 'POST',
      },
    ]);
  });

  it.each([
    ['a broken connection', () => Promise.reject(new TypeError('network'))],
    ['an answer that is no JSON', () => Promise.resolve(new Response('<html>'))],
    ['an answer that is no envelope', () => Promise.resolve(Response.json('hello'))],
  ])('says CONTRACT_UNREACHABLE for %s', async (_, fetch) => {
    const bridge = createBrowserBridge({ fetch, openPushes: createStream });
    expect(await bridge.request['app.getSnapshot']({})).toEqual({
      ok: false,
      error: { code: 'CONTRACT_UNREACHABLE' },
    });
  });

  it('opens one stream for all pushes and ends a subscription on its own', () => {
    let opened = 0;
    const stream = createStream();
    const bridge = createBrowserBridge({
      fetch: () => Promise.resolve(Response.json({})),
      openPushes: () => {
        opened += 1;
        return stream;
      },
    });
    const heard: unknown[] = [];
    const stop = bridge.on['transactions.changed']((value) => heard.push(value));
    bridge.on['virtualReader.state'](() => undefined);
    stream.send('transactions.changed', { saleId: 's1' });
    stop();
    stream.send('transactions.changed', { saleId: 's2' });
    expect(opened).toBe(1);
    expect(heard).toEqual([{ saleId: 's1' }]);
  });

  it('asks for the snapshot again after a gap in the stream, and not at its first opening', async () => {
    const asked: string[] = [];
    const stream = createStream();
    const bridge = createBrowserBridge({
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(Response.json({ ok: true, value: { revision: 7 } }));
      },
      openPushes: () => stream,
    });
    const heard = new Promise((resolve) => bridge.on['app.snapshot'](resolve));
    stream.send('open', null);
    expect(asked).toEqual([]);
    stream.send('open', null);
    expect(await heard).toEqual({ revision: 7 });
    expect(asked).toEqual(['/contract/app.getSnapshot']);
  });
});
