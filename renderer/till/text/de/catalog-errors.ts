import type { catalogErrors as english } from '../en/catalog-errors.ts';

export const catalogErrors: typeof english = {
  SALE_DISCOUNT_NOT_ALLOWED: {
    title: 'Dieser Nachlass geht nicht',
    happened: 'Der Preis bleibt, wie er war.',
    todo: 'Geben Sie 0 bis 100 Prozent Nachlass, oder weniger als den Preis.',
  },
  SALE_PRICE_NEEDED: {
    title: 'Dieser Artikel braucht einen Preis',
    happened: 'Er hat keinen festen Preis, deshalb kam nichts in den Warenkorb.',
    todo: 'Artikel antippen und den Preis eintippen.',
  },
  SALE_WEIGHT_NEEDED: {
    title: 'Dieser Artikel wird nach Gewicht verkauft',
    happened: 'Es kam nichts in den Warenkorb.',
    todo: 'Artikel antippen und das Gewicht eintippen.',
  },
  SALE_NOT_ENOUGH_STOCK: {
    title: 'Davon ist nicht genug da',
    happened: 'Der Laden verkauft nicht mehr davon, als er hat. Der Warenkorb blieb, wie er war.',
    todo: 'Weniger verkaufen oder den Bestand unter Artikel berichtigen.',
  },
  CATALOG_PRODUCT_NOT_FOUND: {
    title: 'Diesen Artikel gibt es nicht',
    happened: 'Es kam nichts in den Warenkorb.',
    todo: 'Nach dem Namen suchen oder als freien Artikel verkaufen.',
  },
  CATALOG_SKU_TAKEN: {
    title: 'Diese Artikelnummer hat schon ein anderer Artikel',
    happened: 'Es wurde nichts gespeichert.',
    todo: 'Jedem Artikel eine eigene Artikelnummer geben.',
  },
  SCAN_TORN: {
    title: 'Der Code war nicht zu lesen',
    happened:
      'Der Scanner stockte mittendrin, darum wurde der Rest verworfen. Die ersten Zeichen gelten als getippt.',
    todo: 'Prüfen, was getippt oder gewählt wurde, dann noch einmal scannen.',
  },
  CATALOG_CODE_TAKEN: {
    title: 'Dieser Barcode gehört zu einem anderen Artikel',
    happened: 'Es wurde nichts gespeichert, denn ein Scan darf nur einen Artikel finden.',
    todo: 'Den Code zuerst beim anderen Artikel löschen.',
  },
  CATALOG_VARIANT_TAKEN: {
    title: 'Zwei Varianten heißen gleich',
    happened: 'Es wurde nichts gespeichert.',
    todo: 'Jede Variante anders nennen, zum Beispiel S, M und L.',
  },
  CATALOG_PRICE_NEEDED: {
    title: 'Ware nach Gewicht braucht einen Preis',
    happened: 'Es wurde nichts gespeichert.',
    todo: 'Den Preis für ein Kilogramm eintippen.',
  },
  CATALOG_CATEGORY_NOT_FOUND: {
    title: 'Diese Warengruppe gibt es nicht mehr',
    happened: 'Sie wurde inzwischen entfernt. Es wurde nichts gespeichert.',
    todo: 'Eine andere Warengruppe wählen.',
  },
  CATALOG_CATEGORY_IN_USE: {
    title: 'In dieser Warengruppe sind noch Artikel',
    happened: 'Sie wurde nicht entfernt.',
    todo: 'Ihre Artikel zuerst in eine andere Warengruppe legen.',
  },
  CATALOG_TAX_CLASS_NOT_FOUND: {
    title: 'Diesen Steuersatz gibt es nicht mehr',
    happened: 'Es wurde nichts gespeichert.',
    todo: 'Einen anderen Steuersatz wählen.',
  },
  CATALOG_PICTURE_NOT_READABLE: {
    title: 'Dieses Bild geht nicht',
    happened: 'Der Artikel behält das Bild, das er hatte.',
    todo: 'Ein Bild als PNG, JPEG oder WebP wählen.',
  },
  CATALOG_IMPORT_RUNNING: {
    title: 'Ein Import läuft',
    happened: 'Es wurde nichts geändert. Verkauft werden kann weiter.',
    todo: 'Warten, bis er fertig ist, dann noch einmal versuchen.',
  },
  CATALOG_IMPORT_GONE: {
    title: 'Diesen Import gibt es nicht mehr',
    happened: 'Das Sortiment blieb, wie es war.',
    todo: 'Die Datei noch einmal wählen.',
  },
  CATALOG_IMPORT_HAS_ERRORS: {
    title: 'Einige Zeilen stimmen nicht',
    happened: 'Es wurde nichts importiert: entweder alle Zeilen oder keine.',
    todo: 'Die Liste herunterladen, die Datei berichtigen und noch einmal wählen.',
  },
};
