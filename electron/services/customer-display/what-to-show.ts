import type {
  AppSnapshot,
  CardPanelState,
  CustomerDisplay,
  CustomerDisplaySettings,
  CustomerScreen,
  Locale,
} from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';

/** As many lines as fit the smallest screen in large type; the newest are what a customer looks for. */
const LINES_SHOWN = 8;

/** What the customer's screen shows beside what the till shows. Field by field: nothing new gets there by itself. */
export function customerDisplayOf(
  now: Pick<AppSnapshot, 'locale' | 'locked' | 'mode' | 'store' | 'sale' | 'charge'>,
  settings: Pick<CustomerDisplaySettings, 'locale' | 'theme'>,
): CustomerDisplay {
  return {
    ...frameOf(now, settings),
    now: now.locked && now.charge === null ? { screen: 'idle' } : screenOf(now),
  };
}

function frameOf(
  now: { readonly locale: Locale; readonly mode: AppSnapshot['mode']; readonly store: AppSnapshot['store'] },
  settings: Pick<CustomerDisplaySettings, 'locale' | 'theme'>,
): Omit<CustomerDisplay, 'now'> {
  return {
    locale: settings.locale ?? now.locale,
    theme: settings.theme,
    storeName: now.store?.name ?? '',
    mode: now.mode ?? 'live',
  };
}

function screenOf({ sale, charge }: Pick<AppSnapshot, 'sale' | 'charge'>): CustomerScreen {
  if (charge?.completed !== undefined && charge.completed !== null) {
    const { changeMinor } = charge.completed;
    return {
      screen: 'paid',
      currency: charge.currency,
      totalMinor: minorUnits(charge.totalMinor + charge.tipsMinor),
      changeMinor: changeMinor > 0 ? changeMinor : null,
    };
  }
  const panel = charge?.cardPanel ?? null;
  const asks = panel === null ? null : ASKS[panel.state];
  if (charge !== null && panel !== null && asks !== null)
    return { screen: 'card', currency: charge.currency, amountMinor: panel.amountMinor, asks };
  if (sale === null || sale.lines.length === 0) return { screen: 'idle' };
  const lines = sale.lines.slice(-LINES_SHOWN);
  return {
    screen: 'cart',
    currency: sale.currency,
    lines: lines.map(({ name, quantity, unitPriceMinor, totalMinor }) => ({
      name,
      quantity,
      unitPriceMinor,
      totalMinor,
    })),
    earlier: sale.lines.length - lines.length,
    itemCount: sale.totals.itemCount,
    discountMinor: sale.totals.discountMinor,
    totalMinor: sale.totals.totalMinor,
    dueMinor: charge === null ? null : charge.dueMinor,
  };
}

/**
 * What a customer has to do in each state of a card payment. A refusal is told without its reason, and doubt is only
 * something that takes a moment: both are for the cashier to say. Null: the card is over or has not begun.
 */
const ASKS: Readonly<Record<CardPanelState, (CustomerScreen & { screen: 'card' })['asks'] | null>> = {
  preparing: 'wait',
  'present-card': 'present',
  'not-picked-up': 'wait',
  'card-inserted': 'wait',
  'pin-entry': 'pin',
  processing: 'wait',
  'remove-card': 'remove-card',
  approved: null,
  declined: 'other-card',
  'customer-cancelled': null,
  'timed-out': null,
  'reader-lost': 'wait',
  'reader-busy': null,
  ready: null,
  cancelling: 'wait',
  cancelled: null,
  checking: 'wait',
  'in-doubt': 'wait',
  'not-asked': null,
  held: 'wait',
  'suspected-twin': 'wait',
  'hold-released': null,
  'decided-charged': null,
  'decided-not-charged': null,
  overpaid: null,
};

/** One of each screen, for the settings: an invented sale in the shop's own currency. */
export function exampleDisplays(
  now: Pick<AppSnapshot, 'locale' | 'mode' | 'store'>,
  settings: Pick<CustomerDisplaySettings, 'locale' | 'theme'>,
): readonly CustomerDisplay[] {
  const currency = now.store?.currency ?? 'EUR';
  const amount = (minor: number) => minorUnits(minor);
  const money = { currency: currency as (CustomerScreen & { screen: 'paid' })['currency'] }; // Checked by the contract.
  const line = (name: string, quantity: number, unitMinor: number) => ({
    name,
    quantity,
    unitPriceMinor: amount(unitMinor),
    totalMinor: amount(unitMinor * quantity),
  });
  const screens: readonly CustomerScreen[] = [
    { screen: 'idle' },
    {
      screen: 'cart',
      ...money,
      lines: [line('Cappuccino', 2, 410), line('Croissant', 1, 280)],
      earlier: 0,
      itemCount: 3,
      discountMinor: amount(0),
      totalMinor: amount(1_100),
      dueMinor: null,
    },
    { screen: 'card', ...money, amountMinor: amount(1_100), asks: 'present' },
    { screen: 'paid', ...money, totalMinor: amount(1_100), changeMinor: amount(900) },
  ];
  return screens.map((screen) => ({ ...frameOf(now, settings), now: screen }));
}
