/** Names of cards that are the same in every language; what is missing here is printed as Stripe gives it. */
export const BRAND_NAMES: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  girocard: 'girocard',
  interac: 'Interac',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** The name people know, or what Stripe gives where there is none. */
export function nameOf(value: string, names: Readonly<Record<string, string>>): string {
  return names[value] ?? value;
}

/** The wall time as the locale writes it. UTC is only the frame of the calculation: no zone is applied. */
export function wallTime(iso: string, timeZoneLabel: string, locale: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(iso);
  if (match === null) throw new RangeError(`not an ISO date and time: ${iso}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const text = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day, hour, minute));
  return timeZoneLabel === '' ? text : `${text} ${timeZoneLabel}`;
}
