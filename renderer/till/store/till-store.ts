import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PosBridge } from '../../../shared/contract/bridge.ts';
import type { ChannelName, RequestOf, ResponseOf } from '../../../shared/contract/channels.ts';
import type { ContractError, Envelope } from '../../../shared/contract/envelope.ts';
import { createCartEdits, type CartEdits } from './cart-edits.ts';
import { createCatalogSlice, type CatalogSlice } from './catalog-slice.ts';
import { createChargeSlice, type ChargeSlice } from './charge-slice.ts';
import { createFrameSlice, type FrameSlice } from './frame-slice.ts';
import { createLegsSlice, type LegsSlice } from './legs-slice.ts';
import { createPeopleSlice, type PeopleSlice } from './people-slice.ts';
import { createSalesListSlice, type SalesListSlice } from './sales-list-slice.ts';
import { createVirtualReaderSlice, type VirtualReaderSlice } from './virtual-reader-slice.ts';

/**
 * Everything the page remembers. It is a view of main: snapshots are replaced whole, totals are never computed here,
 * and nothing in it outlives the page.
 */
export type TillState = FrameSlice &
  CatalogSlice &
  ChargeSlice &
  LegsSlice &
  PeopleSlice &
  SalesListSlice &
  VirtualReaderSlice;
export type TillStore = StoreApi<TillState>;

/** Asks main. A refusal is shown as the page's notice, unless the caller shows it itself (`quiet`). */
export type Ask = <Name extends ChannelName>(
  channel: Name,
  request: RequestOf<Name>,
  options?: { readonly quiet?: boolean },
) => Promise<Envelope<ResponseOf<Name>>>;

/** What each slice is given. */
export type SliceTools = {
  readonly set: StoreApi<TillState>['setState'];
  readonly get: StoreApi<TillState>['getState'];
  readonly ask: Ask;
  readonly edits: CartEdits;
};

/** The store of one page, joined to main by its bridge. Call `getState().start()` once to load and follow. */
export function createTillStore(bridge: PosBridge): TillStore {
  return createStore<TillState>()((set, get) => {
    const ask: Ask = async (channel, request, options) => {
      let answer = await askBridge(bridge, channel, request);
      if (!answer.ok && answer.error.code === 'PERMISSION_NEEDS_APPROVAL') {
        const approved = await get().askForApproval(answer.error);
        if (approved) answer = await askBridge(bridge, channel, request);
      }
      // What main accepts next takes away what it refused before: a notice never outlives its reason.
      if (options?.quiet !== true) set({ notice: answer.ok ? null : answer.error });
      return answer;
    };
    const tools: SliceTools = { set, get, ask, edits: createCartEdits() };
    return {
      ...createFrameSlice(tools, bridge),
      ...createCatalogSlice(tools),
      ...createChargeSlice(tools),
      ...createLegsSlice(tools),
      ...createPeopleSlice(tools),
      ...createSalesListSlice(tools),
      ...createVirtualReaderSlice(tools),
    };
  });
}

async function askBridge<Name extends ChannelName>(
  bridge: PosBridge,
  channel: Name,
  request: RequestOf<Name>,
): Promise<Envelope<ResponseOf<Name>>> {
  try {
    return await bridge.request[channel](request);
  } catch {
    // A bridge that throws has lost main. What was asked may have been done, so the sentence says to look first.
    const error: ContractError = { code: 'CONTRACT_UNREACHABLE' };
    return { ok: false, error };
  }
}
