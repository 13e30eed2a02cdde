/** The door of the sandbox: in-process for simulations, over HTTP for everything else. */
export {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxRequest,
  type SandboxResponse,
} from './sandbox.ts';
export { listenSandbox } from './listen.ts';
export { SCENARIOS, type Scenario } from './scenarios/scenarios.ts';
export { TEST_CARDS, findTestCard, type TestCard } from './machine/test-cards.ts';
export { API_VERSION, type SandboxPorts, type State } from './world.ts';
export { realPorts } from './real-ports.ts';
