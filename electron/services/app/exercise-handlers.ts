import { accept, type ChannelName } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Exercises } from '../exercises/index.ts';
import { cashier } from './handler-kinds.ts';

type ExerciseHandlers = Pick<Handlers, Extract<ChannelName, `exercise.${string}`>>;

/** Staff exercises: whoever works at the till may practise, because training moves no money. */
export function createExerciseHandlers(from: { readonly exercises: Exercises }): ExerciseHandlers {
  const { exercises } = from;
  return {
    'exercise.list': cashier(() => Promise.resolve(accept({ exercises: [...exercises.list()] }))),
    'exercise.start': cashier(({ id }) => exercises.start(id)),
    'exercise.end': cashier(() => exercises.end()),
  };
}
