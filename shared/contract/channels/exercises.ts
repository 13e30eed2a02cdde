import { z } from 'zod';
import { emptySchema } from '../basics.ts';
import { exerciseIdSchema, exerciseSchema } from '../views/exercises.ts';

/** Trouble on purpose, in training. The running exercise is in the snapshot. */
export const EXERCISE_CHANNELS = {
  'exercise.list': {
    request: emptySchema,
    response: z.strictObject({ exercises: z.array(exerciseSchema) }),
  },
  'exercise.start': { request: z.strictObject({ id: exerciseIdSchema }), response: emptySchema },
  'exercise.end': { request: emptySchema, response: emptySchema },
} as const;
