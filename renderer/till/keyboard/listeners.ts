/** Who hears the keyboard, in order. `Listener` tells by `modal` that nothing below it hears anything. */
export type Listeners<Listener extends { readonly modal?: boolean }> = {
  /** `layer`: 0 for the page itself, more for what lies on top of it. Answers how to stop. */
  readonly listen: (read: () => Listener, layer: number) => () => void;
  /** Asks one after another until somebody uses it: higher layers first, and within one layer the later ones. */
  readonly offer: (use: (listener: Listener) => boolean | undefined) => boolean;
};

export function createListeners<Listener extends { readonly modal?: boolean }>(): Listeners<Listener> {
  const listeners: { readonly read: () => Listener; readonly layer: number }[] = [];
  return {
    listen: (read, layer) => {
      const listener = { read, layer };
      listeners.push(listener);
      return () => {
        const index = listeners.indexOf(listener);
        if (index >= 0) listeners.splice(index, 1);
      };
    },
    offer: (use) => {
      // A screen that comes while a dialog is open stays below it, though it came later.
      for (const { read } of listeners.toSorted((one, other) => one.layer - other.layer).toReversed()) {
        const listener = read();
        if (use(listener) === true) return true;
        if (listener.modal === true) return false;
      }
      return false;
    },
  };
}
