import type { RequestOf } from '../../../../shared/contract/channels.ts';
import { parseMoneyText } from '../../../../shared/domain/money/index.ts';

export type ReductionKind = 'percent' | 'fixed' | 'price';
export type AskedDiscount = RequestOf<'sale.setDiscount'>['discount'];

/** A share as typed, `12,5` or `12.5 %`, in parts per million. Null for anything outside of 0.01 to 100 percent. */
export function parsePercent(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/u.exec(text);
  if (match === null) return null;
  const ratePpm = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(2, '0')) * 100;
  return ratePpm > 0 && ratePpm <= 1_000_000 ? ratePpm : null;
}

export type Typed = { readonly kind: ReductionKind; readonly text: string; readonly reason: string };

/** What was typed, as main takes it; null while something is missing. */
export function readReduction(
  typed: Typed,
  currency: string,
  locale: string,
):
  | { readonly kind: 'discount'; readonly discount: NonNullable<AskedDiscount> }
  | { readonly kind: 'price'; readonly unitPriceMinor: number }
  | null {
  const reason = typed.reason.trim();
  if (reason === '') return null;
  if (typed.kind === 'percent') {
    const ratePpm = parsePercent(typed.text);
    return ratePpm === null ? null : { kind: 'discount', discount: { kind: 'percent', ratePpm, reason } };
  }
  const parsed = parseMoneyText(typed.text, currency, locale);
  if (!parsed.ok) return null;
  if (typed.kind === 'price') return { kind: 'price', unitPriceMinor: parsed.amountMinor };
  if (parsed.amountMinor === 0) return null;
  return { kind: 'discount', discount: { kind: 'fixed', amountMinor: parsed.amountMinor, reason } };
}
