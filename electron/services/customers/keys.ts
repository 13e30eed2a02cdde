/** What two entries of one person share, however they were typed. Empty where there is nothing to compare. */
export type CustomerKeys = { readonly name: string; readonly mail: string; readonly phone: string };

/** The last digits of a phone number are the same with and without the country before it. */
const PHONE_DIGITS = 9;
const PHONE_DIGITS_LEAST = 6;

export function keysOf(said: {
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
}): CustomerKeys {
  const digits = said.phone.replaceAll(/\D/gu, '');
  return {
    name: said.name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .toSorted()
      .join(' '),
    mail: said.mail.trim().toLowerCase(),
    phone: digits.length < PHONE_DIGITS_LEAST ? '' : digits.slice(-PHONE_DIGITS),
  };
}
