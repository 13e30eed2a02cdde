import type { AppSnapshot } from '../../../shared/contract/index.ts';
import { currencyCode } from '../../../shared/domain/money/index.ts';
import { ACTIONS } from '../../../shared/domain/permission/index.ts';
import type { Audit } from '../audit/index.ts';
import { hasCatalog, type Catalog } from '../catalog/index.ts';
import { findCustomerOfSale } from '../customers/index.ts';
import type { Db, StoreTrouble } from '../db/index.ts';
import type { Drawer } from '../drawer/index.ts';
import type { Exercises } from '../exercises/index.ts';
import type { Charges } from '../payments/index.ts';
import type { Printing } from '../printing/index.ts';
import type { ReaderKeeper } from '../readers/index.ts';
import type { Reconciler } from '../reconciliation/index.ts';
import { countUnsettledRefunds } from '../refunds/index.ts';
import { countWaitingEvents, type RelayClient } from '../relay-client/index.ts';
import type { Review } from '../review/index.ts';
import { listParked, viewSale, type Sales } from '../sales/index.ts';
import type { Clock } from '../ports.ts';
import type { SettingsStore } from '../settings/index.ts';
import { viewOpenShift } from '../shifts/index.ts';
import type { Staff } from '../staff/index.ts';
import type { TillOptions } from '../till.ts';

export type SnapshotSources = {
  readonly options: TillOptions;
  readonly db: Db;
  readonly ports: { readonly clock: Clock };
  readonly settings: SettingsStore;
  readonly staff: Staff;
  readonly catalog: Catalog;
  readonly sales: Sales;
  readonly charges: Charges;
  readonly keeper: ReaderKeeper;
  readonly relay: RelayClient;
  readonly reconciler: Reconciler;
  readonly review: Pick<Review, 'list'>;
  readonly exercises: Pick<Exercises, 'observe'>;
  readonly drawer: Pick<Drawer, 'chip'>;
  readonly printing: Pick<Printing, 'view'>;
  readonly audit: Pick<Audit, 'hasAlert'>;
  readonly cardsReady: () => boolean;
  readonly line: () => AppSnapshot['stripe'];
  readonly trouble: () => StoreTrouble | null;
};

/** Everything that frames the page, read afresh. `revision` counts what was pushed. */
export function takeSnapshot(from: SnapshotSources, revision: number): AppSnapshot {
  const settings = from.settings.get();
  const shift = settings.setUp ? from.staff.findShift() : null;
  const sale = from.sales.findCurrent();
  const reconciliation = from.reconciler.summary();
  const reader = from.keeper.chip(reconciliation.unsettled > 0);
  const relay = from.relay.link();
  const stripe = from.line();
  const charge = sale === null ? null : from.charges.view(sale);
  return {
    revision,
    setUp: settings.setUp,
    mode: settings.mode,
    shell: from.options.shell,
    version: from.options.version,
    locale: settings.locale,
    appearance: settings.appearance,
    shortcutKeys: settings.shortcutKeys,
    keypad: settings.keypad,
    locked: from.staff.session.isLocked(),
    hasPin: from.staff.anybodyComesIn(),
    people: peopleOf(from.staff),
    store: settings.setUp
      ? {
          name: settings.storeName,
          currency: currencyCode(settings.currency),
          register: settings.register,
          hasCatalog: hasCatalog(from.db),
          catalogRevision: from.catalog.revision(),
        }
      : null,
    cashier: settings.setUp ? cashierOf(from.staff) : null,
    auditAlert: from.audit.hasAlert(),
    shift: shift === null ? null : viewOpenShift(from.db, shift, from.ports.clock.nowMs()),
    drawer: from.drawer.chip(),
    cardsReady: from.cardsReady(),
    reader,
    relay,
    stripe,
    waiting: waitingIn(from.db),
    reconciliation,
    review: reviewOf(from.review),
    degraded: from.trouble(),
    exercise: from.exercises.observe({ reader, relay, stripe, reconciliation, charge }),
    printing: from.printing.view(),
    sale: sale === null ? null : viewSale(sale),
    customer: sale === null ? null : findCustomerOfSale(from.db, sale.saleId),
    parked: parkedOf(from.db),
    charge,
  };
}

function waitingIn(db: Db): AppSnapshot['waiting'] {
  return { events: countWaitingEvents(db), refunds: countUnsettledRefunds(db) };
}

/** Everybody who can come in, with what their word counts for. */
function peopleOf(staff: Staff): AppSnapshot['people'] {
  return staff
    .list()
    .filter((person) => person.active && (person.hasPin || person.hasBadge))
    .map((person) => ({
      staffId: person.staffId,
      name: person.name,
      role: person.role,
      hasPin: person.hasPin,
      hasBadge: person.hasBadge,
      approves: ACTIONS.filter((action) => staff.mayApprove(person, action, null)),
    }));
}

function cashierOf(staff: Staff): AppSnapshot['cashier'] {
  const { staffId, name, role, hasPin } = staff.present();
  const denied = ACTIONS.filter((action) => staff.permissions.levelOf(role, action) === 'denied');
  return { id: staffId, name, role, hasPin, denied };
}

function reviewOf(review: SnapshotSources['review']): AppSnapshot['review'] {
  const items = review.list();
  return { open: items.length, worst: items[0]?.severity ?? null };
}

/** Few carts wait at a time. The sum tells a page whether those that it shows are still the same. */
function parkedOf(db: Db): AppSnapshot['parked'] {
  const sales = listParked(db);
  return {
    count: sales.length,
    revision: sales.reduce((sum, { sinceMs }) => sum + (sinceMs % 1_000_003), 0),
  };
}
