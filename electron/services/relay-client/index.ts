export {
  createRelayClient,
  isGenuine,
  startStreamAnew,
  type RelayAccess,
  type RelayClient,
} from './client.ts';
export * from './event-store.ts';
export { isSecureRelayUrl, pairWithRelay, uploadSigningSecret, type AskRelay } from './pairing.ts';
