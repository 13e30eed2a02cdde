import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { StripeAccount, StripeGateway } from '../stripe/index.ts';
import { compareAccounts, maskSecret, readKeyPair, type KeyPair } from './key-pair.ts';
import { isTraining, type IntegrationPorts } from './ports.ts';

/**
 * Saves a pair of keys once Stripe has accepted the secret one. Nothing is kept of a pair that is refused. A change of
 * mode is refused as soon as this profile has a card payment, because payments of two modes must never mix.
 */
export async function saveKeys(
  ports: IntegrationPorts,
  typed: { readonly publishableKey: string; readonly secretKey: string },
): Promise<Result<null>> {
  const { settings } = ports;
  const before = settings.get();
  if (isTraining(before.mode)) return refuse('SETTINGS_MODE_LOCKED');
  const pair = readKeyPair({ ...typed, saved: before.secretKeyShown, liveAllowed: ports.liveAllowed });
  if (!pair.ok) return pair;
  const changesMode = before.mode !== null && before.mode !== pair.value.mode;
  if (changesMode && hasCardPayments(ports)) return refuse('SETTINGS_MODE_LOCKED');
  const secret = await secretOf(ports, pair.value);
  if (!secret.ok) return secret;
  const account = await findAccount(ports.gatewayFor(secret.value));
  if (!account.ok) return account;
  const { publishableKey, mode } = pair.value;
  const match = compareAccounts(publishableKey, secret.value, account.value?.accountId ?? null);
  if (match === 'differ') return refuse('SETTINGS_KEY_ACCOUNTS_DIFFER');
  const otherAccount =
    before.account !== null && account.value !== null && before.account.accountId !== account.value.accountId;
  const kept = await ports.vault().set('stripe-secret-key', secret.value);
  if (!kept.ok) return refuse(kept.code);
  settings.change({
    mode,
    publishableKey,
    secretKeyShown: maskSecret(secret.value),
    keysMatch: match,
    account:
      account.value === null
        ? null
        : { accountId: account.value.accountId, name: account.value.name, country: account.value.country },
    // Readers and places belong to an account and a mode: another one has others.
    ...(changesMode || otherAccount ? { locationId: null, readerId: null, readerLabel: null } : {}),
    lineItemsAccepted: true,
  });
  ports.log.info('settings.keys-saved', { mode, keysMatch: match });
  await ports.reconnect();
  return accept(null);
}

async function secretOf(ports: IntegrationPorts, pair: KeyPair): Promise<Result<string>> {
  if (pair.secretKey !== null) return accept(pair.secretKey);
  const kept = await ports.vault().get('stripe-secret-key');
  if (!kept.ok) return refuse(kept.code);
  return kept.value === null ? refuse('SETTINGS_KEY_MALFORMED', { field: 'secretKey' }) : accept(kept.value);
}

/**
 * The account behind a key, or null when a restricted key may not read it. Such a key is good enough as long as it
 * may see this account's readers.
 */
async function findAccount(gateway: StripeGateway): Promise<Result<StripeAccount | null>> {
  const account = await gateway.account();
  if (account.kind === 'ok') return accept(account.value);
  if (account.kind === 'unknown' || account.error !== 'STRIPE_KEY_RIGHTS_MISSING')
    return refuse(account.error);
  const readers = await gateway.listReaders();
  return readers.kind === 'ok' ? accept(null) : refuse(readers.error);
}

function hasCardPayments(ports: IntegrationPorts): boolean {
  return ports.db.get('SELECT 1 FROM card_tenders LIMIT 1') !== null;
}
