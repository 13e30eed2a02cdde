import {
  ChartColumn,
  Hourglass,
  Inbox,
  Lock,
  Package,
  ReceiptText,
  Settings,
  ShoppingBag,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import type { Action } from '../../../shared/domain/permission/index.ts';
import { Icon, joinClasses, Logo, Reader } from '../components/index.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';

/** The ways through the product, only those that this version has. */
export function Rail() {
  const { review, reports, customers, frame, shifts, catalog } = useTexts();
  const texts = frame.rail;
  const { hasPin, cashier, review: waiting, mode, charge } = useSnapshot();
  const may = (action: Action): boolean => cashier?.denied.includes(action) !== true;
  const openItems = waiting.open;
  const name = useTill((state) => state.route.name);
  const go = useTill((state) => state.go);
  const ask = useTill((state) => state.ask);
  return (
    <nav className="rail" aria-label={texts.label}>
      <span className="rail__logo">
        <Logo />
      </span>
      {may('sale.make') ? (
        <RailItem
          icon={ShoppingBag}
          label={texts.sell}
          isOn={name === 'sell'}
          onPress={() => go({ name: 'sell' })}
        />
      ) : null}
      <RailItem
        icon={ReceiptText}
        label={texts.transactions}
        isOn={name === 'transactions' || name === 'transaction' || name === 'payment'}
        onPress={() => go({ name: 'transactions' })}
      />
      <RailItem
        icon={Package}
        label={catalog.rail}
        isOn={name === 'products'}
        onPress={() => go({ name: 'products' })}
      />
      <Wanted action="customers.view" route="customers" icon={UsersRound} label={customers.rail} />
      <Wanted action="shift.view" route="shift" icon={Hourglass} label={shifts.rail} />
      {may('review.view') ? (
        <RailItem
          icon={Inbox}
          label={review.rail}
          isOn={name === 'review' || name === 'registers' || name === 'payouts'}
          count={openItems}
          countLabel={review.openItems(openItems)}
          onPress={() => go({ name: 'review' })}
        />
      ) : null}
      <Wanted action="reports.view" route="reports" icon={ChartColumn} label={reports.rail} />
      <span className="rail__gap" />
      {mode === 'training' && name === 'sell' && charge === null ? <RailReader /> : null}
      <RailItem
        icon={Settings}
        label={texts.settings}
        isOn={name === 'settings'}
        onPress={() => go({ name: 'settings', section: 'stripe' })}
      />
      {/* Locking without a PIN would lock nothing; the button leads to where one is set. */}
      <RailItem
        icon={Lock}
        label={texts.lock}
        isOn={false}
        onPress={() => {
          if (hasPin) void ask('app.lock', {});
          else go({ name: 'settings', section: 'staff' });
        }}
      />
    </nav>
  );
}

/** A way to a screen of its own, for whoever may see it. */
function Wanted(props: {
  readonly action: Action;
  readonly route: 'customers' | 'shift' | 'reports';
  readonly icon: LucideIcon;
  readonly label: string;
}) {
  const { cashier } = useSnapshot();
  const name = useTill((state) => state.route.name);
  const go = useTill((state) => state.go);
  if (cashier?.denied.includes(props.action) === true) return null;
  return (
    <RailItem
      icon={props.icon}
      label={props.label}
      isOn={name === props.route}
      onPress={() => go({ name: props.route })}
    />
  );
}

/** The virtual reader while a sale is rung up, so that a trainee sees what the customer reads meanwhile. */
function RailReader() {
  const face = useTill((state) => state.virtualReader);
  const load = useTill((state) => state.loadVirtualReader);
  useEffect(() => {
    void load();
  }, [load]);
  return face === null ? null : (
    <span className="rail__reader">
      {/* So small that of a cart the total is all that can be read; its lines stand in the cart itself. */}
      <Reader face={{ ...face, cart: null }} corner="" />
    </span>
  );
}

function RailItem(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isOn: boolean;
  /** How many things wait behind it; nothing is shown for none. */
  readonly count?: number;
  readonly countLabel?: string;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={joinClasses('rail__item', props.isOn && 'is-on')}
      aria-current={props.isOn ? 'page' : undefined}
      onClick={props.onPress}
    >
      <Icon of={props.icon} size="lg" />
      {props.label}
      {props.count === undefined || props.count === 0 ? null : (
        <span className="rail__count num">
          <span aria-hidden>{props.count}</span>
          <span className="sr">{props.countLabel}</span>
        </span>
      )}
    </button>
  );
}
