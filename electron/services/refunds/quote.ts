import { accept, refuse, type RefundParts, type Result } from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { cashRounded } from '../../../shared/domain/cash/index.ts';
import { minorUnits, money } from '../../../shared/domain/money/index.ts';
import {
  allocateRefund,
  checkShares,
  refundAmount,
  refundPieces,
  type RefundedLine,
  type RefundShare,
} from '../../../shared/domain/refund/index.ts';
import type { RefundLineRecord } from './records.ts';
import type { RefundableSource, SourceTender } from './source.ts';

/** What a refund of these parts comes to, and which tender gives back how much of it. */
export type Quote = {
  readonly amountMinor: number;
  readonly lines: readonly RefundLineRecord[];
  readonly shares: readonly RefundShare[];
};

/**
 * Computes a refund from what was read a moment ago. `shares` null: cards before cash. Refusals: REFUND_NOTHING_LEFT,
 * REFUND_TOO_MUCH, REFUND_LINE_GONE for pieces that are not there any more, REFUND_SHARES_DIFFER.
 */
export function quoteRefund(
  source: RefundableSource,
  parts: RefundParts,
  shares: readonly RefundShare[] | null,
): Result<Quote> {
  if (source.mostMinor <= 0) return refuse('REFUND_NOTHING_LEFT');
  const chosen = choose(source, parts);
  if (chosen === null) return refuse('REFUND_LINE_GONE');
  const { amountMinor, lines } = chosen;
  if (amountMinor <= 0 || amountMinor > source.mostMinor) {
    return refuse('REFUND_TOO_MUCH', { leftMinor: source.mostMinor });
  }
  const allocated = shareOut(source, amountMinor, shares);
  return allocated.ok
    ? accept({ amountMinor, lines: toRecords(source, lines), shares: allocated.value })
    : allocated;
}

/** What a cash share comes to in coins. */
export function cashFor(
  amountMinor: number,
  currency: string,
): { readonly paidMinor: number; readonly roundingMinor: number } {
  const rounded = cashRounded(money(amountMinor, currency));
  return { paidMinor: rounded.dueMinor, roundingMinor: rounded.roundingMinor };
}

/**
 * What a share of cash that a sale took comes to in coins. Each is rounded by itself, but all of them together never
 * give back more than was taken, and the last gives back what is left of it.
 */
export function cashOfTender(
  tender: SourceTender,
  amountMinor: number,
  currency: string,
): { readonly paidMinor: number; readonly roundingMinor: number } {
  const rounded = cashFor(amountMinor, currency);
  const left = tender.cashLeftMinor;
  if (left === null) return rounded;
  const isLast = amountMinor === tender.refundableMinor;
  const paidMinor = isLast ? left : Math.min(rounded.paidMinor, left);
  return { paidMinor, roundingMinor: paidMinor - amountMinor };
}

function shareOut(
  source: RefundableSource,
  amountMinor: number,
  shares: readonly RefundShare[] | null,
): Result<readonly RefundShare[]> {
  if (shares !== null) {
    return checkShares(source.tenders, shares, amountMinor) === 'fits'
      ? accept(shares)
      : refuse('REFUND_SHARES_DIFFER');
  }
  const allocated = allocateRefund(source.tenders, amountMinor);
  return allocated.ok ? accept(allocated.shares) : refuse('REFUND_TOO_MUCH', { leftMinor: source.mostMinor });
}

function choose(
  source: RefundableSource,
  parts: RefundParts,
): { readonly amountMinor: number; readonly lines: readonly RefundedLine[] } | null {
  switch (parts.kind) {
    case 'lines': {
      const pieces = new Map<string, number>();
      for (const { lineId, quantity } of parts.lines) {
        pieces.set(lineId, (pieces.get(lineId) ?? 0) + quantity);
      }
      const lines: RefundedLine[] = [];
      for (const [lineId, quantity] of pieces) {
        const line = source.lines.find((each) => each.lineId === lineId);
        const part = line === undefined ? null : refundPieces(line, quantity);
        if (part === null) return null;
        lines.push(part);
      }
      return { amountMinor: sumOf(lines), lines };
    }
    case 'amount':
      return {
        amountMinor: parts.amountMinor,
        lines: refundAmount(source.lines, parts.amountMinor) ?? [],
      };
    case 'all': {
      const whole = source.lines.flatMap((line) => wholeLine(line));
      // More than the lines: a tip goes back too. Less: somebody else gave a part back, and nobody knows for what.
      return sumOf(whole) <= source.mostMinor
        ? { amountMinor: source.mostMinor, lines: whole }
        : { amountMinor: source.mostMinor, lines: refundAmount(source.lines, source.mostMinor) ?? [] };
    }
    default:
      return assertNever(parts, 'refund parts');
  }
}

function wholeLine(line: RefundableSource['lines'][number]): readonly RefundedLine[] {
  const { lineId, leftQuantity, leftMinor, leftTaxMinor } = line;
  if (leftQuantity === 0 && leftMinor === 0) return [];
  return [{ lineId, quantity: leftQuantity, amountMinor: leftMinor, taxMinor: leftTaxMinor }];
}

function sumOf(lines: readonly RefundedLine[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0);
}

function toRecords(source: RefundableSource, lines: readonly RefundedLine[]): readonly RefundLineRecord[] {
  return lines.map((line) => {
    const sold = source.lines.find((each) => each.lineId === line.lineId);
    return {
      lineId: line.lineId,
      salePosition: sold?.salePosition ?? null,
      name: sold?.name ?? '',
      quantity: line.quantity,
      amountMinor: line.amountMinor,
      taxName: sold?.taxName ?? '',
      taxPpm: sold?.taxPpm ?? 0,
      taxMinor: minorUnits(line.taxMinor),
    };
  });
}
