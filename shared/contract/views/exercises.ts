import { z } from 'zod';
import { atMsSchema } from '../basics.ts';

/** Trouble that can be had on purpose, in training. The first four are those that Stripe's integration page names. */
export const EXERCISE_IDS = [
  'reader-not-found',
  'webhook-signature-invalid',
  'captured-not-recorded',
  'card-declined',
  'answer-lost',
  'network-lost-after-approval',
  'stripe-unreachable',
  'stripe-fails-once',
  'capture-fails',
  'reader-busy',
  'webhooks-lost',
  'webhooks-late',
  'webhooks-twice',
  'webhooks-reordered',
  'webhook-forged',
] as const;

export const exerciseIdSchema = z.enum(EXERCISE_IDS);

/** A setting without which the trouble can't come up: the way to the reader, or holding money before it is captured. */
export const exerciseNeedSchema = z.enum(['lan', 'server-driven', 'held-first']);

export const exerciseSchema = z.strictObject({
  id: exerciseIdSchema,
  /** What is set otherwise on this till, so that the exercise can't begin; null: it can. */
  lacks: exerciseNeedSchema.nullable(),
});

export const runningExerciseSchema = z.strictObject({
  id: exerciseIdSchema,
  sinceMs: atMsSchema,
  /** Not seen yet, on the screen now, or over; null where there is nothing to see, which is the point of it. */
  stage: z.enum(['waiting', 'showing', 'over']).nullable(),
});

export type ExerciseId = z.output<typeof exerciseIdSchema>;
export type ExerciseNeed = z.output<typeof exerciseNeedSchema>;
export type ExerciseView = z.output<typeof exerciseSchema>;
export type RunningExercise = z.output<typeof runningExerciseSchema>;
