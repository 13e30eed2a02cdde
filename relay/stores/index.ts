export {
  openStores,
  type PairedTerminal,
  type PairingCode,
  type Store,
  type Stores,
  type Terminal,
} from './stores.ts';
