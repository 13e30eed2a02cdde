import type { FormObject } from './form.ts';
import type { World } from '../world.ts';

/** Puts whole objects where `expand` asked for them: only the paths this product uses, others stay ids. */
export function expand(world: World, result: unknown, form: FormObject): unknown {
  const wanted = form['expand'];
  if (wanted === undefined || typeof wanted === 'string') return result;
  const paths = Object.values(wanted);
  const one = paths.includes('latest_charge');
  const many = paths.includes('data.latest_charge');
  if (one && isRecord(result)) return withCharge(world, result);
  const data: unknown = isRecord(result) ? result['data'] : undefined;
  if (many && isRecord(result) && Array.isArray(data)) {
    return {
      ...result,
      data: data.map((item: unknown) => (isRecord(item) ? withCharge(world, item) : item)),
    };
  }
  if (paths.includes('data.source') && isRecord(result) && Array.isArray(data)) {
    return {
      ...result,
      data: data.map((item: unknown) => (isRecord(item) ? withSource(world, item) : item)),
    };
  }
  return result;
}

function withSource(world: World, object: Readonly<Record<string, unknown>>): unknown {
  const id = object['source'];
  if (typeof id !== 'string') return object;
  const { charges, refunds, disputes } = world.state;
  return { ...object, source: charges[id] ?? refunds[id] ?? disputes[id] ?? id };
}

function withCharge(world: World, object: Readonly<Record<string, unknown>>): unknown {
  const id = object['latest_charge'];
  return typeof id === 'string' ? { ...object, latest_charge: world.state.charges[id] ?? id } : object;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
