import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Random } from './ports.ts';

/**
 * Encryption at rest. The master key wraps one data key per store; bodies and signing secrets are sealed with the data
 * key. What a sealed value belongs to (`purpose`) is authenticated with it, so that a value copied into another row,
 * or another store's, does not open.
 */
export type Sealer = {
  readonly newDataKey: (storeId: string) => Uint8Array;
  readonly seal: (wrappedDataKey: Uint8Array, place: SealedPlace, text: string) => Uint8Array;
  /** Throws when the value was changed, moved or sealed under another key: a damaged log, not an expected outcome. */
  readonly open: (wrappedDataKey: Uint8Array, place: SealedPlace, sealed: Uint8Array) => string;
  /** A keyed fingerprint for looking up short secrets, such as pairing codes, that a plain hash would give away. */
  readonly fingerprint: (purpose: string, text: string) => string;
  /** Proves that a database belongs to this master key. */
  readonly keyCheck: () => string;
};

export type SealedPlace = { readonly storeId: string; readonly purpose: string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** `masterKey`: 32 bytes. Cipher: AES-256-GCM with a random nonce for each value. */
export function createSealer(masterKey: Uint8Array, random: Random): Sealer {
  if (masterKey.length !== KEY_BYTES)
    throw new Error(`The master key has ${String(masterKey.length)} bytes, not 32.`);
  const wrapKey = derive(masterKey, 'wrap data keys');
  const printKey = derive(masterKey, 'fingerprints');
  const opened = new Map<string, Uint8Array>();
  const fingerprint = (purpose: string, text: string): string =>
    createHmac('sha256', printKey).update(`${purpose}\0${text}`).digest('hex');

  function dataKey(wrapped: Uint8Array, storeId: string): Uint8Array {
    const name = `${storeId}\0${Buffer.from(wrapped).toString('base64')}`;
    const known = opened.get(name);
    if (known !== undefined) return known;
    const key = decrypt(wrapKey, associated({ storeId, purpose: 'data-key' }), wrapped);
    opened.set(name, key);
    return key;
  }

  return {
    newDataKey: (storeId) =>
      encrypt({
        key: wrapKey,
        nonce: random.bytes(NONCE_BYTES),
        associatedData: associated({ storeId, purpose: 'data-key' }),
        plain: random.bytes(KEY_BYTES),
      }),
    seal: (wrapped, place, text) =>
      encrypt({
        key: dataKey(wrapped, place.storeId),
        nonce: random.bytes(NONCE_BYTES),
        associatedData: associated(place),
        plain: Buffer.from(text, 'utf8'),
      }),
    open: (wrapped, place, sealed) =>
      decrypt(dataKey(wrapped, place.storeId), associated(place), sealed).toString('utf8'),
    fingerprint,
    keyCheck: () => fingerprint('key-check', 'relay'),
  };
}

function derive(masterKey: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(
    hkdfSync('sha256', masterKey, new Uint8Array(0), `flexotiumpos relay: ${label}`, KEY_BYTES),
  );
}

function associated(place: SealedPlace): Buffer {
  return Buffer.from(`${place.storeId}\0${place.purpose}`, 'utf8');
}

type Encryption = {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly associatedData: Uint8Array;
  readonly plain: Uint8Array;
};

function encrypt({ key, nonce, associatedData, plain }: Encryption): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: Uint8Array, associatedData: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData);
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
