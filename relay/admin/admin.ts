import type { RelayMode } from '../../shared/contract/relay/index.ts';
import type { Stores } from '../stores/index.ts';

/** One command of the relay's operator. */
export type AdminCommand =
  | { readonly kind: 'create-store'; readonly name: string; readonly mode: RelayMode }
  | { readonly kind: 'list-stores' }
  | { readonly kind: 'pairing-code'; readonly storeId: string; readonly minutes: number }
  | { readonly kind: 'list-terminals'; readonly storeId: string | null }
  | { readonly kind: 'revoke-terminal'; readonly terminalId: string };

/** `data` is what `--json` prints, `lines` what a person reads. */
export type AdminAnswer =
  | { readonly ok: true; readonly data: object; readonly lines: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Carries out a command. Safe while relays serve the same stores: each command is one transaction. */
export async function runAdminCommand(stores: Stores, command: AdminCommand): Promise<AdminAnswer> {
  switch (command.kind) {
    case 'create-store': {
      const store = await stores.createStore({ name: command.name, mode: command.mode });
      return {
        ok: true,
        data: { ...store },
        lines: [`Store ${store.storeId} (${store.mode}): ${store.name}`],
      };
    }
    case 'list-stores': {
      const all = await stores.listStores();
      const lines = all.map((store) => `${store.storeId}  ${store.mode}  ${store.name}`);
      return { ok: true, data: { stores: all }, lines: lines.length === 0 ? ['No store yet.'] : lines };
    }
    case 'pairing-code':
      return issueCode(stores, command);
    case 'list-terminals': {
      const terminals = await stores.listTerminals(command.storeId);
      const lines = terminals.map(({ terminalId, storeId, name, pairedAtMs, revokedAtMs }) =>
        [terminalId, storeId, isoDay(pairedAtMs), revokedAtMs === null ? 'active' : 'revoked', name].join(
          '  ',
        ),
      );
      return {
        ok: true,
        data: { terminals },
        lines: lines.length === 0 ? ['No terminal is paired.'] : lines,
      };
    }
    case 'revoke-terminal': {
      if (!(await stores.revokeTerminal(command.terminalId))) {
        return { ok: false, message: 'No active terminal has this id. list-terminals shows them.' };
      }
      const lines = [
        'Revoked. Its connection closes within one heartbeat; pair the till again to let it back in.',
      ];
      return { ok: true, data: { terminalId: command.terminalId, revoked: true }, lines };
    }
  }
}

async function issueCode(
  stores: Stores,
  command: { readonly storeId: string; readonly minutes: number },
): Promise<AdminAnswer> {
  const issued = await stores.issuePairingCode(command.storeId, command.minutes * 60_000);
  if (issued === null) return { ok: false, message: 'No store has this id. list-stores shows them.' };
  const { code, expiresAtMs } = issued;
  const data = { storeId: command.storeId, pairingCode: code, expiresAtMs };
  return { ok: true, data, lines: [`${code}   (works once, until ${new Date(expiresAtMs).toISOString()})`] };
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
