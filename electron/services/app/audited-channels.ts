import type { ChannelName } from '../../../shared/contract/index.ts';
import { act, nothing, of, setting, text, type Audited, type Fields } from './audited.ts';
import { COUNTER_AUDITED } from './audited-counter.ts';

export type { Audited, Fields, PictureSources } from './audited.ts';

const READER = [
  'locationId',
  'readerId',
  'readerLabel',
  'readerMode',
  'readerFallback',
  'cartOnReader',
] as const;
const reader = setting('reader.changed', ...READER);

const refund = act(
  'refund.made',
  (request, value) =>
    text(of(request['source'])['saleId']) ??
    text(request['saleId']) ??
    text(of(value['refund'])['saleId']) ??
    text(value['saleId']) ??
    text(request['legId']) ??
    text(request['tenderId']),
  (request, value) => {
    const made = 'refund' in value ? of(value['refund']) : value;
    return {
      refund: made['number'],
      amountMinor: made['amountMinor'],
      reason: made['reason'] ?? request['reason'],
      restocked: request['restock'],
    };
  },
);
const resolved = (how: string): Audited =>
  act(
    'review.resolved',
    (request) => text(request['paymentIntentId']) ?? text(request['itemId']),
    (_request, value) => ({ how, sale: value['saleId'] }),
  );

/** What a sale's tax hangs on, without the customer's number (the log is never edited), and what the customer is to pay by it. */
const EXEMPTED: Omit<Audited, 'action' | 'always'> = {
  subject: (request) => text(request['saleId']),
  picture: ({ db }, request) =>
    db.get<Fields>(
      `SELECT number, exempt_reason AS exemption, total_minor AS totalMinor
       FROM sales WHERE sale_id = ?`,
      text(request['saleId']),
    ) ?? {},
  says: nothing,
};

/** Everything in the audit log that a request causes, but for people, permissions and approvals, which write their own. */
export const AUDITED: Readonly<Partial<Record<ChannelName, Audited>>> = {
  ...COUNTER_AUDITED,
  'charge.saveSettings': setting('settings.changed', 'tips', 'tipPercents', 'capture', 'keypad'),
  'appearance.save': setting('settings.changed', 'appearance'),
  'shortcuts.save': setting('settings.changed', 'shortcutKeys'),
  'payouts.setBackOffice': setting('settings.changed', 'backOffice'),
  'staff.setAutoLock': setting('settings.changed', 'autoLockMinutes'),
  'stripeSettings.saveKeys': setting('stripe.keys-set', 'mode', 'publishableKey', 'secretKeyShown'),
  'stripeSettings.saveSigningSecret': setting('stripe.signing-secret-set', 'signingSecretShown'),
  'stripeSettings.setUpWebhook': setting('stripe.webhook-set-up', 'webhookUrl', 'signingSecretShown'),
  'relay.pair': setting('relay.paired', 'relayUrl', 'relayStoreId', 'relayTerminalId'),
  'relay.unpair': setting('relay.unpaired', 'relayUrl', 'relayStoreId', 'relayTerminalId'),
  'readers.chooseLocation': reader,
  'readers.createLocation': reader,
  'readers.register': reader,
  'readers.choose': reader,
  'readers.setWay': reader,
  'readers.setCartDisplay': reader,

  'sale.setExemption': { ...EXEMPTED, action: 'sale.exempted', always: true },
  'sale.clearExemption': { ...EXEMPTED, action: 'sale.exemption-cleared', always: false },
  'sale.void': {
    action: 'sale.voided',
    subject: (request) => text(request['saleId']),
    picture: ({ db }, request) =>
      db.get<{ readonly number: number; readonly state: string; readonly totalMinor: number }>(
        `SELECT number, state, total_minor AS totalMinor, (SELECT COUNT(*) FROM sale_lines l WHERE l.sale_id = s.sale_id) AS lines
         FROM sales s WHERE sale_id = ?`,
        text(request['saleId']),
      ) ?? {},
    // Its lines stay in the record; what they came to is not to be paid any more.
    says: () => ({ totalMinor: null, lines: null }),
    always: true,
  },
  'refunds.start': refund,
  'refunds.repay': refund,
  'refunds.asCash': refund,
  'refunds.withoutReceipt': refund,
  'refunds.finishExchange': refund,
  'charge.decide': act(
    'payment.decided',
    (request) => text(request['tenderId']),
    (request) => ({ verdict: request['verdict'] }),
  ),
  'charge.unwind': act('payment.unwound', (request) => text(request['saleId']), nothing),
  'review.adopt': resolved('adopted'),
  'review.repairTender': resolved('tender repaired'),
  'review.refund': resolved('refunded'),
  'review.dismiss': resolved('dismissed'),
  'registers.retire': act(
    'register.retired',
    (request) => text(request['register']),
    (_request, value) => ({ orphans: value['orphans'] }),
  ),
  'shift.accept': act('shift.difference-accepted', (request) => text(request['lineId']), nothing),
  'shift.close': act(
    'shift.closed',
    (_request, value) => text(value['shiftId']),
    (_request, { closedFor }) => ({ closedFor }),
  ),
  'customers.save': {
    action: 'customer.saved',
    subject: (request, value) => text(value['customerId']) ?? text(request['customerId']),
    // What is known of them, never what it says: the log is never edited, and a customer may want to be erased.
    picture: ({ db }, request) =>
      db.get<Readonly<Record<string, number>>>(
        `SELECT name <> '' AS hasName, mail <> '' AS hasMail, phone <> '' AS hasPhone, note <> '' AS hasNote,
           IFNULL((SELECT given FROM customer_consents k WHERE k.customer_id = c.customer_id
             ORDER BY consent_id DESC LIMIT 1), 0) AS mailConsent
         FROM customers c WHERE customer_id = ?`,
        text(request['customerId']),
      ) ?? {},
    says: (request, value) =>
      request['customerId'] === null && text(value['customerId']) !== null
        ? { added: true, mailConsent: of(request['said'])['mailConsent'] === true ? 1 : 0 }
        : {},
    always: false,
  },
  'customers.attach': act(
    'customer.attached',
    (request) => text(request['saleId']),
    (request) => ({ customer: request['customerId'] }),
  ),
  'customers.erase': act('customer.erased', (request) => text(request['customerId']), nothing),
  'reports.export': act(
    'report.exported',
    (_request, value) => text(value['fileName']),
    ({ format }) => ({ format }),
  ),
  'drawer.open': act(
    'drawer.opened',
    () => null,
    ({ floatMinor }) => ({ floatMinor }),
  ),
  'drawer.move': act(
    'drawer.moved',
    () => null,
    ({ kind, amountMinor, note }) => ({ kind, amountMinor, note }),
  ),
  'drawer.openWithoutSale': act(
    'drawer.opened-without-sale',
    () => null,
    ({ reason }) => ({ reason }),
  ),
  'drawer.count': act('drawer.counted', (_request, value) => text(value['shiftId']), nothing),
  'customerDisplay.saveSettings': setting('settings.changed', 'customerDisplay'),
  'drawer.saveSettings': setting('settings.changed', 'hasDrawer', 'countBlind', 'varianceToleranceMinor'),
};

/** Taking a reader from another register is a request to connect that carries an approval. */
export const TAKEN_OVER: Audited = act('reader.taken-over', () => null, nothing);
