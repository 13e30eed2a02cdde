import { parseArgs } from 'node:util';
import type { AdminCommand } from './admin.ts';

export const USAGE = `Usage: npm run relay:admin -- COMMAND [options] [--json] [--data-dir DIR]

  create-store --name NAME --mode test|live      make a store
  list-stores                                    show all stores
  pairing-code --store ID [--minutes 15]         a code that pairs one till, once
  list-terminals [--store ID]                    show paired tills
  revoke-terminal --terminal ID                  shut a till out

What the relay keeps, and its key, are found as the relay finds them: RELAY_DATA_DIR or RELAY_DATABASE_URL,
RELAY_MASTER_KEY, RELAY_MASTER_KEY_FILE. Every command may run while relays serve.`;

export type AdminArguments = {
  readonly command: AdminCommand;
  readonly json: boolean;
  readonly dataDirectory: string | null;
};

const DEFAULT_CODE_MINUTES = 15;

/** Reads the command line; null when it makes no sense, then show `USAGE`. */
export function readArguments(list: readonly string[]): AdminArguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...list],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        mode: { type: 'string' },
        store: { type: 'string' },
        terminal: { type: 'string' },
        minutes: { type: 'string' },
        json: { type: 'boolean' },
        'data-dir': { type: 'string' },
      },
    });
    const [word, ...more] = positionals;
    const command = more.length > 0 ? null : readCommand(word, values);
    if (command === null) return null;
    return { command, json: values.json === true, dataDirectory: values['data-dir'] ?? null };
  } catch {
    return null; // parseArgs throws on an unknown option.
  }
}

type Options = {
  readonly name?: string | undefined;
  readonly mode?: string | undefined;
  readonly store?: string | undefined;
  readonly terminal?: string | undefined;
  readonly minutes?: string | undefined;
};

function readCommand(word: string | undefined, options: Options): AdminCommand | null {
  const { mode, store, terminal } = options;
  switch (word) {
    case 'create-store': {
      const name = options.name?.trim() ?? '';
      if (name === '' || name.length > 120 || (mode !== 'test' && mode !== 'live')) return null;
      return { kind: 'create-store', name, mode };
    }
    case 'list-stores':
      return { kind: 'list-stores' };
    case 'pairing-code': {
      const minutes = Number(options.minutes ?? DEFAULT_CODE_MINUTES);
      if (store === undefined || !Number.isInteger(minutes) || minutes < 1 || minutes > 1440) return null;
      return { kind: 'pairing-code', storeId: store, minutes };
    }
    case 'list-terminals':
      return { kind: 'list-terminals', storeId: store ?? null };
    case 'revoke-terminal':
      return terminal === undefined ? null : { kind: 'revoke-terminal', terminalId: terminal };
    default:
      return null;
  }
}
