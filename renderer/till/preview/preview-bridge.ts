import type { PosBridge } from '../../../shared/contract/bridge.ts';
import type { AppSnapshot } from '../../../shared/contract/views/app.ts';
import { orphanOptionsFor, reviewFor } from './review-fixtures.ts';
import { CATALOG, VIRTUAL_CARDS, virtualReaderFor } from './fixtures.ts';

/** A bridge that answers from canned data. Commands are accepted and change nothing. */
export function createPreviewBridge(snapshot: AppSnapshot): PosBridge {
  const accepted = (value: unknown) => Promise.resolve({ ok: true, value });
  const answers: Readonly<Record<string, (request: never) => unknown>> = {
    'app.getSnapshot': () => snapshot,
    'catalog.list': () => ({ categories: CATALOG.categories, taxClasses: CATALOG.taxClasses }),
    'catalog.listTiles': ({ categoryId }: { readonly categoryId: string | null }) => ({
      products: CATALOG.products.filter(
        (product) => categoryId === null || product.categoryId === categoryId,
      ),
      next: null,
    }),
    'catalog.listProducts': () => ({
      products: CATALOG.products,
      next: null,
      total: CATALOG.products.length,
    }),
    'sale.listParked': () => ({ sales: [] }),
    'sale.addProduct': () => ({ short: null }),
    'catalog.search': ({ text }: { readonly text: string }) => ({
      products: CATALOG.products.filter(
        (product) => product.name.toLowerCase().includes(text.toLowerCase()) || product.barcode === text,
      ),
    }),
    'virtualReader.getState': () => ({ reader: virtualReaderFor(snapshot), cards: VIRTUAL_CARDS }),
    'review.list': () => reviewFor(Date.now()),
    'review.lookAtOrphan': () => orphanOptionsFor(Date.now()),
    'registers.list': () => ({
      own: 'Till 1',
      others: [{ register: 'Till 2', charges: 41, lastAtMs: Date.now() - 600_000 }],
      retired: [{ register: 'Till 9', atMs: Date.now() - 90_000_000 }],
    }),
    'transactions.list': () => ({ rows: [], next: null }),
    'transactions.getReceipt': () => ({ receiptNumber: 'R-010483', text: 'KADE 12\n\nReceipt R-010483\n' }),
  };
  return {
    // Canned answers have the shapes of the contract; the preview is a picture, not a proof of that.
    request: new Proxy(
      {},
      {
        get: (_, channel) => (request: never) => accepted(answers[String(channel)]?.(request) ?? {}),
      },
    ) as PosBridge['request'],
    on: new Proxy({}, { get: () => () => () => undefined }) as PosBridge['on'],
  };
}
