import { ApiError, invalid } from './http/api-error.ts';
import { handleControl } from './http/control.ts';
import { expand } from './http/expand.ts';
import { decodeForm, type FormObject } from './http/form.ts';
import { withIdempotency, type Answer } from './http/idempotency.ts';
import { handleLan } from './http/lan.ts';
import { readParameters } from './http/parameters.ts';
import { ROUTES } from './http/routes.ts';
import type { Fault, FaultError } from './scenarios/scenarios.ts';
import {
  API_VERSION,
  emptyState,
  scramble,
  type InUse,
  type Keys,
  type SandboxPorts,
  type State,
  type World,
} from './world.ts';

export type SandboxRequest = {
  readonly method: string;
  /** Path with its query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** `dropped`: the connection ends without an answer, as networks do. */
export type SandboxResponse =
  | { readonly dropped: true }
  | {
      readonly dropped: false;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

export type SandboxOptions = {
  /** Decides ids and keys: the same seed and the same requests give the same answers. */
  readonly seed: string;
  readonly accountName?: string;
  /** ISO 3166, capitals. */
  readonly country?: string;
  /** ISO 4217, small letters, as Stripe writes it. */
  readonly currency?: string;
  readonly state?: State;
  /**
   * False trusts each route to check everything before it changes anything, which they do, and spares a copy of the
   * whole state with each POST: for simulations, which make millions.
   */
  readonly copyBeforeChange?: boolean;
  /** See `InUse`; the stricter meaning when absent. */
  readonly inUse?: InUse;
};

export type Sandbox = {
  readonly keys: Keys;
  readonly accountId: string;
  readonly handle: (request: SandboxRequest) => Promise<SandboxResponse>;
  /** A copy of everything it remembers; give it back as `state`. */
  readonly snapshot: () => State;
};

/** Builds a Stripe of one's own. It owns no clock, network or disk: all come by `ports`. */
export function createSandbox(ports: SandboxPorts, options: SandboxOptions): Sandbox {
  const part = (name: string, length: number): string => scramble(`${options.seed}:${name}`, length);
  const account = part('account', 15);
  const world: World = {
    ports,
    keys: {
      publishable: `pk_test_51${account}${part('publishable', 60)}`,
      secret: `sk_test_51${account}${part('secret', 60)}`,
      control: `control_${part('control', 32)}`,
    },
    accountId: `acct_1${account}`,
    accountName: options.accountName ?? 'Kade 12',
    country: options.country ?? 'NL',
    currency: options.currency ?? 'eur',
    // A state that was kept by an older version lacks what was added since.
    state: { ...emptyState(options.seed), ...options.state },
    copyBeforeChange: options.copyBeforeChange ?? true,
    inUse: options.inUse ?? 'connected',
  };
  const running = new Set<string>();
  return {
    keys: world.keys,
    accountId: world.accountId,
    snapshot: () => structuredClone(world.state),
    handle: async (request) => {
      const response = await answer(world, running, request);
      if (request.method !== 'GET') ports.changed();
      return response;
    },
  };
}

/** The faults whose 500 is kept under the request's key: in place of the effect, or after it. */
type KeptFaults = { readonly before: Fault | null; readonly after: Fault | null };

async function answer(world: World, running: Set<string>, request: SandboxRequest): Promise<SandboxResponse> {
  const [path = '/', query = ''] = request.target.split('?');
  const before = takeFault(world, request.method, path, 'before');
  if (before !== null && !sticks(before, request)) return failed(world, before);
  const after = before === null ? takeFault(world, request.method, path, 'after') : null;
  const result = await route(world, running, request, path, query, {
    before,
    after: after !== null && sticks(after, request) ? after : null,
  });
  if (after !== null) return failed(world, after);
  return path.startsWith('/lan/') ? answerOfReader(world, result) : respond(world, result);
}

async function route(
  world: World,
  running: Set<string>,
  request: SandboxRequest,
  path: string,
  query: string,
  kept: KeptFaults,
): Promise<Answer> {
  try {
    if (path.startsWith('/_sandbox/')) {
      authorizeControl(world, request);
      return {
        status: 200,
        body: JSON.stringify(await handleControl(world, request.method, path, readJson(request.body))),
      };
    }
    if (path.startsWith('/lan/')) {
      return { status: 200, body: JSON.stringify(handleLan(world, path, readJson(request.body))) };
    }
    authorize(world, request);
    const parameters = decodeForm(request.method === 'GET' ? query : request.body);
    if (request.method !== 'POST')
      return { status: 200, body: JSON.stringify(dispatch(world, request.method, path, parameters)) };
    return await withIdempotency(
      world,
      running,
      { key: request.headers['idempotency-key'], path, parameters: request.body },
      async () => execute(world, path, parameters, kept),
    );
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error);
    throw error;
  }
}

/** A POST that was carried out, or a refusal that came before anything was changed: only the first is kept. */
async function execute(
  world: World,
  path: string,
  parameters: FormObject,
  kept: KeptFaults,
): Promise<Answer & { readonly executed: boolean }> {
  if (kept.before !== null) return { ...errorAnswer(internalError()), executed: true };
  const copy = world.copyBeforeChange ? structuredClone(world.state) : null;
  try {
    const body = JSON.stringify(dispatch(world, 'POST', path, parameters));
    // What was done stays done; the key brings the failure, not the object.
    if (kept.after !== null) return { ...errorAnswer(internalError()), executed: true };
    return { status: 200, body, executed: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (copy !== null && !error.afterEffect) world.state = copy;
    return { ...errorAnswer(error), executed: error.status === 402 };
  }
}

function dispatch(world: World, method: string, path: string, form: FormObject): unknown {
  for (const [entryMethod, pattern, handle] of ROUTES) {
    const match = entryMethod === method ? pattern.exec(path) : null;
    if (match === null) continue;
    const parameters = readParameters(form);
    const result = handle(world, parameters, match[1] ?? '');
    return expand(world, result, form);
  }
  throw new ApiError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). This sandbox does not simulate it.`,
  });
}

function authorize(world: World, request: SandboxRequest): void {
  const key = bearer(request);
  if (key !== world.keys.secret) {
    const shown = key === null ? 'none' : `${key.slice(0, 8)}...${key.slice(-4)}`;
    throw new ApiError(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${shown}` });
  }
  const version = request.headers['stripe-version'];
  if (version !== undefined && version !== API_VERSION) {
    throw invalid(
      `This sandbox speaks API version ${API_VERSION}, not ${version}`,
      'api_version_unsupported',
    );
  }
}

