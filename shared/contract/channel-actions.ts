import type { Action } from '../domain/permission/index.ts';
import type { ChannelName } from './channels.ts';

/**
 * Who may ask what: each channel's action of the permission table. A channel that is missing does not compile.
 *
 * - `open`: needs nobody, because it shows nothing that needs one, or is how somebody comes in.
 * - `signed-in`: whoever stands before the till.
 * - `{ action }`: the action; with level `approval` main asks for a manager's grant first.
 * - `{ action, approval: 'within' }`: the request carries the approval, or goes on with what was approved before. Main
 *   refuses here only who is denied; the service behind it asks whoever approves.
 */
export type ChannelAction = 'open' | 'signed-in' | { readonly action: Action; readonly approval?: 'within' };

const may = (action: Action): ChannelAction => ({ action });
const within = (action: Action): ChannelAction => ({ action, approval: 'within' });

export const CHANNEL_ACTIONS: Readonly<Record<ChannelName, ChannelAction>> = {
  'app.getSnapshot': 'open',
  'app.startTraining': 'open',
  'app.startConnecting': 'open',
  'app.setLocale': 'open',
  'app.lock': 'open',
  'app.unlock': 'open',
  'app.unlockByBadge': 'open',
  'app.stir': 'open',
  'app.setPin': 'signed-in',

  'catalog.list': 'signed-in',
  'catalog.search': 'signed-in',
  'sale.addProduct': may('sale.make'),
  'sale.addOpenItem': may('sale.open-item'),
  'sale.setQuantity': may('sale.make'),
  'sale.setNote': may('sale.make'),
  'sale.removeLine': may('sale.make'),
  'sale.void': may('sale.void'),

  'charge.begin': may('sale.make'),
  'charge.backToCart': may('sale.make'),
  'charge.takeCash': may('sale.make'),
  'charge.startCard': may('sale.make'),
  'charge.takeCashPart': may('sale.make'),
  'charge.startCardPart': may('sale.make'),
  'charge.presentAgain': may('sale.make'),
  'charge.presentServerDriven': may('sale.make'),
  'charge.cancelCard': may('sale.make'),
  'charge.checkWithStripe': may('transactions.view'),
  'charge.answerTwin': may('sale.make'),
  'charge.decide': within('payment.decide'),
  'charge.unwind': within('refund.unwind'),
  'charge.listUnsettled': may('transactions.view'),
  'charge.getSettings': may('settings.view'),
  'charge.saveSettings': may('settings.change'),
  'charge.nextCustomer': may('sale.make'),
  'charge.finish': may('sale.make'),
  'charge.resume': may('sale.make'),

  // Training's own: no money stands behind it.
  'virtualReader.getState': 'signed-in',
  'virtualReader.present': 'signed-in',
  'virtualReader.cancelByCustomer': 'signed-in',
  'virtualReader.setPower': 'signed-in',
  'exercise.list': 'signed-in',
  'exercise.start': 'signed-in',
  'exercise.end': 'signed-in',

  'transactions.list': may('transactions.view'),
  'transactions.filters': may('transactions.view'),
  'transactions.get': may('transactions.view'),
  'transactions.checkWithStripe': may('transactions.view'),
  'transactions.getReceipt': may('transactions.view'),

  // The form of a refund may be filled in before anybody approves it.
  'refunds.prepare': may('transactions.view'),
  'refunds.quote': may('transactions.view'),
  'refunds.readCode': may('transactions.view'),
  'refunds.get': may('transactions.view'),
  'refunds.getReceipt': may('transactions.view'),
  'refunds.checkLeg': may('transactions.view'),
  'refunds.start': may('refund.make'),
  'refunds.askReader': within('refund.make'),
  'refunds.stopReader': within('refund.make'),
  'refunds.withdrawLeg': within('refund.make'),
  'refunds.repay': within('refund.repay'),
  'refunds.asCash': within('refund.as-cash'),
  'refunds.withoutReceipt': within('refund.without-receipt'),
  'refunds.beginExchange': may('sale.make'),
  'refunds.finishExchange': may('refund.make'),

  'reports.make': may('reports.view'),
  'reports.export': may('reports.view'),

  'review.list': may('review.view'),
  'review.lookAtOrphan': may('review.view'),
  'review.checkWithStripe': may('review.view'),
  'review.adopt': within('review.resolve'),
  'review.repairTender': within('review.resolve'),
  'review.refund': within('review.resolve'),
  'review.dismiss': within('review.resolve'),
  'registers.list': may('review.view'),
  'registers.retire': within('register.retire'),
  'payouts.list': may('payouts.view'),
  'payouts.get': may('payouts.view'),
  'payouts.setBackOffice': may('settings.change'),

  'shift.compare': may('shift.view'),
  'shift.ownFigures': may('shift.view'),
  'shift.accept': within('shift.accept-difference'),
  'shift.close': may('shift.close'),
  'shift.listClosed': may('shift.view'),
  'shift.getClosed': may('shift.view'),
  'shift.getReport': may('shift.view'),

  'drawer.get': may('shift.view'),
  'drawer.open': may('drawer.use'),
  'drawer.move': may('drawer.use'),
  'drawer.openWithoutSale': may('drawer.open-without-sale'),
  'drawer.count': may('drawer.use'),
  'drawer.getSettings': may('settings.view'),
  'drawer.saveSettings': may('settings.change'),

  'stripeSettings.get': may('settings.view'),
  'stripeSettings.saveKeys': may('stripe.keys'),
  'stripeSettings.saveSigningSecret': may('stripe.keys'),
  'stripeSettings.setUpWebhook': may('stripe.keys'),
  'stripeSettings.verify': may('settings.view'),
  'relay.pair': may('stripe.keys'),
  'relay.unpair': may('stripe.keys'),
  'readers.refresh': may('settings.view'),
  'readers.chooseLocation': may('reader.manage'),
  'readers.createLocation': may('reader.manage'),
  'readers.register': within('reader.manage'),
  'readers.choose': may('reader.manage'),
  'readers.setWay': may('reader.manage'),
  'readers.setCartDisplay': may('reader.manage'),
  'readers.connect': may('reader.connect'),
  'readers.disconnect': may('reader.connect'),

  'printing.getSettings': may('settings.view'),
  'printing.saveSettings': may('settings.change'),
  'printing.saveLook': may('settings.change'),
  'printing.preview': may('settings.view'),
  'printing.discover': may('settings.change'),
  'printing.tryOut': may('settings.change'),
  'printing.printSale': may('transactions.view'),
  'printing.printRefund': may('transactions.view'),
  'printing.printDeclined': may('transactions.view'),
  'printing.reprintLast': may('sale.make'),
  'printing.listJobs': may('transactions.view'),
  'printing.again': may('sale.make'),
  'printing.cancel': may('sale.make'),
  'printing.getPaper': may('transactions.view'),
  'mail.getSettings': may('settings.view'),
  'mail.saveSettings': may('settings.change'),
  'mail.sendTest': may('settings.change'),
  'mail.sendReceipt': may('transactions.view'),

  'approval.grant': 'signed-in',
  'staff.list': may('staff.manage'),
  'staff.setUpOwner': 'signed-in',
  'staff.add': may('staff.manage'),
  'staff.change': may('staff.manage'),
  'staff.resetPin': may('staff.manage'),
  'staff.setBadge': may('staff.manage'),
  'staff.setActive': may('staff.manage'),
  'staff.setAutoLock': may('settings.change'),
  'permissions.get': may('settings.view'),
  'permissions.set': may('permissions.manage'),
  'permissions.reset': may('permissions.manage'),
  'audit.list': may('audit.view'),
  'audit.verify': may('audit.view'),
  'audit.export': may('audit.view'),
  'audit.acknowledge': may('permissions.manage'),
};

/** What is asked for over and above the channel's action, by what the request holds. */
export const APPROVED_ACTIONS = {
  'payment.decide': 'payment.decide',
  'refund.without-receipt': 'refund.without-receipt',
  'refund.unwind': 'refund.unwind',
  'refund.repay': 'refund.repay',
  'refund.as-cash': 'refund.as-cash',
  'review.adopt': 'review.resolve',
  'review.dismiss': 'review.resolve',
  'review.repair-tender': 'review.resolve',
  'shift.accept-difference': 'shift.accept-difference',
  'shift.accept-variance': 'shift.accept-difference',
  'register.retire': 'register.retire',
  'reader.take-over': 'reader.take-over',
  'reader.register': 'reader.manage',
} as const satisfies Readonly<Record<string, Action>>;

/** What can be approved with a PIN and a reason. The word stands in the record and never changes its meaning. */
export type ApprovedAction = keyof typeof APPROVED_ACTIONS;
