import {
  accept,
  EXERCISE_IDS,
  refuse,
  type ExerciseId,
  type ExerciseNeed,
  type ExerciseView,
  type Result,
  type RunningExercise,
} from '../../../shared/contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { AskSandbox } from '../readers/index.ts';
import type { Settings } from '../settings/index.ts';
import { EXERCISES, type Signs } from './exercise-table.ts';

type Done = Record<string, never>;

export type Exercises = {
  /** All of them, each with the setting that it lacks here. */
  readonly list: () => readonly ExerciseView[];
  /** Begins one and ends the one before it. Only in training: nothing of this can reach a real Stripe. */
  readonly start: (id: ExerciseId) => Promise<Result<Done>>;
  /** All is well again, repaired or not. */
  readonly end: () => Promise<Result<Done>>;
  /** A webhook endpoint was made anew: whoever did it, signatures are repaired by it. */
  readonly webhookIsSetUp: () => void;
  /** The running one, and how far it has come by what the page shows; null: none is running. */
  readonly observe: (signs: Signs) => RunningExercise | null;
};

/** Staff exercises: trouble on purpose, in training, where nothing real can come of it. */
export function createExercises(ports: {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly ask: () => AskSandbox | null;
  /** Makes a new webhook endpoint, whose secret everybody knows. */
  readonly setUpWebhook: () => Promise<Result<null>>;
  readonly changed: () => void;
}): Exercises {
  let running: RunningExercise | null = null;
  const begin = async (scenario: string): Promise<Result<Done>> => {
    const ask = ports.settings().mode === 'training' ? ports.ask() : null;
    if (ask === null) return refuse('EXERCISE_NOT_IN_TRAINING');
    const begun = await ask('POST', 'scenario', { name: scenario });
    return begun === null ? refuse('EXERCISE_NOT_CHANGED') : accept({});
  };
  const end = async (): Promise<Result<Done>> => {
    const ended = await begin('all-well');
    if (!ended.ok) return ended;
    // A rolled secret stays rolled, as at Stripe: what the trainee did not repair is repaired for them.
    const isRolled = running?.id === 'webhook-signature-invalid' && running.stage !== 'over';
    const repaired = isRolled ? await ports.setUpWebhook() : accept(null);
    // Without the repair it goes on, on every screen, and can be ended again.
    if (!repaired.ok) return repaired;
    running = null;
    ports.changed();
    return accept({});
  };
  const start = async (id: ExerciseId): Promise<Result<Done>> => {
    const { needs, scenario } = EXERCISES[id];
    if (lacks(needs, ports.settings()) !== null) return refuse('EXERCISE_NEEDS_OTHER_SETTINGS');
    const ended = await end();
    const begun = ended.ok ? await begin(scenario) : ended;
    if (!begun.ok) return begun;
    running = { id, sinceMs: ports.clock.nowMs(), stage: EXERCISES[id].shows === null ? null : 'waiting' };
    ports.log.info('exercise.started', { exercise: id });
    ports.changed();
    return begun;
  };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Result<Done>>): Promise<Result<Done>> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined); // Whoever asked for it sees the failure.
    return mine;
  };
  return {
    list: () =>
      EXERCISE_IDS.map((id) => ({
        id,
        lacks: lacks(EXERCISES[id].needs, ports.settings()),
      })),
    start: (id) => inTurn(() => start(id)),
    end: () => inTurn(end),
    webhookIsSetUp: () => {
      if (running?.id === 'webhook-signature-invalid') running = { ...running, stage: 'over' };
    },
    observe: (signs) => {
      if (running !== null) running = { ...running, stage: stageOf(running, signs) };
      return running;
    },
  };
}

/** Forward only: what was seen stays seen, and what is over stays over. */
function stageOf(running: RunningExercise, signs: Signs): RunningExercise['stage'] {
  const { shows, over } = EXERCISES[running.id];
  if (shows === null || running.stage === null) return null;
  const isSeen = running.stage === 'showing' || shows(signs);
  if (running.stage === 'over' || (running.stage === 'showing' && (over ?? ((now) => !shows(now)))(signs)))
    return 'over';
  return isSeen ? 'showing' : 'waiting';
}

function lacks(need: ExerciseNeed | null, settings: Settings): ExerciseNeed | null {
  switch (need) {
    case null:
      return null;
    case 'lan':
    case 'server-driven':
      return settings.readerMode === need ? null : need;
    case 'held-first':
      return settings.capture === 'manual' ? null : need;
    default:
      throw new Error(`Unknown need ${String(need satisfies never)}`);
  }
}
