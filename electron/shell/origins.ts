/** Scheme and host of an address. `URL.origin` is "null" for schemes that only we know. Empty for no address at all. */
export function originOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? '' : `${url.protocol}//${url.host}`;
}

/** The origin of an address that a page may load from: https, or plain http on this computer. Otherwise null. */
export function checkedOrigin(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const isHere = url.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
  return url.protocol === 'https:' || isHere ? url.origin : null;
}
