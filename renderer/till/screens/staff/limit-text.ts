import { formatAmount, money, parseMoneyText } from '../../../../shared/domain/money/index.ts';
import type { LimitUnit } from '../../../../shared/domain/permission/index.ts';

/** A limit as a person types it; empty for none. */
export function limitText(limit: number | null, unit: LimitUnit, currency: string, locale: string): string {
  if (limit === null) return '';
  return unit === 'percent' ? String(limit) : formatAmount(money(limit, currency), locale);
}

/** The limit that was typed: null for none, undefined for what is no limit. */
export function readLimit(
  text: string,
  unit: LimitUnit,
  currency: string,
  locale: string,
): number | null | undefined {
  const bare = text.replace('%', '').trim();
  if (bare === '') return null;
  if (unit === 'percent') return /^\d{1,3}$/u.test(bare) && Number(bare) <= 100 ? Number(bare) : undefined;
  const parsed = parseMoneyText(bare, currency, locale);
  return parsed.ok && parsed.amountMinor <= 99_999_999 ? parsed.amountMinor : undefined;
}
