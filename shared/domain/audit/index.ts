/** What the audit log tells of. A word stands in records for ever: it is never reworded and never reused. */
export const AUDIT_ACTIONS = [
  'staff.signed-in',
  'staff.locked',
  'staff.auto-locked',
  'staff.proof-refused',
  'staff.added',
  'staff.changed',
  'staff.pin-set',
  'staff.badge-set',
  'staff.badge-removed',
  'staff.activated',
  'staff.deactivated',
  'permission.changed',
  'permission.reset',
  'permission.denied',
  'approval.given',
  'sale.exempted',
  'sale.exemption-cleared',
  'sale.voided',
  'sale.price-changed',
  'sale.discounted',
  'sale.line-removed',
  'catalog.changed',
  'catalog.imported',
  'stock.moved',
  'refund.made',
  'payment.decided',
  'payment.unwound',
  'review.resolved',
  'register.retired',
  'shift.closed',
  'shift.difference-accepted',
  'drawer.opened',
  'drawer.moved',
  'drawer.opened-without-sale',
  'drawer.counted',
  'settings.changed',
  'stripe.keys-set',
  'stripe.signing-secret-set',
  'stripe.webhook-set-up',
  'relay.paired',
  'relay.unpaired',
  'reader.changed',
  'reader.taken-over',
  'report.exported',
  'customer.saved',
  'customer.attached',
  'customer.erased',
  'audit.exported',
  'audit.break-found',
  'audit.acknowledged',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type Scalar = string | number | boolean | null;
export type Facts = Readonly<Record<string, unknown>>;
export type Change = { readonly field: string; readonly before: Scalar; readonly after: Scalar };

/** The fields in which two pictures of one thing differ, by name; what one of them lacks is null there. */
export function changesBetween(before: Facts, after: Facts): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return fields
    .map((field) => ({ field, before: scalarOf(before[field]), after: scalarOf(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function scalarOf(value: unknown): Scalar {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}
