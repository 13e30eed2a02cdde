import { gtinCheckDigit } from '../../../shared/domain/catalog/index.ts';

/**
 * The shelves of Kade 12, the invented shop of training and demos. Prices in euro cents, VAT included; 9 % on food and
 * drink, 21 % on the rest, as in the Netherlands.
 */
export type DemoProduct = {
  readonly name: string;
  readonly category: string;
  /** Null: asked at the sale. For a kilogram where it has a scale code. */
  readonly priceMinor: number | null;
  readonly variant?: string;
  readonly scaleCode?: string;
  readonly stock?: number;
  readonly picture: string | null;
  readonly favourite: boolean;
};

export const DEMO_CATEGORIES = [
  { id: 'coffee', name: 'Coffee', tone: 'orange', vat: 'reduced' },
  { id: 'tea', name: 'Tea & cold', tone: 'green', vat: 'reduced' },
  { id: 'bakery', name: 'Bakery', tone: 'sand', vat: 'reduced' },
  { id: 'beans', name: 'Beans', tone: 'rose', vat: 'reduced' },
  { id: 'home', name: 'Home', tone: 'blue', vat: 'standard' },
  { id: 'paper', name: 'Paper', tone: 'pink', vat: 'standard' },
] as const;

export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  p('Espresso', 'coffee', 280, 'espresso', true),
  p('Flat White', 'coffee', 420, 'flatwhite', true),
  p('Cappuccino', 'coffee', 410, 'cappuccino', true),
  p('Batch Brew', 'coffee', 320, 'batch', true),
  p('Iced Latte', 'coffee', 480, 'icedlatte', true),
  p('Americano', 'coffee', 330, 'espresso'),
  p('Cortado', 'coffee', 380, 'flatwhite'),
  p('Mocha', 'coffee', 490, 'cappuccino'),
  p('Cold Brew', 'coffee', 450, 'icedlatte'),
  p('Matcha Latte', 'tea', 520, 'matcha', true),
  p('Fresh Mint Tea', 'tea', 360, 'minttea', true),
  p('Rhubarb Soda', 'tea', 440, 'soda', true),
  p('Ginger Tea', 'tea', 360, 'minttea'),
  p('Chai Latte', 'tea', 490, 'matcha'),
  p('Elderflower Soda', 'tea', 440, 'soda'),
  p('Sparkling Water', 'tea', 290, 'soda'),
  p('Almond Croissant', 'bakery', 390, 'croissant', true),
  p('Cinnamon Bun', 'bakery', 380, 'bun', true),
  p('Banana Bread', 'bakery', 420, 'banana', true),
  p('Sea Salt Cookie', 'bakery', 290, 'cookie', true),
  p('Butter Croissant', 'bakery', 320, 'croissant'),
  p('Cardamom Bun', 'bakery', 390, 'bun'),
  p('Carrot Cake', 'bakery', 480, 'banana'),
  p('Oat Cookie', 'bakery', 290, 'cookie'),
  p('Ethiopia Guji, 250 g', 'beans', 1450, 'bag1', true),
  p('Colombia Huila, 250 g', 'beans', 1340, 'bag2', true),
  p('V60 Papers, 100', 'beans', 750, 'papers', true),
  p('Kenya Nyeri, 250 g', 'beans', 1590, 'bag1'),
  p('House Espresso, 1 kg', 'beans', 3450, 'bag2'),
  p('Decaf Sugarcane, 250 g', 'beans', 1390, 'bag1'),
  p('House Granola, 400 g', 'beans', 1000, 'bag2'),
  p('Chemex Papers, 100', 'beans', 1290, 'papers'),
  p('Stoneware Mug, Sand', 'home', 1800, 'mug', true),
  p('Soy Candle, Fig & Cedar', 'home', 2400, 'candle', true),
  p('Linen Tea Towel', 'home', 1650, 'towel', true),
  p('Stoneware Mug, Slate', 'home', 1800, 'mug'),
  p('Soy Candle, Fresh Linen', 'home', 2400, 'candle'),
  p('Linen Tea Towel, Ochre', 'home', 1650, 'towel'),
  p('Espresso Cup, Set of 2', 'home', 2200, 'mug'),
  p('Dot Grid Notebook', 'paper', 1290, 'notebook', true),
  p('Canvas Tote', 'paper', 1400, 'tote', true),
  p('Ruled Notebook', 'paper', 1290, 'notebook'),
  p('Pocket Notebook, 3 pack', 'paper', 1150, 'notebook'),
  p('Market Tote', 'paper', 1900, 'tote'),
  p('Greeting Card, Harbour', 'paper', 350, 'papers'),
  { ...p('Kade 12 T-Shirt', 'home', 2500, 'towel'), variant: 'S', stock: 4 },
  { ...p('Kade 12 T-Shirt', 'home', 2500, 'towel'), variant: 'M', stock: 6 },
  { ...p('Kade 12 T-Shirt', 'home', 2700, 'towel'), variant: 'XL', stock: 1 },
  { ...p('Loose Beans by weight', 'beans', 3990, 'bag1'), scaleCode: '00042' },
  { ...p('Gift Wrapping', 'paper', 0, 'papers'), priceMinor: null },
];

function p(
  name: string,
  category: string,
  priceMinor: number,
  picture: string,
  favourite = false,
): DemoProduct {
  return { name, category, priceMinor, picture, favourite };
}

/** An EAN-13 in the range for goods within a shop (prefix 20), with its check digit. */
export function demoBarcode(index: number): string {
  const digits = `20${String(index).padStart(10, '0')}`;
  return `${digits}${gtinCheckDigit(digits)}`;
}
