/**
 * The name of a tax rate with the tax as a language calls it. The till's own rates are recorded as "VAT 9 %"; a
 * name that the shop chose stays as it is.
 */
export function taxRateName(name: string, vat: string): string {
  return name.replace(/^VAT(?= \d)/u, vat);
}
