import { createMemoryVault } from '../vault/index.ts';
import type { CompanionAddresses, TillPorts, Vault } from '../ports.ts';
import type { SettingsStore } from '../settings/index.ts';
import {
  createStripeGateway,
  watchStripeLine,
  type StripeGateway,
  type StripeHttpClient,
  type StripeLineWatch,
} from '../stripe/index.ts';
import type { AskSandbox } from '../readers/index.ts';
import type { TillOptions } from '../till.ts';

export type Connection = {
  readonly vault: () => Vault;
  readonly gateway: () => StripeGateway | null;
  readonly gatewayFor: (secretKey: string) => StripeGateway;
  /** Takes the saved key up. False when the vault did not answer, so that it is worth asking again. */
  readonly load: () => Promise<boolean>;
  /** Turns to the training companions; their secrets live in memory. Null when they did not start. */
  readonly startCompanions: () => Promise<CompanionAddresses | null>;
  readonly askSandbox: () => AskSandbox | null;
  /** Whether Stripe answers, from everything that is asked of it. */
  readonly line: StripeLineWatch;
  /** Which SDK the reader page loads, and from where; null before there is a key. */
  readonly sdk: () =>
    { readonly kind: 'stripe' } | { readonly kind: 'sandbox'; readonly baseUrl: string } | null;
};

/** Where this till's keys are and which Stripe they lead to. The only state is what the saved settings imply. */
export function createConnection(
  options: TillOptions,
  ports: TillPorts & { readonly stripeHttpClient?: StripeHttpClient },
  settings: SettingsStore,
  notice: { readonly changed: () => void; readonly back: () => void },
): Connection {
  // In training PINs and the audit log guard nothing real, but must be the same after a restart, without a keychain.
  const { profileId } = settings.get();
  const trainingVault = createMemoryVault({
    'pin-pepper': `training ${profileId}`,
    'audit-key': `training ${profileId}`,
  });
  let companions: CompanionAddresses | null = null;
  let gateway: StripeGateway | null = null;
  const vault = (): Vault =>
    companions !== null || settings.get().mode === 'training' ? trainingVault : ports.vault;
  const baseUrl = (): string | null => companions?.sandbox.baseUrl ?? options.stripeBaseUrl;
  const gatewayFor = (secretKey: string): StripeGateway =>
    createStripeGateway({
      secretKey,
      baseUrl: baseUrl(),
      timers: ports.timers,
      asked: line.asked,
      ...(ports.stripeHttpClient === undefined ? {} : { httpClient: ports.stripeHttpClient }),
    });
  const { clock, timers, log } = ports;
  const line = watchStripeLine({ clock, timers, log, gateway: () => gateway, ...notice });
  return {
    vault,
    line,
    gateway: () => gateway,
    gatewayFor,
    load: async () => {
      const { mode } = settings.get();
      const kept = await vault().get('stripe-secret-key');
      if (!kept.ok) ports.log.error('vault.no-answer', { code: kept.code });
      const key = kept.ok ? kept.value : null;
      // A key of another mode than the profile's is never used, wherever it came from.
      const fits = key !== null && /^(?:sk|rk)_live_/u.test(key) === (mode === 'live') && mode !== null;
      gateway = fits ? gatewayFor(key) : null;
      if (gateway !== null) line.keyLoaded();
      return kept.ok;
    },
    startCompanions: async () => {
      try {
        companions = await ports.companions.start(options.profileDirectory);
        return companions;
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown';
        ports.log.error('training.companions-failed', { reason });
        return null;
      }
    },
    askSandbox: () => {
      if (companions === null) return null;
      const { baseUrl: address, controlKey } = companions.sandbox;
      return async (method, path, body) => {
        const answer = await ports.http(`${address}/_sandbox/${path}`, {
          method,
          bearer: controlKey,
          body: body ?? null,
        });
        return answer !== null && answer.status < 300 ? answer.body : null;
      };
    },
    sdk: () => {
      if (gateway === null) return null;
      const address = baseUrl();
      return address === null ? { kind: 'stripe' } : { kind: 'sandbox', baseUrl: address };
    },
  };
}
