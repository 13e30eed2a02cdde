import type { Mode, ReaderView, LocationView } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Log, Vault } from '../ports.ts';
import type { AskRelay, RelayClient } from '../relay-client/index.ts';
import type { ReaderKeeper } from '../readers/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Approvals } from '../staff/index.ts';
import type { StripeGateway } from '../stripe/index.ts';

/** What Stripe listed last for this account; asked again by the manager, or after the keys changed. */
export type AccountLists = { readers: readonly ReaderView[]; locations: readonly LocationView[] };

export type IntegrationPorts = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly vault: () => Vault;
  readonly gateway: () => StripeGateway | null;
  /** A gateway for a key that is not saved yet. */
  readonly gatewayFor: (secretKey: string) => StripeGateway;
  readonly liveAllowed: boolean;
  readonly askRelay: AskRelay;
  readonly relay: () => RelayClient;
  readonly keeper: () => ReaderKeeper;
  readonly approvals: Pick<Approvals, 'approve'>;
  /** Takes up changed keys or another mode: gateway, reader and reconciliation start over. */
  readonly reconnect: () => Promise<void>;
  readonly changed: () => void;
};

/** True where the manager may not change what a mode brings by itself. */
export function isTraining(mode: Mode | null): boolean {
  return mode === 'training';
}
