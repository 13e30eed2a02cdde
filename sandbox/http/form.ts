/** A decoded request body: nested names (`a[b][0]=c`) become nested objects; lists stay objects keyed by index. */
export type FormValue = string | FormObject;
export type FormObject = { readonly [key: string]: FormValue };

/** Decodes Stripe's form encoding. Names that could reach an object's prototype are refused as unknown later. */
export function decodeForm(text: string): FormObject {
  const root = emptyObject();
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [...name.matchAll(/[^[\]]+/gu)].map((match) => match[0]);
    if (name.endsWith('[]')) {
      appendToList(root, path, value);
      continue;
    }
    let at = root;
    path.forEach((key, index) => {
      if (index === path.length - 1) {
        at[key === '' ? '0' : key] = value;
        return;
      }
      const next = at[key];
      const child = next === undefined || typeof next === 'string' ? emptyObject() : next;
      at[key] = child;
      at = child;
    });
  }
  return root;
}

type Mutable = { [key: string]: string | Mutable };

function emptyObject(): Mutable {
  // No prototype: `__proto__` and `constructor` are ordinary, unknown names here.
  return Object.create(null) as Mutable; // Object.create has no better type.
}

/** `expand[]=a&expand[]=b` gives no index; each value takes the next free one. */
function appendToList(root: Mutable, path: readonly string[], value: string): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let at = root;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (next === undefined || typeof next === 'string') return;
    at = next;
  }
  const before = at[last];
  const list = before === undefined || typeof before === 'string' ? emptyObject() : before;
  list[String(Object.keys(list).length)] = value;
  at[last] = list;
}
