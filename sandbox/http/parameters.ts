import { invalid } from './api-error.ts';
import type { FormObject, FormValue } from './form.ts';

/**
 * Reads a request's parameters by name and refuses, at `done`, whatever was not read: as Stripe does, and before
 * anything is changed.
 */
export type Parameters = {
  readonly text: (name: string) => string | undefined;
  readonly required: (name: string) => string;
  readonly integer: (name: string) => number | undefined;
  readonly boolean: (name: string) => boolean | undefined;
  readonly oneOf: <Name extends string>(name: string, allowed: readonly Name[]) => Name | undefined;
  readonly list: (name: string) => readonly string[] | undefined;
  readonly object: (name: string) => Parameters | undefined;
  readonly objects: (name: string) => readonly Parameters[] | undefined;
  readonly metadata: () => Record<string, string> | undefined;
  /** Call when all were read: an unknown name is a refusal. */
  readonly done: () => void;
};

export function readParameters(body: FormObject, path = ''): Parameters {
  const read = new Set<string>();
  const nameOf = (name: string): string => (path === '' ? name : `${path}[${name}]`);
  const take = (name: string): FormValue | undefined => {
    read.add(name);
    return Object.hasOwn(body, name) ? body[name] : undefined;
  };
  const text = (name: string): string | undefined => {
    const value = take(name);
    if (value !== undefined && typeof value !== 'string') {
      throw invalid(`Invalid string: ${nameOf(name)}`, 'parameter_invalid_string', nameOf(name));
    }
    return value;
  };
  const children: Parameters[] = [];
  return {
    text,
    required: (name: string): string => {
      const value = text(name);
      if (value === undefined || value === '') {
        throw invalid(`Missing required param: ${nameOf(name)}.`, 'parameter_missing', nameOf(name));
      }
      return value;
    },
    integer: (name: string): number | undefined => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^-?\d{1,15}$/u.test(value)) {
        throw invalid(`Invalid integer: ${value}`, 'parameter_invalid_integer', nameOf(name));
      }
      return Number(value);
    },
    boolean: (name: string): boolean | undefined => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (value !== 'true' && value !== 'false')
        throw invalid(`Invalid boolean: ${value}`, undefined, nameOf(name));
      return value === 'true';
    },
    oneOf: <Name extends string>(name: string, allowed: readonly Name[]): Name | undefined => {
      const value = text(name);
      if (value === undefined) return undefined;
      const found = allowed.find((each) => each === value);
      if (found === undefined) {
        throw invalid(
          `Invalid ${nameOf(name)}: must be one of ${allowed.join(', ')}`,
          undefined,
          nameOf(name),
        );
      }
      return found;
    },
    list: (name: string): readonly string[] | undefined => {
      const value = take(name);
      if (value === undefined) return undefined;
      if (typeof value === 'string') throw invalid('Invalid array', undefined, nameOf(name));
      return Object.values(value).map((item) => {
        if (typeof item !== 'string') throw invalid('Invalid array', undefined, nameOf(name));
        return item;
      });
    },
    object: (name: string): Parameters | undefined => {
      const value = take(name);
      if (value === undefined || value === '') return undefined;
      if (typeof value === 'string') throw invalid('Invalid object', undefined, nameOf(name));
      const child = readParameters(value, nameOf(name));
      children.push(child);
      return child;
    },
    objects: (name: string): readonly Parameters[] | undefined => {
      const value = take(name);
      if (value === undefined) return undefined;
      if (typeof value === 'string') throw invalid('Invalid array', undefined, nameOf(name));
      return Object.entries(value).map(([index, item]) => {
        if (typeof item === 'string') throw invalid('Invalid array', undefined, nameOf(name));
        const child = readParameters(item, `${nameOf(name)}[${index}]`);
        children.push(child);
        return child;
      });
    },
    metadata: (): Record<string, string> | undefined => {
      const value = take('metadata');
      if (value === undefined) return undefined;
      if (typeof value === 'string') return {};
      const entries = Object.entries(value).map(([key, item]): [string, string] => {
        if (typeof item !== 'string') throw invalid('Metadata values must be strings', undefined, 'metadata');
        if (key.length > 40 || item.length > 500) {
          throw invalid(
            'Metadata keys can have up to 40 characters, values up to 500',
            undefined,
            'metadata',
          );
        }
        return [key, item];
      });
      if (entries.length > 50) throw invalid('Metadata can have up to 50 keys', undefined, 'metadata');
      return Object.fromEntries(entries);
    },
    done: (): void => {
      for (const child of children) child.done();
      const unknown = Object.keys(body).find((name) => !read.has(name));
      if (unknown !== undefined) {
        throw invalid(`Received unknown parameter: ${nameOf(unknown)}`, 'parameter_unknown', nameOf(unknown));
      }
    },
  };
}
