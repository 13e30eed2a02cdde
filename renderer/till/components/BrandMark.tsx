const MARKS: Readonly<Record<string, string>> = {
  visa: 'VISA',
  mastercard: 'MC',
  amex: 'AMEX',
  american_express: 'AMEX',
  discover: 'DISC',
  diners: 'DC',
  diners_club: 'DC',
  jcb: 'JCB',
  unionpay: 'UP',
  interac: 'INT',
  eftpos_au: 'EFT',
  girocard: 'GIRO',
};

const NAMES: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  american_express: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  diners_club: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  interac: 'Interac',
  eftpos_au: 'eftpos',
  girocard: 'girocard',
};

/** The short mark of a card brand, as Stripe names it in lower case. */
export function BrandMark(props: { readonly brand: string }) {
  const mark = MARKS[props.brand.toLowerCase()] ?? props.brand.slice(0, 4).toUpperCase();
  return (
    <span className="brand" aria-hidden="true">
      {mark}
    </span>
  );
}

/** A card brand as people write it. */
export function brandName(brand: string): string {
  return NAMES[brand.toLowerCase()] ?? brand;
}
