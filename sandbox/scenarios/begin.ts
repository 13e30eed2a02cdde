import { setPower } from '../objects/readers.ts';
import { forgeEvent } from '../webhooks/delivery.ts';
import { rollSigningSecrets } from '../webhooks/endpoints.ts';
import type { World } from '../world.ts';
import { SCENARIOS, type Scenario, type ScenarioPlan } from './scenarios.ts';

/** Begins a scenario by its name and ends the one before it. Null: there is none of that name. */
export function beginScenario(world: World, name: string): Scenario | null {
  const plan = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (plan === undefined) return null;
  const scenario: Scenario = {
    name,
    webhooks: plan.webhooks ?? 'prompt',
    faults: structuredClone([...(plan.faults ?? [])]),
    declineNext: plan.declineNext ?? null,
  };
  world.state.scenario = scenario;
  if (plan.readers !== undefined) setReaders(world, plan.readers);
  if (plan.signingSecrets === 'rolled') rollSigningSecrets(world);
  if (plan.forges === true) forgeEvent(world);
  return scenario;
}

function setReaders(world: World, how: NonNullable<ScenarioPlan['readers']>): void {
  for (const reader of Object.values(world.state.readers)) {
    setPower(reader, how !== 'off');
    reader.trouble = how === 'busy' ? 'busy' : null;
  }
}
