import {
  Blocks,
  CreditCard,
  GraduationCap,
  Info,
  KeyRound,
  ScanBarcode,
  Store,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { PageContext } from '../page-context.ts';
import type { SettingsSection } from '../../store/route.ts';
import { ExercisesPage } from './ExercisesPage.tsx';
import { AboutPage, SecurityPage, ShopPage } from './SmallPages.tsx';
import { PaymentsPage } from './PaymentsPage.tsx';
import { ScannerPage } from './ScannerPage.tsx';
import { StripePage } from './StripePage.tsx';

const PAGES: readonly { readonly page: SettingsSection; readonly icon: LucideIcon }[] = [
  { page: 'shop', icon: Store },
  { page: 'payments', icon: CreditCard },
  { page: 'stripe', icon: Blocks },
  { page: 'scanner', icon: ScanBarcode },
  { page: 'security', icon: KeyRound },
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
  return (
    <main className="main">
      <div className="settings">
        <nav className="subnav" aria-label={says.title}>
          {PAGES.map(({ page: each, icon: Icon }) => (
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
    case 'payments':
      return <PaymentsPage context={props.context} />;
    case 'stripe':
      return <StripePage context={props.context} />;
    case 'scanner':
      return <ScannerPage />;
    case 'security':
      return <SecurityPage context={props.context} />;
    case 'exercises':
      return <ExercisesPage context={props.context} />;
    case 'about':
      return <AboutPage context={props.context} />;
    default:
      throw new Error(`No page for ${String(props.page satisfies never)}`);
  }
}
