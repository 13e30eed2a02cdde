import { minorUnits, type MinorUnits } from '../money/index.ts';

/** One way that a sale was paid, and what of it can still be given back. */
export type RefundableTender = {
  readonly tenderId: string;
  readonly kind: 'card' | 'cash';
  readonly refundableMinor: number;
};

export type RefundShare = { readonly tenderId: string; readonly amountMinor: MinorUnits };

export type Allocation =
  | { readonly ok: true; readonly shares: readonly RefundShare[] }
  /** More than all tenders together can give back; `mostMinor` is what they can. */
  | { readonly ok: false; readonly reason: 'too-much'; readonly mostMinor: MinorUnits }
  | { readonly ok: false; readonly reason: 'nothing' };

/**
 * Which tender gives back how much of an amount: each card before any cash, in the order in which they paid, so that
 * money that came from a card goes back to that card. The shares sum to the amount exactly; a tender without a share
 * is left out.
 */
export function allocateRefund(tenders: readonly RefundableTender[], amountMinor: number): Allocation {
  if (amountMinor <= 0) return { ok: false, reason: 'nothing' };
  const mostMinor = tenders.reduce((sum, tender) => sum + Math.max(0, tender.refundableMinor), 0);
  if (amountMinor > mostMinor) return { ok: false, reason: 'too-much', mostMinor: minorUnits(mostMinor) };
  let leftMinor = amountMinor;
  const shares: RefundShare[] = [];
  for (const tender of tenders.toSorted((a, b) => rank(a) - rank(b))) {
    const shareMinor = Math.min(leftMinor, Math.max(0, tender.refundableMinor));
    if (shareMinor === 0) continue;
    shares.push({ tenderId: tender.tenderId, amountMinor: minorUnits(shareMinor) });
    leftMinor -= shareMinor;
  }
  return { ok: true, shares };
}

/** Whether shares that a cashier chose give back exactly this amount, and no tender more than it can. */
export function checkShares(
  tenders: readonly RefundableTender[],
  shares: readonly { readonly tenderId: string; readonly amountMinor: number }[],
  amountMinor: number,
): 'fits' | 'unknown-tender' | 'too-much' | 'sum-differs' {
  const seen = new Set<string>();
  for (const share of shares) {
    const tender = tenders.find((each) => each.tenderId === share.tenderId);
    if (tender === undefined || seen.has(share.tenderId)) return 'unknown-tender';
    seen.add(share.tenderId);
    if (share.amountMinor <= 0 || share.amountMinor > tender.refundableMinor) return 'too-much';
  }
  const sumMinor = shares.reduce((sum, share) => sum + share.amountMinor, 0);
  return sumMinor === amountMinor ? 'fits' : 'sum-differs';
}

function rank(tender: RefundableTender): number {
  return tender.kind === 'card' ? 0 : 1;
}
