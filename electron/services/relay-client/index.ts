export {
  createRelayClient,
  isGenuine,
  startStreamAnew,
  type RelayAccess,
  type RelayClient,
} from './client.ts';
export * from './event-store.ts';
export { subjectOf, type EventSubject } from './event-subject.ts';
export { isSecureRelayUrl, pairWithRelay, uploadSigningSecret, type AskRelay } from './pairing.ts';
export { openWebSocket, type OpenRelaySocket, type RelaySocket, type RelaySocketListener } from './socket.ts';
