import { assertNever } from '../../../shared/domain/assert-never.ts';
import { ChargeScreen } from '../screens/charge/index.ts';
import { CheckoutScreen } from '../screens/checkout/index.ts';
import { CustomersScreen } from '../screens/customers/index.ts';
import { OpenShiftScreen } from '../screens/drawer/index.ts';
import { FirstRunScreen } from '../screens/first-run/FirstRunScreen.tsx';
import { LockScreen } from '../screens/lock/LockScreen.tsx';
import { PaymentScreen } from '../screens/refunds/index.ts';
import { ProductsScreen } from '../screens/products/index.ts';
import { PayoutsScreen } from '../screens/payouts/PayoutsScreen.tsx';
import { ReportsScreen } from '../screens/reports/index.ts';
import { RegistersScreen } from '../screens/review/RegistersScreen.tsx';
import { ReviewScreen } from '../screens/review/ReviewScreen.tsx';
import { SettingsScreen } from '../screens/settings/SettingsScreen.tsx';
import { ShiftScreen } from '../screens/shifts/ShiftScreen.tsx';
import { TransactionScreen } from '../screens/transactions/TransactionScreen.tsx';
import { TransactionsScreen } from '../screens/transactions/TransactionsScreen.tsx';
import { routeOfReceipt, type Route } from '../store/route.ts';
import { useTill } from '../store/index.ts';
import { useNowMs } from '../components/use-now-ms.ts';
import { usePageContext } from '../screens/use-page-context.ts';

/** The screen of the present route. On the selling route main decides: a sale that is being charged shows as that. */
export function RoutedScreen() {
  const context = usePageContext();
  const route = useMyRoute();
  const charge = useTill((state) => state.snapshot?.charge ?? null);
  const changes = useTill((state) => state.changedSale?.count ?? 0);
  const needsFloat = useTill((state) => state.snapshot?.drawer.state === 'closed');
  const go = useTill((state) => state.go);
  const resume = useTill((state) => state.resumeSale);
  const openSale = (saleId: string): void => go({ name: 'transaction', saleId });
  switch (route.name) {
    case 'sell':
      if (charge !== null) return <ChargeScreen charge={charge} />;
      return needsFloat ? <OpenShiftScreen context={context} /> : <CheckoutScreen />;
    case 'transactions':
      return <Transactions changes={changes} onOpen={openSale} />;
    case 'transaction':
      return (
        <TransactionScreen
          key={route.saleId}
          context={context}
          saleId={route.saleId}
          changes={changes}
          onBack={() => go({ name: 'transactions' })}
          onResume={(saleId) => void resume(saleId)}
          refunding={route.refunding === true}
        />
      );
    case 'payment':
      return (
        <PaymentScreen
          key={route.paymentIntentId}
          context={context}
          paymentIntentId={route.paymentIntentId}
          onBack={() => go({ name: 'transactions' })}
        />
      );
    case 'review':
      return (
        <ReviewScreen
          context={context}
          changes={changes}
          onOpenSale={openSale}
          onRegisters={() => go({ name: 'registers' })}
          onPayouts={() => go({ name: 'payouts' })}
        />
      );
    case 'products':
      return <ProductsScreen key={route.newCode ?? ''} newCode={route.newCode ?? null} />;
    case 'payouts':
      return <PayoutsScreen context={context} onBack={() => go({ name: 'review' })} onOpenSale={openSale} />;
    case 'shift':
      return <ShiftScreen context={context} onBack={() => go({ name: 'sell' })} onOpenSale={openSale} />;
    case 'customers':
      return <Customers start={route.customerId ?? null} onOpenSale={openSale} />;
    case 'reports':
      return <ReportsScreen context={context} changes={changes} />;
    case 'registers':
      return <RegistersScreen context={context} changes={changes} onBack={() => go({ name: 'review' })} />;
    case 'settings':
      return <SettingsScreen key={route.section} context={context} start={route.section} />;
    default:
      return assertNever(route, 'route');
  }
}

/** The code of a receipt leads on from the list of sales. */
function Transactions(props: { readonly changes: number; readonly onOpen: (saleId: string) => void }) {
  const go = useTill((state) => state.go);
  return (
    <TransactionsScreen
      {...props}
      context={usePageContext()}
      onFound={(source) => go(routeOfReceipt(source))}
    />
  );
}

/** Another customer is another screen: what was typed for the one before is gone. */
function Customers(props: { readonly start: string | null; readonly onOpenSale: (saleId: string) => void }) {
  return <CustomersScreen key={props.start ?? ''} context={usePageContext()} {...props} />;
}

/** Whoever may not sell comes to the transactions instead. */
function useMyRoute(): Route {
  const route = useTill((state) => state.route);
  const mayNotSell = useTill((state) => state.snapshot?.cashier?.denied.includes('sale.make') === true);
  return route.name === 'sell' && mayNotSell ? { name: 'transactions' } : route;
}

/** The first screen of a till that has no shop yet. */
export function FirstRun() {
  return <FirstRunScreen context={usePageContext()} />;
}

/** The screen of a locked till. */
export function Locked() {
  return <LockScreen context={usePageContext()} nowMs={useNowMs(1_000)} />;
}
