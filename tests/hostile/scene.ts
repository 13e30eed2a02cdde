import { openDirectory } from '../../relay/testing/workbench.ts';
import { SECRET, OTHER_SECRET, eventBody, signatureHeader } from '../../relay/testing/stripe-events.ts';

/** What an attacker may know: everything but the good store's token and secret. Plain data, for a worker. */
export type Scene = {
  readonly port: number;
  readonly goodStoreId: string;
  readonly goodSecret: string;
  /** A genuine request that was answered 2xx before. */
  readonly genuine: { readonly body: string; readonly header: string; readonly atS: number };
  /** A cursor of the good store's, as its till was given it. */
  readonly goodCursor: string;
  readonly hostileStoreId: string;
  readonly hostileSecret: string;
  /** Events of the hostile store: all that its tills may ever hear. */
  readonly hostileEventIds: readonly string[];
  readonly hostileEpoch: string;
  /** One for each lane, so that no try ends another's session. */
  readonly hostileTokens: readonly string[];
  readonly revokedToken: string;
  readonly usedCode: string;
};

export type PreparedScene = Omit<Scene, 'port' | 'genuine' | 'goodCursor' | 'hostileEpoch'> & {
  readonly goodToken: string;
};

const HOSTILE_EVENTS = 3;

/** Two stores and their terminals in a data directory that no relay serves yet. */
export async function prepareScene(directory: string, lanes: number): Promise<PreparedScene> {
  const { stores, database } = openDirectory(directory);
  const pair = async (storeId: string, terminalName: string) => {
    const code = (await stores.issuePairingCode(storeId, 60_000))?.code ?? '';
    const paired = await stores.pair({ code, terminalName });
    if (paired === null) throw new Error('A fresh code pairs.');
    return { token: paired.token, code };
  };
  const good = await stores.createStore({ name: 'Corner shop', mode: 'test' });
  const hostile = await stores.createStore({ name: 'Another tenant', mode: 'test' });
  await stores.setSigningSecrets({ storeId: good.storeId, secrets: [SECRET], others: 'drop' });
  await stores.setSigningSecrets({ storeId: hostile.storeId, secrets: [OTHER_SECRET], others: 'drop' });
  const { token: goodToken } = await pair(good.storeId, 'Till 1');
  const hostileTokens: string[] = [];
  for (let lane = 0; lane < lanes; lane += 1)
    hostileTokens.push((await pair(hostile.storeId, `Lane ${String(lane)}`)).token);
  const revoked = await pair(hostile.storeId, 'Stolen');
  const stolen = await stores.authenticate(revoked.token);
  if (stolen === null) throw new Error('A fresh token opens.');
  await stores.revokeTerminal(stolen.terminalId);
  database.close();
  return {
    goodStoreId: good.storeId,
    goodSecret: SECRET,
    hostileStoreId: hostile.storeId,
    hostileSecret: OTHER_SECRET,
    hostileEventIds: Array.from({ length: HOSTILE_EVENTS }, (_, index) => `evt_hostile_${String(index)}`),
    hostileTokens,
    revokedToken: revoked.token,
    usedCode: revoked.code,
    goodToken,
  };
}

/** A genuine webhook, signed now. */
export function sign(id: string, secret: string, atS = nowS()): Scene['genuine'] {
  const body = eventBody({ id });
  return { body, header: signatureHeader({ secret, atS, body }), atS };
}

export function nowS(): number {
  return Math.floor(Date.now() / 1000);
}
