import { invalid } from '../http/api-error.ts';
import type { Parameters } from '../http/parameters.ts';
import { API_VERSION, nextId, type Endpoint, type World } from '../world.ts';

const ENDPOINTS_MAX = 16;

/** Registers an endpoint. Its secret is answered this once, as at Stripe. */
export function createEndpoint(world: World, parameters: Parameters): unknown {
  const url = parameters.required('url');
  const enabledEvents = parameters.list('enabled_events') ?? [];
  const description = parameters.text('description') ?? null;
  parameters.oneOf('api_version', [API_VERSION] as const);
  const metadata = parameters.metadata() ?? {};
  parameters.done();
  if (enabledEvents.length === 0) {
    throw invalid('Missing required param: enabled_events.', 'parameter_missing', 'enabled_events');
  }
  if (!/^https?:\/\//u.test(url)) throw invalid('Invalid URL', 'url_invalid', 'url');
  if (Object.keys(world.state.endpoints).length >= ENDPOINTS_MAX) {
    throw invalid('You have reached the maximum of 16 webhook endpoints', undefined, 'url');
  }
  const endpoint: Endpoint = {
    id: nextId(world, 'we'),
    url,
    enabledEvents,
    secret: nextId(world, 'whsec', 32),
    createdAtMs: world.ports.nowMs(),
    description,
    metadata,
    status: 'enabled',
  };
  world.state.endpoints[endpoint.id] = endpoint;
  return { ...renderEndpoint(endpoint), secret: endpoint.secret };
}

/** As if somebody rolled them at Stripe and told nobody. The old ones are worth nothing at once. */
export function rollSigningSecrets(world: World): void {
  for (const endpoint of Object.values(world.state.endpoints))
    world.state.endpoints[endpoint.id] = { ...endpoint, secret: nextId(world, 'whsec', 32) };
}

export function renderEndpoint(endpoint: Endpoint) {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    api_version: API_VERSION,
    application: null,
    created: Math.floor(endpoint.createdAtMs / 1000),
    description: endpoint.description,
    enabled_events: endpoint.enabledEvents,
    livemode: false,
    metadata: endpoint.metadata,
    status: endpoint.status,
    url: endpoint.url,
  };
}
