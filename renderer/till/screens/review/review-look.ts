import { CircleDot, Info, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReviewItem, ReviewKind, ReviewSeverity } from '../../../../shared/contract/index.ts';
import type { BadgeTone } from '../../components/index.ts';
import type { Texts } from '../../text/index.ts';

export const SEVERITY_LOOK: Readonly<
  Record<ReviewSeverity, { readonly icon: LucideIcon; readonly tone: BadgeTone }>
> = {
  critical: { icon: OctagonAlert, tone: 'danger' },
  high: { icon: TriangleAlert, tone: 'warning' },
  medium: { icon: Info, tone: 'info' },
  low: { icon: CircleDot, tone: 'neutral' },
};

/** The kinds that a person may want to see together. */
export type Group = 'all' | 'unexplained' | 'differs' | 'back' | 'till';
export const GROUPS = ['all', 'unexplained', 'differs', 'back', 'till'] as const satisfies readonly Group[];

const GROUP_OF: Readonly<Record<ReviewKind, Exclude<Group, 'all'>>> = {
  orphan: 'unexplained',
  duplicate: 'differs',
  mismatch: 'differs',
  'missing-at-stripe': 'differs',
  overpaid: 'back',
  'refund-failed': 'back',
  'refunded-elsewhere': 'back',
  'hold-lapsing': 'differs',
  dispute: 'back',
  'journal-damaged': 'till',
  'forged-events': 'till',
};

export function isInGroup(item: ReviewItem, group: Group): boolean {
  return group === 'all' || GROUP_OF[item.kind] === group;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago, in the one unit that a person would say. */
export function ageText(ageMs: number, texts: Texts['review']): string {
  const age = Math.max(0, ageMs);
  if (age >= DAY_MS) return texts.days(Math.floor(age / DAY_MS));
  if (age >= HOUR_MS) return texts.hours(Math.floor(age / HOUR_MS));
  return texts.minutes(Math.floor(age / MINUTE_MS));
}

/** Whether Stripe and the till say different things: another amount, or one of them nothing at all. */
export function sidesDiffer(item: Pick<ReviewItem, 'kind' | 'stripe' | 'sale'>): boolean {
  if (item.stripe === null || item.sale === null || item.kind === 'orphan') return true;
  return item.stripe.amountMinor !== item.sale.amountMinor;
}

export function isOverdue(item: ReviewItem, nowMs: number): boolean {
  return item.dueAtMs !== null && item.dueAtMs < nowMs;
}
