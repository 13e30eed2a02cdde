import { join } from 'node:path';
import { createCatalog, createImports, type Catalog, type Imports } from '../catalog/index.ts';
import type { TillPorts } from '../ports.ts';
import { createCustomers, type Customers } from '../customers/index.ts';
import { createRingUp, createSales, type RingUp, type SaleFrame, type Sales } from '../sales/index.ts';
import type { Staff } from '../staff/index.ts';
import type { TillOptions } from '../till.ts';
import type { Profile } from './profile.ts';

export type CounterSide = {
  readonly catalog: Catalog;
  readonly imports: Imports;
  readonly sales: Sales;
  readonly ringUp: RingUp;
  readonly customers: Customers;
};

/** What the shop sells, and the carts into which it is rung up. */
export function createCounterSide(
  from: Profile & {
    readonly options: TillOptions;
    readonly ports: TillPorts;
    readonly staff: Staff;
    readonly frame: () => SaleFrame;
    readonly changed: () => void;
  },
): CounterSide {
  const { db, settings, staff, frame } = from;
  const { clock, timers, ids, log } = from.ports;
  const staffId = (): string => staff.present().staffId;
  const currency = (): string => settings.get().currency;
  const catalog: Catalog = createCatalog({ db, clock, ids, staffId, imports: () => imports });
  const imports = createImports({
    db,
    clock,
    timers,
    ids,
    log,
    directory: join(from.options.profileDirectory, 'imports'),
    currency,
    staffId,
    revision: () => catalog.revision(),
    changed: () => {
      catalog.touch();
      from.changed();
    },
  });
  imports.resume();
  const sales = createSales({ db, clock, ids, frame });
  const ringUp = createRingUp({
    db,
    sales,
    currency,
    locale: () => settings.get().locale,
    scaleCodes: () => settings.get().scaleCodes,
  });
  const customers = createCustomers({ db, clock, timers, ids, present: staff.present });
  return { catalog, imports, sales, ringUp, customers };
}
