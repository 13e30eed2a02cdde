import {
  Ban,
  Check,
  CheckCheck,
  CloudUpload,
  Copy,
  CreditCard,
  HardDriveDownload,
  History,
  OctagonX,
  RotateCcw,
  CircleQuestionMark,
  RefreshCw,
  SmartphoneNfc,
  UserRound,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { ErrorCode, TimelineEntry } from '../../../../shared/contract/index.ts';
import type { Texts } from '../../text/index.ts';
import type { PageTexts } from '../../text/pages.en.ts';

type Look = { readonly icon: LucideIcon; readonly tone: 'success' | 'danger' | 'warning' | 'info' | null };

export const TIMELINE_LOOK: Readonly<Record<TimelineEntry['kind'], Look>> = {
  'tender-opened': { icon: HardDriveDownload, tone: null },
  'intent-requested': { icon: CloudUpload, tone: null },
  'intent-created': { icon: Check, tone: null },
  'reader-armed': { icon: SmartphoneNfc, tone: null },
  'reader-released': { icon: SmartphoneNfc, tone: null },
  'card-presented': { icon: CreditCard, tone: null },
  declined: { icon: OctagonX, tone: 'danger' },
  approved: { icon: Check, tone: 'success' },
  captured: { icon: Check, tone: 'success' },
  'twin-found': { icon: Copy, tone: 'warning' },
  'second-purchase': { icon: UserRound, tone: null },
  cancelled: { icon: Ban, tone: null },
  'in-doubt': { icon: CircleQuestionMark, tone: 'warning' },
  resolved: { icon: CheckCheck, tone: 'success' },
  webhook: { icon: Webhook, tone: 'info' },
  sweep: { icon: RefreshCw, tone: 'info' },
  checked: { icon: RefreshCw, tone: 'info' },
  adopted: { icon: UserRound, tone: 'warning' },
  recovered: { icon: History, tone: 'warning' },
  'manager-decision': { icon: UserRound, tone: 'warning' },
  overpaid: { icon: CircleQuestionMark, tone: 'danger' },
  'refund-requested': { icon: RotateCcw, tone: null },
  'refund-pending': { icon: RotateCcw, tone: 'info' },
  'refund-succeeded': { icon: RotateCcw, tone: 'success' },
  'refund-failed': { icon: OctagonX, tone: 'danger' },
  'refund-cancelled': { icon: Ban, tone: 'danger' },
  'refund-refused': { icon: OctagonX, tone: 'warning' },
  'refund-withdrawn': { icon: Ban, tone: null },
  'refund-paid-out': { icon: RotateCcw, tone: 'success' },
};

/** The small print under a timeline entry: which attempt, what the bank's code was, which event. */
export function timelineDetail(entry: TimelineEntry, texts: PageTexts, errors: Texts['errors']): string {
  const { attempt, declineCode, eventType, readerLabel, reason } = entry.detail;
  return [
    eventType,
    declineCode === null ? null : declineCode.replaceAll('_', ' '),
    entry.kind === 'declined' || entry.kind === 'cancelled' ? texts.nothingCharged : null,
    attempt === null ? null : texts.attempt(attempt),
    readerLabel,
    reason === null ? null : (texts.timelineReason[reason] ?? titleOf(reason, errors) ?? reason),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' \u00b7 ');
}

/** Where Stripe refused, the reason is the code of a refusal, and a person reads its title. */
function titleOf(reason: string, errors: Texts['errors']): string | null {
  return Object.hasOwn(errors.codes, reason) ? errors.codes[reason as ErrorCode].title : null; // Just looked up.
}
