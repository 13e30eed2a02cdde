import type { ProductDetail, ProductDraft } from '../../../../shared/contract/views/catalog.ts';
import { minorUnits, parseMoneyText } from '../../../../shared/domain/money/index.ts';

/** What stands in the editor's fields, as typed. */
export type ProductForm = Omit<ProductDraft, 'variants'> & { readonly variants: readonly VariantForm[] };
export type VariantForm = {
  /** Tells rows apart that are not saved yet. */
  readonly key: string;
  readonly productId: string | null;
  readonly variant: string;
  readonly sku: string;
  readonly barcodes: string;
  readonly price: string;
  readonly scaleCode: string;
};

export type FormTrouble = {
  readonly field: 'name' | 'sku' | 'price' | 'scaleCode';
  readonly key: string | null;
};

export function emptyVariant(key: string, code: string | null = null): VariantForm {
  return {
    key,
    productId: null,
    variant: '',
    sku: code ?? '',
    barcodes: code ?? '',
    price: '',
    scaleCode: '',
  };
}

export function emptyForm(taxClassId: string, categoryId: string | null, code: string | null): ProductForm {
  return {
    name: '',
    categoryId,
    taxClassId,
    soldBy: 'piece',
    favourite: false,
    stockTracked: false,
    oversell: 'warn',
    variants: [emptyVariant('new-0', code)],
  };
}

export function formOf({ draft }: ProductDetail, write: (amountMinor: number) => string): ProductForm {
  return {
    ...draft,
    variants: draft.variants.map((variant) => ({
      key: variant.productId ?? variant.sku,
      productId: variant.productId,
      variant: variant.variant,
      sku: variant.sku,
      barcodes: variant.barcodes.join(', '),
      price: variant.priceMinor === null ? '' : write(variant.priceMinor),
      scaleCode: variant.scaleCode ?? '',
    })),
  };
}

/** What can be saved, or the first field that a person has to look at. */
export function readForm(
  form: ProductForm,
  currency: string,
  locale: string,
):
  | { readonly ok: true; readonly draft: ProductDraft }
  | { readonly ok: false; readonly trouble: FormTrouble } {
  if (form.name.trim() === '') return { ok: false, trouble: { field: 'name', key: null } };
  const variants: ProductDraft['variants'][number][] = [];
  for (const row of form.variants) {
    const refuse = (field: FormTrouble['field']) =>
      ({ ok: false, trouble: { field, key: row.key } }) as const;
    if (row.sku.trim() === '') return refuse('sku');
    const price = parseMoneyText(row.price, currency, locale);
    const isOpen = row.price.trim() === '';
    if (!price.ok && (!isOpen || form.soldBy === 'weight')) return refuse('price');
    if (row.scaleCode !== '' && !/^\d{5}$/.test(row.scaleCode)) return refuse('scaleCode');
    variants.push({
      productId: row.productId,
      variant: form.variants.length === 1 ? '' : row.variant.trim(),
      sku: row.sku.trim(),
      barcodes: codesIn(row.barcodes),
      priceMinor: price.ok ? minorUnits(price.amountMinor) : null,
      scaleCode: row.scaleCode === '' ? null : row.scaleCode,
    });
  }
  const { variants: _typed, ...shared } = form;
  return { ok: true, draft: { ...shared, name: form.name.trim(), variants } };
}

/** Barcodes as people part them: by commas, spaces or lines; each once. */
export function codesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/u).filter((code) => code !== ''))];
}
