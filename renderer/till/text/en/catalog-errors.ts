/** Refusals about products, stock and prices. In none of them money moved. */
export const catalogErrors = {
  SALE_DISCOUNT_NOT_ALLOWED: {
    title: 'This discount is not possible',
    happened: 'The price stays as it was.',
    todo: 'Give from 0 to 100 percent off, or less than the price.',
  },
  SALE_PRICE_NEEDED: {
    title: 'This product needs a price',
    happened: 'It has no fixed price, so nothing was added to the cart.',
    todo: 'Tap it and type the price.',
  },
  SALE_WEIGHT_NEEDED: {
    title: 'This product is sold by weight',
    happened: 'Nothing was added to the cart.',
    todo: 'Tap it and type the weight.',
  },
  SALE_NOT_ENOUGH_STOCK: {
    title: 'There is not enough in stock',
    happened: 'The shop sells no more of this product than it has, so the cart did not change.',
    todo: 'Sell fewer, or correct the stock under Products.',
  },
  CATALOG_PRODUCT_NOT_FOUND: {
    title: 'This product is not in the catalogue',
    happened: 'Nothing was added to the cart.',
    todo: 'Search by name, or sell it as a custom item.',
  },
  CATALOG_SKU_TAKEN: {
    title: 'This SKU belongs to another product',
    happened: 'Nothing was saved.',
    todo: 'Give each product an SKU of its own.',
  },
  SCAN_TORN: {
    title: 'The code could not be read',
    happened:
      'The scanner paused in the middle of it, so its end was dropped. Its first characters count as typed.',
    todo: 'Look at what was typed or chosen, then scan again.',
  },
  CATALOG_CODE_TAKEN: {
    title: 'This barcode belongs to another product',
    happened: 'Nothing was saved, because a scan must find one product only.',
    todo: 'Take the code away from the other product first.',
  },
  CATALOG_VARIANT_TAKEN: {
    title: 'Two variants have the same name',
    happened: 'Nothing was saved.',
    todo: 'Name each variant differently, such as S, M and L.',
  },
  CATALOG_PRICE_NEEDED: {
    title: 'Goods by weight need a price',
    happened: 'Nothing was saved.',
    todo: 'Type the price of one kilogram.',
  },
  CATALOG_CATEGORY_NOT_FOUND: {
    title: 'This category is gone',
    happened: 'It was removed meanwhile. Nothing was saved.',
    todo: 'Choose another category.',
  },
  CATALOG_CATEGORY_IN_USE: {
    title: 'There are products in this category',
    happened: 'It was not removed.',
    todo: 'Move its products to another category first.',
  },
  CATALOG_TAX_CLASS_NOT_FOUND: {
    title: 'This tax class is gone',
    happened: 'Nothing was saved.',
    todo: 'Choose another tax class.',
  },
  CATALOG_PICTURE_NOT_READABLE: {
    title: 'This picture does not work',
    happened: 'The product keeps the picture that it had.',
    todo: 'Choose a PNG, JPEG or WebP picture.',
  },
  CATALOG_IMPORT_RUNNING: {
    title: 'An import is running',
    happened: 'Nothing was changed. Products can be sold meanwhile.',
    todo: 'Wait until it is finished, then try again.',
  },
  CATALOG_IMPORT_GONE: {
    title: 'This import is no longer here',
    happened: 'The catalogue did not change.',
    todo: 'Choose the file again.',
  },
  CATALOG_IMPORT_HAS_ERRORS: {
    title: 'Some rows have mistakes',
    happened: 'Nothing was imported: either all rows go in, or none.',
    todo: 'Download the list, correct the file, and choose it again.',
  },
};
