import type { z } from 'zod';

/** The parts of a schema's definition that are walked here. */
export type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
};

export function definitionOf(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition; // Zod's own description; read field by field below.
}

const GOOD_LEAVES: readonly unknown[] = [
  'x',
  'some text',
  '1234',
  '4242424242424242',
  'EUR',
  'en',
  'system',
  'help',
  'F1',
  'NL',
  'tap',
  'http://127.0.0.1:1/',
  'connected',
  'ready',
  'paid',
  'other',
  'cash',
  'treat-as-charged',
  'let-go',
  'one-line',
  'off',
  'automatic',
  'lan',
  'card-declined',
  'owner',
  'sale.make',
  'denied',
  'csv',
  'none',
  'pay-in',
  'epson',
  'light',
  'smtp',
  'tls',
  'test-page',
  'till@shop.example',
  '/dev/usb/lp0',
  'piece',
  'warn',
  'orange',
  'count',
  '28',
  '12345',
  'price',
  '/9j/AAAA',
  'base64:AAAA',
  'sku',
  'cents-first',
  'export',
  '.',
  1,
  8,
  true,
  null,
];

/** One request that a schema accepts: objects field by field, leaves by trying. */
export function goodFor(schema: z.ZodType): unknown {
  const { type, shape, in: inner, options, element } = definitionOf(schema);
  if (type === 'object' && shape !== undefined) {
    return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, goodFor(field)]));
  }
  if (type === 'union' && options?.[0] !== undefined) return goodFor(options[0]);
  if (type === 'pipe' && inner !== undefined && definitionOf(inner).type === 'object') return goodFor(inner);
  if (type === 'default') return null;
  if (type === 'array' && element !== undefined) return [goodFor(element)];
  if (type === 'literal') return (schema.def as unknown as { readonly values: readonly unknown[] }).values[0]; // Zod's.
  const found = GOOD_LEAVES.find((leaf) => schema.safeParse(leaf).success);
  if (found === undefined) throw new Error(`No example for a ${type}: add one to GOOD_LEAVES`);
  return found;
}
