import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  Hourglass,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { TransactionStatus } from '../../../../shared/contract/index.ts';
import type { PageTexts } from '../../text/pages.en.ts';
import { STATUS_TONE } from './status-view.ts';

const ICONS: Readonly<Record<TransactionStatus, LucideIcon>> = {
  paid: CircleCheck,
  'in-progress': Hourglass,
  'in-doubt': CircleQuestionMark,
  mismatch: CircleAlert,
  overpaid: CircleAlert,
  'part-refunded': Undo2,
  refunded: Undo2,
  'refund-failed': CircleAlert,
  voided: Ban,
};

/** Where a sale stands: icon, word and colour say the same. */
export function StatusBadge(props: {
  readonly status: TransactionStatus;
  readonly texts: PageTexts;
}): ReactNode {
  const Icon = ICONS[props.status];
  return (
    <span className={`badge badge--${STATUS_TONE[props.status]}`}>
      <Icon className="i" aria-hidden />
      {props.texts.status[props.status]}
    </span>
  );
}

export function CardBrand(props: { readonly brand: string }): ReactNode {
  const short: Readonly<Record<string, string>> = {
    visa: 'VISA',
    mastercard: 'MC',
    amex: 'AMEX',
    discover: 'DISC',
    diners: 'DIN',
    jcb: 'JCB',
    unionpay: 'UP',
    interac: 'INT',
    girocard: 'GIRO',
  };
  return (
    <span className="brand">{short[props.brand.toLowerCase()] ?? props.brand.slice(0, 4).toUpperCase()}</span>
  );
}
