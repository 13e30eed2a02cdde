import { accept, refuse, type ChargeSettings } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Drawer } from '../drawer/index.ts';
import type { Charges } from '../payments/index.ts';
import type { Sales } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier, money } from './handler-kinds.ts';

/** What the channels about paying a sale do. */
export function createChargeHandlers(from: {
  readonly charges: Charges;
  readonly sales: Sales;
  readonly settings: SettingsStore;
  readonly drawer: Pick<Drawer, 'takesCash'>;
  readonly changed: () => void;
}): Pick<Handlers, Extract<keyof Handlers, `charge.${string}`>> {
  const { charges, sales, settings, drawer } = from;
  return {
    'charge.begin': money(({ saleId }) => {
      sales.adoptMode(saleId, settings.get().mode ?? 'none');
      return Promise.resolve(charges.begin(saleId));
    }),
    'charge.backToCart': money(({ saleId }) => charges.backToCart(saleId)),
    'charge.takeCash': money(({ saleId, tenderedMinor }) =>
      Promise.resolve(
        drawer.takesCash() ? charges.takeCash(saleId, tenderedMinor) : refuse('DRAWER_NOT_OPEN'),
      ),
    ),
    'charge.startCard': money(({ saleId }) => charges.startCard(saleId)),
    'charge.takeCashPart': money(({ saleId, tenderedMinor, amountMinor }) =>
      Promise.resolve(
        drawer.takesCash() ? charges.takeCash(saleId, tenderedMinor, amountMinor) : refuse('DRAWER_NOT_OPEN'),
      ),
    ),
    'charge.startCardPart': money(({ saleId, ...request }) => charges.startCard(saleId, request)),
    'charge.presentAgain': money(({ tenderId }) => charges.presentAgain(tenderId)),
    'charge.presentServerDriven': money(({ tenderId }) => charges.presentServerDriven(tenderId)),
    'charge.cancelCard': money(({ tenderId }) => charges.cancelCard(tenderId)),
    'charge.checkWithStripe': money(({ tenderId }) => charges.checkWithStripe(tenderId)),
    'charge.answerTwin': money(({ tenderId, answer }) => charges.answerTwin(tenderId, answer)),
    'charge.decide': money(({ tenderId, verdict, approval }) => charges.decide(tenderId, verdict, approval)),
    'charge.unwind': money(({ saleId, approval }) => charges.unwind(saleId, approval)),
    'charge.listUnsettled': cashier(() => Promise.resolve(accept(charges.listUnsettled()))),
    'charge.getSettings': cashier(() => Promise.resolve(accept(chargeSettings(settings)))),
    'charge.saveSettings': cashier((wanted) => {
      settings.change(wanted);
      from.changed();
      return Promise.resolve(accept(chargeSettings(settings)));
    }),
    'charge.nextCustomer': money(({ saleId }) => Promise.resolve(charges.nextCustomer(saleId))),
    'charge.finish': money(({ saleId }) => Promise.resolve(charges.finish(saleId))),
    'charge.resume': money(({ saleId }) => Promise.resolve(charges.resume(saleId))),
  };
}

function chargeSettings(settings: SettingsStore): ChargeSettings {
  const { tips, tipPercents, capture, keypad } = settings.get();
  return { tips, tipPercents, capture, keypad };
}