function authorizeControl(world: World, request: SandboxRequest): void {
  if (bearer(request) === world.keys.control) return;
  throw new ApiError(401, { type: 'invalid_request_error', message: 'The control key is wrong' });
}

function bearer(request: SandboxRequest): string | null {
  const header = request.headers['authorization'] ?? '';
  if (header.startsWith('Bearer ')) return header.slice('Bearer '.length);
  if (!header.startsWith('Basic ')) return null;
  return Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8').split(':')[0] ?? null;
}

function readJson(body: string): Readonly<Record<string, unknown>> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>; // An object; its members are checked where they are read.
    }
  } catch {
    throw invalid('The body is not JSON');
  }
  throw invalid('The body is not an object');
}

function takeFault(world: World, method: string, path: string, when: Fault['when']): Fault | null {
  const fault = world.state.scenario?.faults.find(
    (each) =>
      each.when === when &&
      each.times > 0 &&
      path.startsWith(each.path) &&
      (each.pathEnd === undefined || path.endsWith(each.pathEnd)) &&
      (each.method === '*' || each.method === method) &&
      !path.startsWith('/_sandbox/'),
  );
  if (fault === undefined) return null;
  fault.times -= 1;
  return fault;
}

/** A 500 under an idempotency key is kept and replayed, as at Stripe: it has to pass through the keeper. */
function sticks(fault: Fault, request: SandboxRequest): boolean {
  return (
    fault.answer === 'error-500' &&
    request.method === 'POST' &&
    request.headers['idempotency-key'] !== undefined
  );
}

function failed(world: World, fault: Fault): SandboxResponse {
  switch (fault.answer) {
    case 'drop':
      return { dropped: true };
    case 'error-500':
      return respond(world, errorAnswer(internalError()));
    case 'error-400':
      return respond(world, errorAnswer(invalid('This PaymentIntent could not be captured now.')));
    case 'error-429':
      return respond(
        world,
        errorAnswer(
          new ApiError(429, {
            type: 'invalid_request_error',
            code: 'rate_limit',
            message: 'Too many requests',
          }),
        ),
      );
    case 'error-409':
      return respond(
        world,
        errorAnswer(
          new ApiError(409, {
            type: 'idempotency_error',
            code: 'idempotency_key_in_use',
            message: 'Still in progress',
          }),
        ),
      );
    case 'error':
      return respond(world, errorAnswer(namedError(fault.error)));
    default:
      throw new Error(`No answer for ${String(fault.answer satisfies never)}`);
  }
}

function namedError(error: FaultError | undefined): ApiError {
  const { status = 400, ...fields } = error ?? { type: 'invalid_request_error' as const };
  return new ApiError(status, { ...fields, message: 'Refused as asked for' });
}

function internalError(): ApiError {
  return new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' });
}

function errorAnswer(error: ApiError): Answer {
  return { status: error.status, body: JSON.stringify({ error: error.fields }) };
}

/** A reader is asked often, and says nothing about requests and versions. */
function answerOfReader(world: World, { status, body }: Answer): SandboxResponse {
  world.state.sequence += 1;
  return { dropped: false, status, headers: { 'content-type': 'application/json' }, body };
}

function respond(world: World, result: Answer): SandboxResponse {
  world.state.sequence += 1;
  return {
    dropped: false,
    status: result.status,
    headers: {
      'content-type': 'application/json',
      'request-id': `req_${scramble(`${world.state.seed}:request:${String(world.state.sequence)}`, 14)}`,
      'stripe-version': API_VERSION,
      date: new Date(world.ports.nowMs()).toUTCString(),
      ...(result.replayed === true ? { 'idempotent-replayed': 'true' } : {}),
    },
    body: result.body,
  };
}
