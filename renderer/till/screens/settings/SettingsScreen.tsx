import {
  Blocks,
  Coins,
  CreditCard,
  GraduationCap,
  Info,
  Keyboard,
  KeyRound,
  Mail,
  MonitorSmartphone,
  Palette,
  Printer,
  ReceiptText,
  ScrollText,
  ShieldCheck,
  ScanBarcode,
  Store,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { PageContext } from '../page-context.ts';
import type { Action } from '../../../../shared/domain/permission/index.ts';
import type { SettingsSection } from '../../store/route.ts';
import { AuditPage } from '../audit/AuditPage.tsx';
import { PermissionsPage } from '../staff/PermissionsPage.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';
import { KeysPage } from '../keys/index.ts';
import { LookPage, MailPage, PrinterPage } from '../printing/index.ts';
import { CustomerDisplayPage } from './CustomerDisplayPage.tsx';
import { AppearancePage } from './AppearancePage.tsx';
import { DrawerPage } from './DrawerPage.tsx';
import { ExercisesPage } from './ExercisesPage.tsx';
import { AboutPage, SecurityPage, ShopPage } from './SmallPages.tsx';
import { PaymentsPage } from './PaymentsPage.tsx';
import { ScannerPage } from './ScannerPage.tsx';
import { StripePage } from './StripePage.tsx';

const PAGES: readonly {
  readonly page: SettingsSection;
  readonly icon: LucideIcon;
  /** Left out for whoever is denied it. */
  readonly action?: Action;
}[] = [
  { page: 'shop', icon: Store },
  { page: 'appearance', icon: Palette },
  { page: 'keyboard', icon: Keyboard },
  { page: 'payments', icon: CreditCard, action: 'settings.view' },
  { page: 'drawer', icon: Coins, action: 'settings.view' },
  { page: 'customer', icon: MonitorSmartphone, action: 'settings.view' },
  { page: 'printer', icon: Printer, action: 'settings.view' },
  { page: 'receipt', icon: ReceiptText, action: 'settings.view' },
  { page: 'mail', icon: Mail, action: 'settings.view' },
  { page: 'stripe', icon: Blocks, action: 'settings.view' },
  { page: 'scanner', icon: ScanBarcode },
  { page: 'security', icon: KeyRound },
  { page: 'staff', icon: Users, action: 'staff.manage' },
  { page: 'permissions', icon: ShieldCheck, action: 'settings.view' },
  { page: 'audit', icon: ScrollText, action: 'audit.view' },
  { page: 'exercises', icon: GraduationCap },
  { page: 'about', icon: Info },
];

/** Settings, with Integrations → Stripe at their heart. */
export function SettingsScreen(props: {
  readonly context: PageContext;
  readonly start: SettingsSection;
}): ReactNode {
  const [page, setPage] = useState<SettingsSection>(props.start);
  const says = props.context.texts.settings;
  const denied = props.context.snapshot.cashier?.denied ?? [];
  const pages = PAGES.filter(({ action }) => action === undefined || !denied.includes(action));
  return (
    <main className="main">
      <div className="settings">
        <nav className="subnav" aria-label={says.title}>
          {pages.map(({ page: each, icon: Icon }) => (
            <button
              key={each}
              type="button"
              className={`subnav__item subnav__item--button ${each === page ? 'is-on' : ''}`}
              aria-current={each === page ? 'page' : undefined}
              onClick={() => {
                setPage(each);
              }}
            >
              <Icon className="i" aria-hidden />
              {each === 'stripe' ? `${says.integrations}: ${says.stripe}` : says[each]}
            </button>
          ))}
        </nav>
        <div
          className="settings__body settings__body--scroll"
          tabIndex={0}
          role="region"
          aria-label={says[page]}
        >
          <Page page={page} context={props.context} />
        </div>
      </div>
    </main>
  );
}

function Page(props: { readonly page: SettingsSection; readonly context: PageContext }): ReactNode {
  switch (props.page) {
    case 'shop':
      return <ShopPage context={props.context} />;
    case 'appearance':
      return <AppearancePage context={props.context} />;
    case 'keyboard':
      return <KeysPage context={props.context} />;
    case 'payments':
      return <PaymentsPage context={props.context} />;
    case 'drawer':
      return <DrawerPage context={props.context} />;
    case 'customer':
      return <CustomerDisplayPage context={props.context} />;
    case 'printer':
      return <PrinterPage context={props.context} />;
    case 'receipt':
      return <LookPage context={props.context} />;
    case 'mail':
      return <MailPage context={props.context} />;
    case 'stripe':
      return <StripePage context={props.context} />;
    case 'scanner':
      return <ScannerPage />;
    case 'security':
      return <SecurityPage context={props.context} />;
    case 'staff':
      return <StaffPage context={props.context} />;
    case 'permissions':
      return <PermissionsPage context={props.context} />;
    case 'audit':
      return <AuditPage context={props.context} />;
    case 'exercises':
      return <ExercisesPage context={props.context} />;
    case 'about':
      return <AboutPage context={props.context} />;
    default:
      throw new Error(`No page for ${String(props.page satisfies never)}`);
  }
}
