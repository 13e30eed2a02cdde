import type { Adoption, AdoptionSource, Repair } from '../../../shared/contract/index.ts';
import { cartTotals, type CartLine, type Exemption } from '../../../shared/domain/cart/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { TaxRate } from '../../../shared/domain/tax/index.ts';
import type { Db } from '../db/index.ts';
import type { Ids } from '../ports.ts';
import type { OrphanRow } from '../reconciliation/index.ts';
import { findSale, type SaleFrame } from '../sales/index.ts';
import type { IntentLineItem } from '../stripe/index.ts';

/** A cash sale this near to a charge of its amount was probably paid by that charge. */
const REPAIR_WITHIN_MS = 30 * 60_000;

/** The lines of a sale that could be made of an orphan, with where they come from. */
export type Proposal = {
  readonly source: AdoptionSource;
  readonly lines: readonly CartLine[];
  /** Only this till's own record knows of one; what Stripe keeps are the prices that were paid. */
  readonly exemption: Exemption | null;
};

export type ProposalSources = {
  readonly db: Db;
  readonly ids: Ids;
  readonly frame: () => SaleFrame;
  /** The rate of an item that the catalogue does not know any more. */
  readonly taxRate: () => TaxRate;
  /** What a line without items is called on the receipt. */
  readonly recoveredName: () => string;
};

/**
 * Every way to make a sale of an orphan whose lines come to the charge's amount, the best evidence first: the cart in
 * this till's own journal, the items that the lost till wrote into the intent, or one line of which only the amount is
 * known. Stripe keeps no tax rates, so those of items come from the catalogue.
 */
export function proposeSales(
  from: ProposalSources,
  orphan: OrphanRow,
  items: readonly IntentLineItem[],
): readonly Proposal[] {
  const frame = from.frame();
  const known = findSale(from.db, orphan.metadata['sale'] ?? '');
  const proposals: readonly Proposal[] = [
    {
      source: 'journal',
      lines: (known?.cart.lines ?? []).map((line) => ({ ...line, lineId: from.ids.uuidv7() })),
      exemption: known?.cart.exemption ?? null,
    },
    { source: 'items', lines: items.map((item) => lineOf(from, item)), exemption: null },
    {
      source: 'one-line',
      lines: [
        lineOf(from, { name: from.recoveredName(), quantity: 1, unitPriceMinor: orphan.amountMinor }, true),
      ],
      exemption: null,
    },
  ];
  return proposals.filter(
    (proposal) =>
      proposal.lines.length > 0 && totalOf(frameFor(proposal, frame), proposal) === orphan.amountMinor,
  );
}

/** One line with the whole amount has its tax in it, whatever the shop's prices are. */
export function frameFor(proposal: Proposal, frame: SaleFrame): SaleFrame {
  return proposal.source === 'one-line' ? { ...frame, pricesIncludeTax: true } : frame;
}

export function viewProposal(frame: SaleFrame, proposal: Proposal): Adoption {
  return {
    source: proposal.source,
    lines: proposal.lines.map(({ name, quantity, unitPriceMinor }) => ({ name, quantity, unitPriceMinor })),
    totalMinor: minorUnits(totalOf(frameFor(proposal, frame), proposal)),
  };
}

/** Completed sales that say cash and were probably paid by this charge: same amount, near in time, nearest first. */
export function findRepairs(db: Db, orphan: OrphanRow, items: readonly IntentLineItem[]): readonly Repair[] {
  return db
    .all<{ readonly sale_id: string; readonly at_ms: number }>(
      `SELECT c.sale_id, c.at_ms FROM cash_tenders c JOIN sales s ON s.sale_id = c.sale_id
       WHERE s.state = 'completed' AND c.amount_minor = ? AND c.currency = ?
         AND c.at_ms BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = c.tender_id)`,
      orphan.amountMinor,
      orphan.currency,
      orphan.createdAtMs - REPAIR_WITHIN_MS,
      orphan.createdAtMs + REPAIR_WITHIN_MS,
    )
    .flatMap((row) => {
      const sale = findSale(db, row.sale_id);
      if (sale === null) return [];
      return {
        saleId: sale.saleId,
        number: sale.number,
        receiptNumber: sale.receiptNumber,
        atMs: row.at_ms,
        apartMs: Math.abs(row.at_ms - orphan.createdAtMs),
        sameItems:
          sale.saleId === orphan.metadata['sale'] ||
          (items.length > 0 && countsOf(items) === countsOf(sale.cart.lines)),
      };
    })
    .toSorted((one, other) => Number(other.sameItems) - Number(one.sameItems) || one.apartMs - other.apartMs);
}

function countsOf(lines: readonly { readonly name: string; readonly quantity: number }[]): string {
  return lines
    .map((line) => `${line.name}×${String(line.quantity)}`)
    .toSorted((one, other) => one.localeCompare(other))
    .join('|');
}

function lineOf(from: ProposalSources, item: IntentLineItem, isOpen = false): CartLine {
  const product = isOpen ? null : findByName(from.db, item.name);
  return {
    lineId: from.ids.uuidv7(),
    productId: product?.productId ?? null,
    name: item.name,
    quantity: item.quantity,
    unitPriceMinor: minorUnits(item.unitPriceMinor),
    taxRate: product?.taxRate ?? from.taxRate(),
    note: null,
    discount: null,
  };
}

function totalOf(frame: SaleFrame, { lines, exemption }: Proposal): number {
  return cartTotals({
    currency: currencyCode(frame.currency),
    pricesIncludeTax: frame.pricesIncludeTax,
    lines,
    discount: null,
    exemption,
  }).totalMinor;
}

function findByName(db: Db, name: string): { readonly productId: string; readonly taxRate: TaxRate } | null {
  const row = db.get<{
    readonly product_id: string;
    readonly tax_rate_id: string;
    readonly tax_name: string;
    readonly tax_ppm: number;
  }>(
    `SELECT p.product_id, t.tax_class_id AS tax_rate_id, t.name AS tax_name, t.rate_ppm AS tax_ppm
     FROM products p JOIN tax_classes t USING (tax_class_id) WHERE p.name = ? ORDER BY p.product_id LIMIT 1`,
    name,
  );
  if (row === null) return null;
  return {
    productId: row.product_id,
    taxRate: { id: row.tax_rate_id, name: row.tax_name, ratePpm: row.tax_ppm },
  };
}
