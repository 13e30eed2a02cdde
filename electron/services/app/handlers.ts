import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Catalog, Imports } from '../catalog/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Screens } from '../customer-display/index.ts';
import type { Db } from '../db/index.ts';
import type { Customers } from '../customers/index.ts';
import type { Drawer } from '../drawer/index.ts';
import type { Exercises } from '../exercises/index.ts';
import {
  chooseReader,
  connectReader,
  createLocation,
  pairRelay,
  refreshReaders,
  registerReader,
  saveKeys,
  saveSigningSecret,
  setReaderWay,
  unpairRelay,
  verifyIntegration,
  viewStripeSettings,
  type AccountLists,
  type IntegrationPorts,
} from '../integrations/index.ts';
import type { LongReads } from '../long-reads/index.ts';
import type { Charges, Preparing, TenderStore } from '../payments/index.ts';
import type { Clock } from '../ports.ts';
import type { Mailer } from '../mail/index.ts';
import type { Papers, Printing } from '../printing/index.ts';
import type { VirtualReaderService } from '../readers/index.ts';
import { receiptText } from '../receipts/index.ts';
import type { Reconciler } from '../reconciliation/index.ts';
import type { Review } from '../review/index.ts';
import { listFilterChoices } from '../sale-search/index.ts';
import { findSale, type RingUp, type Sales } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Shifts } from '../shifts/index.ts';
import type { Approvals, Grants, Staff } from '../staff/index.ts';
import { getTransaction, listTransactions, type TransactionPorts } from '../transactions/index.ts';
import type { AppSnapshot, Locale } from '../../../shared/contract/index.ts';
import { createAppearanceHandlers } from './appearance-handlers.ts';
import { createChargeHandlers } from './charge-handlers.ts';
import { createCounterHandlers } from './counter-handlers.ts';
import { createCustomerHandlers } from './customer-handlers.ts';
import { anyone, before, cashier } from './handler-kinds.ts';
import { receiptSourceOf } from './paper-side.ts';
import { createPeopleHandlers } from './people-handlers.ts';
import { createPrintingHandlers } from './printing-handlers.ts';
import { createRefundHandlers } from './refund-handlers.ts';
import type { StripeReceipts } from './stripe-receipts.ts';
import type { Refunds } from '../refunds/index.ts';
import { createReportHandlers } from './report-handlers.ts';
import { createReviewHandlers } from './review-handlers.ts';
import { createCustomerDisplayHandlers } from './customer-display-handlers.ts';
import { createDrawerHandlers } from './drawer-handlers.ts';
import { createExerciseHandlers } from './exercise-handlers.ts';
import { createShiftHandlers } from './shift-handlers.ts';

export type HandlerSources = {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly staff: Staff;
  readonly approvals: Approvals;
  readonly grants: Grants;
  readonly audit: Audit;
  readonly catalog: Catalog;
  readonly imports: Imports;
  readonly sales: Sales;
  readonly ringUp: RingUp;
  readonly charges: Charges;
  readonly preparing: Pick<Preparing, 'leave'>;
  readonly store: TenderStore;
  readonly refunds: Refunds;
  readonly reconciler: Reconciler;
  readonly review: Review;
  readonly shifts: Shifts;
  readonly drawer: Drawer;
  readonly exercises: Exercises;
  readonly printing: Printing;
  readonly papers: Papers;
  readonly mailer: Mailer;
  readonly stripeReceipts: StripeReceipts;
  readonly ports: { readonly clock: Clock; readonly screens?: Screens };
  readonly setUpWebhook: () => Promise<Result<null>>;
  readonly virtualReader: VirtualReaderService;
  readonly transactions: TransactionPorts;
  readonly reads: LongReads;
  readonly integrations: IntegrationPorts;
  readonly lists: AccountLists;
  readonly snapshot: () => AppSnapshot;
  readonly startTraining: () => Promise<Result<Done>>;
  readonly startConnecting: (shop: {
    readonly storeName: string;
    readonly currency: string;
    readonly register: string;
  }) => Result<Done>;
  readonly customers: Customers;
  readonly changed: () => void;
  readonly saleChanged: (saleId: string | null) => void;
};

type Done = Record<string, never>;

