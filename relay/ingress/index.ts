export { registerWebhooks, takeWebhook, type IngressParts, type WebhookVerdict } from './webhooks.ts';
export { verifySignature, type SignatureVerdict, type SignedRequest } from './signature.ts';
export { readEnvelope, type EventEnvelope } from './envelope.ts';
