import type { Migration } from '../open.ts';
import { till } from './0010-till.ts';
import { payments } from './0020-payments.ts';
import { readerClaims } from './0030-reader-claims.ts';
import { approvals } from './0040-approvals.ts';
import { splitTenders } from './0050-split-tenders.ts';
import { refunds } from './0060-refunds.ts';
import { review } from './0070-review.ts';
import { armedReaders } from './0090-armed-readers.ts';
import { shifts } from './0100-shifts.ts';
import { quickLooks } from './0110-quick-looks.ts';
import { twins } from './0120-twins.ts';
import { cashRepairs } from './0130-cash-repairs.ts';
import { preparedIntents } from './0140-prepared-intents.ts';
import { counter } from './0150-counter.ts';
import { drawer } from './0160-drawer.ts';
import { people } from './0170-people.ts';
import { audit } from './0172-audit.ts';
import { printing } from './0180-printing.ts';
import { drawerOpens } from './0190-drawer-opens.ts';
import { findingSales } from './0200-finding-sales.ts';
import { customers } from './0202-customers.ts';
import { reportsOnPaper } from './0210-reports-on-paper.ts';
import { closedForOthers } from './0212-closed-for-others.ts';
import { exemption } from './0220-exemption.ts';
import { allowedReductions } from './0224-allowed-reductions.ts';

/** Every step from an empty file to this version, rising by tens. A step that was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  till,
  payments,
  readerClaims,
  approvals,
  splitTenders,
  refunds,
  review,
  armedReaders,
  shifts,
  quickLooks,
  twins,
  cashRepairs,
  preparedIntents,
  counter,
  drawer,
  people,
  audit,
  printing,
  drawerOpens,
  findingSales,
  customers,
  reportsOnPaper,
  closedForOthers,
  exemption,
  allowedReductions,
];
