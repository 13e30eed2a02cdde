import { accept, refuse } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import { findCustomer, searchCustomers, type Customers } from '../customers/index.ts';
import type { Db } from '../db/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';

/** What the channels about customers do. */
export function createCustomerHandlers(from: {
  readonly db: Db;
  readonly customers: Customers;
  readonly settings: SettingsStore;
  readonly changed: () => void;
  readonly saleChanged: (saleId: string | null) => void;
}): Pick<Handlers, Extract<keyof Handlers, `customers.${string}`>> {
  const { db, customers, settings } = from;
  return {
    'customers.search': cashier(({ text, limit }) =>
      Promise.resolve(accept({ customers: [...searchCustomers(db, text, limit)] })),
    ),
    'customers.get': cashier(({ customerId }) => {
      const customer = findCustomer(db, customerId, settings.get().currency);
      return Promise.resolve(customer === null ? refuse('CUSTOMER_NOT_FOUND') : accept(customer));
    }),
    'customers.save': cashier(({ customerId, said, evenIfKnown }) => {
      const saved = customers.save(customerId, said, evenIfKnown);
      from.changed();
      return Promise.resolve(saved.ok ? accept({ ...saved.value, alike: [...saved.value.alike] }) : saved);
    }),
    'customers.attach': cashier(({ saleId, customerId }) => {
      const attached = customers.attach(saleId, customerId);
      if (attached.ok) from.saleChanged(saleId);
      return Promise.resolve(attached);
    }),
    'customers.erase': cashier(({ customerId }) => {
      const erased = customers.erase(customerId);
      if (erased.ok) from.saleChanged(null);
      return Promise.resolve(erased);
    }),
  };
}