/** What each channel does: one line each, because the work is in the services. */
export function createHandlers(from: HandlerSources): Handlers {
  const { settings, integrations, lists } = from;
  /** Answers a settings errand with the page's new truth. */
  const settled = async (errand: Promise<Result<unknown>>) => {
    const result = await errand;
    from.changed();
    return result.ok ? accept(viewStripeSettings(integrations, lists)) : result;
  };
  /** Cart edits: their effect is pushed, so the answer is empty. */
  const edited = (result: Result<unknown>): Promise<Result<Done>> => {
    from.changed();
    return Promise.resolve(result.ok ? accept({}) : result);
  };
  return {
    'app.getSnapshot': anyone(() => Promise.resolve(accept(from.snapshot()))),
    'app.startTraining': before(from.startTraining),
    'app.startConnecting': before((shop) => Promise.resolve(from.startConnecting(shop))),
    'app.setLocale': anyone(({ locale }) => {
      settings.change({ locale });
      return edited(accept({}));
    }),
    ...createPeopleHandlers(from),
    ...createCounterHandlers(from),
    ...createChargeHandlers(from),
    'virtualReader.getState': cashier(() => from.virtualReader.state()),
    'virtualReader.present': cashier(({ testCardNumber, method }) =>
      from.virtualReader.present(testCardNumber, method),
    ),
    'virtualReader.cancelByCustomer': cashier(() => from.virtualReader.cancelByCustomer()),
    'virtualReader.setPower': cashier(({ on }) => from.virtualReader.setPower(on)),
    'transactions.list': cashier(async (query) => accept(await listTransactions(from.transactions, query))),
    'transactions.filters': cashier(() => {
      const { cashiers, registers } = listFilterChoices(from.db);
      return Promise.resolve(accept({ cashiers: [...cashiers], registers: [...registers] }));
    }),
    'transactions.get': cashier(({ saleId }) => Promise.resolve(getTransaction(from.transactions, saleId))),
    'transactions.checkWithStripe': cashier(({ saleId }) => checkSale(from, saleId)),
    'transactions.getReceipt': cashier(({ saleId, locale }) =>
      Promise.resolve(receiptOf(from, saleId, locale)),
    ),
    ...createCustomerHandlers(from),
    ...createReportHandlers(from),
    ...createRefundHandlers(from),
    ...createReviewHandlers(from),
    ...createShiftHandlers(from),
    ...createDrawerHandlers(from),
    ...createCustomerDisplayHandlers({ ...from, screens: from.ports.screens ?? (() => []) }),
    ...createExerciseHandlers(from),
    ...createAppearanceHandlers(from),
    ...createPrintingHandlers({ ...from, clock: from.ports.clock, ownName: () => from.staff.present().name }),
    'stripeSettings.get': cashier(() => Promise.resolve(accept(viewStripeSettings(integrations, lists)))),
    'stripeSettings.saveKeys': cashier((typed) => settled(saveKeys(integrations, typed))),
    'stripeSettings.saveSigningSecret': cashier(({ signingSecret }) =>
      settled(saveSigningSecret(integrations, signingSecret)),
    ),
    'stripeSettings.setUpWebhook': cashier(() => settled(from.setUpWebhook())),
    'stripeSettings.verify': cashier(async () => accept({ lines: await verifyIntegration(integrations) })),
    'relay.pair': cashier((request) =>
      settings.get().mode === 'training'
        ? Promise.resolve(refuse('SETTINGS_MODE_LOCKED'))
        : settled(pairRelay(integrations, request)),
    ),
    'relay.unpair': cashier(() => settled(unpairRelay(integrations))),
    'readers.refresh': cashier(async () => {
      const refreshed = await refreshReaders(integrations, lists);
      if (!refreshed.ok) return refreshed;
      const { readers, locations } = viewStripeSettings(integrations, lists);
      return accept({ readers, locations });
    }),
    'readers.chooseLocation': cashier(({ locationId }) => {
      settings.change({ locationId });
      return settled(Promise.resolve(accept(null)));
    }),
    'readers.createLocation': cashier((location) => settled(createLocation(integrations, lists, location))),
    'readers.register': cashier((request) => settled(registerReader(integrations, lists, request))),
    'readers.choose': cashier(({ readerId }) => settled(chooseReader(integrations, lists, readerId))),
    'readers.setWay': cashier(({ mode, fallback }) =>
      settled(setReaderWay(integrations, { mode, fallback })),
    ),
    'readers.setCartDisplay': cashier(({ on }) => {
      settings.change({ cartOnReader: on });
      return settled(Promise.resolve(accept(null)));
    }),
    'readers.connect': cashier(({ takeOver }) => connectReader(integrations, takeOver)),
    'readers.disconnect': cashier(async () => {
      await integrations.keeper().disconnect();
      return accept({});
    }),
  };
}

/** A manager's own look: every card payment of the sale is read at Stripe and compared. */
async function checkSale(from: HandlerSources, saleId: string): Promise<Result<Done>> {
  if (findSale(from.db, saleId) === null) return refuse('SALE_NOT_FOUND');
  for (const tender of from.store.listOfSale(saleId)) {
    if (!(await from.reconciler.checkTender(tender.tenderId, 'manager'))) return refuse('STRIPE_UNREACHABLE');
  }
  return accept({});
}

function receiptOf(
  from: HandlerSources,
  saleId: string,
  locale: Locale,
): Result<{ readonly text: string; readonly receiptNumber: string }> {
  const source = receiptSourceOf({ ...from, cashierName: from.transactions.cashierName }, saleId);
  if (source === null) return refuse('SALE_NOT_FOUND');
  const text = receiptText(source, locale, from.settings.get().receiptLook);
  return text === null
    ? refuse('SALE_NOT_OPEN')
    : accept({ text, receiptNumber: source.sale.receiptNumber ?? '' });
}
