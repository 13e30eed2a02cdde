import { accept, refuse, type MaskedSecret, type Result } from '../../../shared/contract/index.ts';

export type KeyMode = 'test' | 'live';

export type KeyPair = {
  readonly mode: KeyMode;
  readonly publishableKey: string;
  /** Null keeps the saved one. */
  readonly secretKey: string | null;
};

const PUBLISHABLE = /^pk_(test|live)_\w{8,240}$/u;
const SECRET = /^(?:sk|rk)_(test|live)_\w{8,240}$/u;
/**
 * Newer keys begin with a 5 and their account's id without `acct_`, 16 characters of which the first is a 1. Seen on
 * keys of accounts made since 2019; Stripe does not promise it, so a key without it is "not verified", never wrong.
 */
const ACCOUNT_IN_KEY = /^[a-z]{2}_(?:test|live)_5(1[0-9A-Za-z]{15})/u;

/** Reads what the manager typed: the right kind of key in each field, both of one mode, that mode allowed here. */
export function readKeyPair(typed: {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly saved: MaskedSecret | null;
  readonly liveAllowed: boolean;
}): Result<KeyPair> {
  const publishable = PUBLISHABLE.exec(typed.publishableKey);
  if (publishable === null) return refuse('SETTINGS_KEY_MALFORMED', { field: 'publishableKey' });
  const keepsSecret = typed.secretKey === '';
  const secretMode = keepsSecret ? modeOfMasked(typed.saved) : SECRET.exec(typed.secretKey)?.[1];
  if (secretMode === undefined) return refuse('SETTINGS_KEY_MALFORMED', { field: 'secretKey' });
  const mode = publishable[1] === 'live' ? 'live' : 'test';
  if (secretMode !== mode) return refuse('SETTINGS_KEY_MODES_DIFFER');
  if (mode === 'live' && !typed.liveAllowed) return refuse('SETTINGS_LIVE_KEY_NOT_HERE');
  return accept({
    mode,
    publishableKey: typed.publishableKey,
    secretKey: keepsSecret ? null : typed.secretKey,
  });
}

/** The account's id as far as a key shows it; null where it does not. */
export function accountShownBy(key: string): string | null {
  const shown = ACCOUNT_IN_KEY.exec(key)?.[1];
  return shown === undefined ? null : `acct_${shown}`;
}

/**
 * Whether the publishable key belongs to the account of the secret key. `differ` only when a key really shows another
 * account: what can't be seen is `not-verified`.
 */
export function compareAccounts(
  publishableKey: string,
  secretKey: string,
  accountId: string | null,
): 'verified' | 'not-verified' | 'differ' {
  const ofPublishable = accountShownBy(publishableKey);
  if (ofPublishable === null) return 'not-verified';
  const known = accountId ?? accountShownBy(secretKey);
  if (known === null) return 'not-verified';
  return known === ofPublishable ? 'verified' : 'differ';
}

/** What may be shown of a secret: its kind and its end. */
export function maskSecret(secret: string): MaskedSecret {
  const prefix = /^(?:(?:sk|rk)_(?:test|live)_|whsec_)/u.exec(secret)?.[0] ?? '';
  return { prefix, last4: secret.slice(-4) };
}

function modeOfMasked(saved: MaskedSecret | null): string | undefined {
  return saved === null ? undefined : /_(test|live)_/u.exec(saved.prefix)?.[1];
}
