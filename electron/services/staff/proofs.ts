import { createHmac, scryptSync, timingSafeEqual } from 'node:crypto';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import { isGtin } from '../../../shared/domain/catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { Random, Vault } from '../ports.ts';
import type { Throttle } from './throttle.ts';

type Checked = Result<Record<string, never>>;

type PinRow = { readonly pin_salt: string | null; readonly pin_hash: string | null; readonly active: 0 | 1 };

export type Proofs = {
  /** Refusals: STAFF_PIN_NOT_SET, STAFF_PIN_WRONG, STAFF_PIN_THROTTLED, VAULT_UNAVAILABLE. */
  readonly checkPin: (staffId: string, pin: string) => Promise<Checked>;
  /** `then` joins what has to be committed with the PIN. Refusals: STAFF_PIN_NOT_ALLOWED, VAULT_UNAVAILABLE, its own. */
  readonly setPin: (pin: string, then: (store: (staffId: string) => void) => Checked) => Promise<Checked>;
  /**
   * Whose badge this is. Refusals: STAFF_BADGE_UNKNOWN, STAFF_PIN_THROTTLED, VAULT_UNAVAILABLE; STAFF_NOT_A_BADGE for
   * a product's code, which is nobody's guess and counts as none.
   */
  readonly readBadge: (badge: string) => Promise<Result<{ readonly staffId: string }>>;
  /**
   * The form in which a new badge is kept. Refusals: VAULT_UNAVAILABLE; STAFF_NOT_A_BADGE for a product's code, which
   * anybody could scan, and of which tries are not counted.
   */
  readonly hashNewBadge: (badge: string) => Promise<Result<string>>;
};

/** What proves who somebody is: a PIN, or the code on a badge. Both are kept as hashes keyed from the vault. */
export function createProofs(ports: {
  readonly db: Db;
  readonly random: Random;
  readonly vault: () => Vault;
  readonly throttle: Throttle;
  /** Whether the catalogue has a product with this code. */
  readonly isProduct: (code: string) => boolean;
  /** What a guess costs, as scrypt's N. Simulations guess nothing and take less. */
  readonly pinCost?: number;
}): Proofs {
  const { db, throttle, pinCost = PIN_COST } = ports;
  const hashBadge = async (badge: string): Promise<Result<string>> => {
    const pepper = await readPepper(ports);
    return pepper === null ? refuse('VAULT_UNAVAILABLE') : accept(keyedHash(badge, pepper));
  };
  const isGoods = (code: string): boolean => isGtin(code) || ports.isProduct(code);
  return {
    checkPin: async (staffId, pin) => {
      const pepper = await readPepper(ports);
      if (pepper === null) return refuse('VAULT_UNAVAILABLE');
      // From here on nothing waits: guesses sent all at once are counted one after another like any others.
      const row = db.get<PinRow>('SELECT pin_salt, pin_hash, active FROM staff WHERE staff_id = ?', staffId);
      if (row === null || row.active === 0) return refuse('STAFF_NOT_FOUND');
      if (row.pin_hash === null || row.pin_salt === null) return refuse('STAFF_PIN_NOT_SET');
      const tried = { what: 'pin', staffId } as const;
      const throttled = throttle.refusal(tried);
      if (throttled !== null) return throttled;
      const given = hashPin(pin, pepper, row.pin_salt, pinCost);
      const kept = Buffer.from(row.pin_hash, 'hex');
      if (given.length === kept.length && timingSafeEqual(given, kept)) {
        throttle.right(tried);
        return accept({});
      }
      throttle.wrong(tried);
      return refuse('STAFF_PIN_WRONG');
    },
    setPin: async (pin, then) => {
      if (isGuessable(pin)) return refuse('STAFF_PIN_NOT_ALLOWED');
      const salt = Buffer.from(ports.random.bytes(16)).toString('hex');
      const pepper = await readPepper(ports);
      if (pepper === null) return refuse('VAULT_UNAVAILABLE');
      const hash = hashPin(pin, pepper, salt, pinCost).toString('hex');
      return then((staffId) => {
        db.run('UPDATE staff SET pin_salt = ?, pin_hash = ? WHERE staff_id = ?', salt, hash, staffId);
      });
    },
    readBadge: async (badge) => {
      const hash = await hashBadge(badge);
      if (!hash.ok) return hash;
      const throttled = throttle.refusal({ what: 'badge' });
      if (throttled !== null) return throttled;
      const row = db.get<{ readonly staff_id: string }>(
        'SELECT staff_id FROM staff WHERE badge_hash = ? AND active = 1',
        hash.value,
      );
      if (row !== null) return accept({ staffId: row.staff_id });
      if (isGoods(badge)) return refuse('STAFF_NOT_A_BADGE');
      throttle.wrong({ what: 'badge' });
      return refuse('STAFF_BADGE_UNKNOWN');
    },
    hashNewBadge: (badge) =>
      isGoods(badge) ? Promise.resolve(refuse('STAFF_NOT_A_BADGE')) : hashBadge(badge),
  };
}

async function readPepper(ports: {
  readonly vault: () => Vault;
  readonly random: Random;
}): Promise<string | null> {
  const kept = await ports.vault().get('pin-pepper');
  if (!kept.ok) return null;
  if (kept.value !== null) return kept.value;
  const fresh = Buffer.from(ports.random.bytes(32)).toString('hex');
  const saved = await ports.vault().set('pin-pepper', fresh);
  return saved.ok ? fresh : null;
}

/** Deliberately slow: four digits are few, and the table may one day be in the wrong hands. */
const PIN_COST = 16_384;

function hashPin(pin: string, pepper: string, salt: string, cost: number): Buffer {
  return scryptSync(`${pin}:${pepper}`, salt, 32, { N: cost });
}

/** Without a salt, because a badge must be found by its code; the key in the vault makes a copied table useless. */
function keyedHash(badge: string, pepper: string): string {
  return createHmac('sha256', pepper).update(`badge:${badge}`).digest('hex');
}

/** 0000, 1234 and 4321 are tried first by everybody who should not be here. */
function isGuessable(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? digit)));
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
}
