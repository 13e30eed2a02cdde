/** Refusals about products, stock and prices. In none of them money moved. */
export const catalogErrors = {
  SALE_DISCOUNT_NOT_ALLOWED: {
    title: 'Este descuento no es posible',
    happened: 'El precio queda como estaba.',
    todo: 'Aplique del 0 al 100 por ciento, o menos que el precio.',
  },
  SALE_PRICE_NEEDED: {
    title: 'Este artículo necesita un precio',
    happened: 'No tiene precio fijo, así que no se ha añadido nada al carrito.',
    todo: 'Tóquelo e introduzca el precio.',
  },
  SALE_WEIGHT_NEEDED: {
    title: 'Este artículo se vende al peso',
    happened: 'No se ha añadido nada al carrito.',
    todo: 'Tóquelo e introduzca el peso.',
  },
  SALE_NOT_ENOUGH_STOCK: {
    title: 'No hay existencias suficientes',
    happened: 'La tienda no vende más de este artículo de lo que tiene, así que el carrito no ha cambiado.',
    todo: 'Venda menos, o corrija las existencias en Artículos.',
  },
  CATALOG_PRODUCT_NOT_FOUND: {
    title: 'Este artículo no está en el catálogo',
    happened: 'No se ha añadido nada al carrito.',
    todo: 'Búsquelo por nombre, o véndalo como artículo libre.',
  },
  CATALOG_SKU_TAKEN: {
    title: 'Esta referencia es de otro artículo',
    happened: 'No se ha guardado nada.',
    todo: 'Dé a cada artículo una referencia propia.',
  },
  SCAN_TORN: {
    title: 'No se ha podido leer el código',
    happened:
      'El escáner se detuvo a la mitad, así que el resto se ha descartado. Los primeros caracteres cuentan como tecleados.',
    todo: 'Mire qué se ha tecleado o elegido, y escanee otra vez.',
  },
  CATALOG_CODE_TAKEN: {
    title: 'Este código de barras es de otro artículo',
    happened: 'No se ha guardado nada, porque un escaneo debe encontrar un solo artículo.',
    todo: 'Quite antes el código al otro artículo.',
  },
  CATALOG_VARIANT_TAKEN: {
    title: 'Dos variantes tienen el mismo nombre',
    happened: 'No se ha guardado nada.',
    todo: 'Dé a cada variante un nombre distinto, como S, M y L.',
  },
  CATALOG_PRICE_NEEDED: {
    title: 'Un artículo al peso necesita un precio',
    happened: 'No se ha guardado nada.',
    todo: 'Introduzca el precio de un kilogramo.',
  },
  CATALOG_CATEGORY_NOT_FOUND: {
    title: 'Esta categoría ya no existe',
    happened: 'Se ha eliminado entretanto. No se ha guardado nada.',
    todo: 'Elija otra categoría.',
  },
  CATALOG_CATEGORY_IN_USE: {
    title: 'Hay artículos en esta categoría',
    happened: 'No se ha eliminado.',
    todo: 'Pase antes sus artículos a otra categoría.',
  },
  CATALOG_TAX_CLASS_NOT_FOUND: {
    title: 'Este tipo de impuesto ya no existe',
    happened: 'No se ha guardado nada.',
    todo: 'Elija otro tipo de impuesto.',
  },
  CATALOG_PICTURE_NOT_READABLE: {
    title: 'Esta imagen no sirve',
    happened: 'El artículo conserva la imagen que tenía.',
    todo: 'Elija una imagen PNG, JPEG o WebP.',
  },
  CATALOG_IMPORT_RUNNING: {
    title: 'Hay una importación en curso',
    happened: 'No se ha cambiado nada. Entretanto se puede vender.',
    todo: 'Espere a que termine y vuelva a intentarlo.',
  },
  CATALOG_IMPORT_GONE: {
    title: 'Esta importación ya no está aquí',
    happened: 'El catálogo no ha cambiado.',
    todo: 'Vuelva a elegir el archivo.',
  },
  CATALOG_IMPORT_HAS_ERRORS: {
    title: 'Algunas filas tienen fallos',
    happened: 'No se ha importado nada: o entran todas las filas, o ninguna.',
    todo: 'Descargue la lista, corrija el archivo y vuelva a elegirlo.',
  },
};
