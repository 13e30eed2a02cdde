import type { ImportField, ImportMapping } from '../../../../shared/contract/index.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * Which encoding a file has: by its byte order mark, else UTF-8 where all of it is valid UTF-8. What is not was written
 * by an older spreadsheet of Windows. Fed part by part, so that no file has to fit into memory.
 */
export function createEncodingProbe() {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let mark: Encoding | null = null;
  let isFirst = true;
  return {
    feed: (bytes: Uint8Array): void => {
      if (isFirst && bytes.length > 0) {
        isFirst = false;
        if (bytes[0] === 0xff && bytes[1] === 0xfe) mark = 'utf-16le';
      }
      if (!isUtf8 || mark !== null) return;
      try {
        strict.decode(bytes, { stream: true });
      } catch {
        isUtf8 = false;
      }
    },
    encoding: (): Encoding => mark ?? (isUtf8 ? 'utf-8' : 'windows-1252'),
  };
}

/** The sign that parts columns: whichever stands most often in the first line, outside of quotes. */
export function findDelimiter(firstLine: string): Delimiter {
  const bare = firstLine.replaceAll(/"[^"]*"/gu, '');
  const counted = ([';', ',', '\t', '|'] as const).map(
    (sign) => [sign, bare.split(sign).length - 1] as const,
  );
  const [best] = counted.toSorted((one, other) => other[1] - one[1]);
  return best !== undefined && best[1] > 0 ? best[0] : ',';
}

/** Whether prices are written with a comma: by the numbers themselves, and where they don't tell, by the delimiter. */
export function findDecimalSign(cells: readonly string[], delimiter: Delimiter): '.' | ',' {
  const commas = cells.filter((cell) => /^\D*\d+,\d{1,2}\D*$/u.test(cell)).length;
  const points = cells.filter((cell) => /^\D*\d+\.\d{1,2}\D*$/u.test(cell)).length;
  if (commas !== points) return commas > points ? ',' : '.';
  return delimiter === ';' ? ',' : '.';
}

const NAMES: Readonly<Record<ImportField, readonly string[]>> = {
  sku: [
    'sku',
    'artikelnummer',
    'artikelnr',
    'artnr',
    'nummer',
    'itemnumber',
    'productcode',
    'reference',
    'ref',
    'referencia',
  ],
  name: [
    'name',
    'title',
    'product',
    'productname',
    'bezeichnung',
    'artikel',
    'artikelname',
    'description',
    'nom',
    'designation',
    'libelle',
    'nombre',
    'descripcion',
  ],
  variant: ['variant', 'variante', 'option', 'size', 'grosse', 'taille', 'talla'],
  category: [
    'category',
    'kategorie',
    'warengruppe',
    'group',
    'department',
    'type',
    'rayon',
    'categorie',
    'famille',
    'categoria',
    'familia',
  ],
  price: [
    'price',
    'preis',
    'unitprice',
    'verkaufspreis',
    'vk',
    'vkbrutto',
    'retailprice',
    'sellingprice',
    'prix',
    'prixttc',
    'prixdevente',
    'precio',
    'pvp',
  ],
  tax: [
    'tax',
    'taxclass',
    'taxrate',
    'vat',
    'steuer',
    'steuersatz',
    'mwst',
    'ust',
    'taxe',
    'tva',
    'tauxtva',
    'impuesto',
    'iva',
  ],
  barcodes: [
    'barcode',
    'barcodes',
    'ean',
    'gtin',
    'upc',
    'ean13',
    'strichcode',
    'codebarres',
    'codesbarres',
    'codigodebarras',
    'codigosdebarras',
  ],
  stock: [
    'stock',
    'quantity',
    'qty',
    'onhand',
    'bestand',
    'lagerbestand',
    'menge',
    'inventory',
    'enstock',
    'quantite',
    'quantiteenstock',
    'existencias',
    'cantidad',
  ],
  soldBy: ['soldby', 'unit', 'einheit', 'verkauftnach', 'unite', 'vendu', 'unidad', 'sevendepor'],
  scaleCode: ['scalecode', 'plu', 'waagennummer', 'waagencode', 'codebalance', 'codigodebalanza'],
  favourite: ['favourite', 'favorite', 'favorit', 'favori', 'favorito'],
};

/** What each column probably holds, by its name in one of the till's languages. */
export function guessMapping(columns: readonly string[]): ImportMapping {
  const known = columns.map((column) =>
    column
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/gu, ''),
  );
  // The keys of a const record are its key type.
  return (Object.keys(NAMES) as ImportField[]).flatMap((field) => {
    const column = known.findIndex((name) => NAMES[field].includes(name));
    return column === -1 ? [] : [{ field, column }];
  });
}
