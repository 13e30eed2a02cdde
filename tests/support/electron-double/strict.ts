import { EventEmitter } from 'node:events';

/** Reading one of these is how JavaScript itself and test tools look at an object; it is no use of Electron. */
const LOOKED_AT = new Set<string>([
  'then',
  'toJSON',
  'asymmetricMatch',
  'constructor',
  '$$typeof',
  'nodeType',
]);

/**
 * An object that has exactly these members. Using another one throws, so that code which reaches for more of Electron
 * than the double models fails loudly instead of passing on `undefined`.
 */
export function strict<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get: (target, key, receiver): unknown => {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver);
      if (LOOKED_AT.has(key)) return undefined;
      throw new Error(`The Electron double does not model ${name}.${key}`);
    },
    set: (_target, key) => {
      throw new Error(`The Electron double does not model setting ${name}.${String(key)}`);
    },
  });
}

/** Throws on an option that the double does not know, such as a misspelt one, which Electron would ignore. */
export function knownKeys(name: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw new Error(`The Electron double does not model ${name}.${key}`);
  }
}

export type PreventableEvent = { readonly preventDefault: () => void; readonly defaultPrevented: boolean };

/** An event as Electron passes it, with the fields of its details. */
export function preventable<Fields extends object>(fields: Fields): Fields & PreventableEvent {
  let prevented = false;
  return {
    ...fields,
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}

export type Listener = (...list: readonly never[]) => void;

/** Events by name, only those that the double models. */
export function createEvents(name: string, modelled: readonly string[]) {
  const emitter = new EventEmitter();
  const check = (event: string): void => {
    if (!modelled.includes(event))
      throw new Error(`The Electron double does not model ${name}.on('${event}')`);
  };
  return {
    members: {
      on: (event: string, listener: Listener): void => {
        check(event);
        emitter.on(event, listener as (...list: unknown[]) => void); // Emitted with what this event carries.
      },
      once: (event: string, listener: Listener): void => {
        check(event);
        emitter.once(event, listener as (...list: unknown[]) => void); // As above.
      },
    },
    emit: (event: string, ...list: readonly unknown[]): void => {
      check(event);
      emitter.emit(event, ...list);
    },
    count: (event: string): number => emitter.listenerCount(event),
  };
}
