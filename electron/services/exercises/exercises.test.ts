import { beforeEach, describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../../sandbox/index.ts';
import {
  accept,
  EXERCISE_IDS,
  refuse,
  type ExerciseId,
  type Result,
} from '../../../shared/contract/index.ts';
import type { Settings } from '../settings/index.ts';
import { EXERCISES, type Signs } from './exercise-table.ts';
import { createExercises, type Exercises } from './index.ts';

/* The trouble itself is tested in a browser (tests/browser/exercises.test.ts); here: when one begins and is over. */
let settings: Partial<Settings>;
let begun: string[];
let repaired: number;
let repairAnswer: Result<null>;
let answers: boolean;
let exercises: Exercises;

beforeEach(() => {
  settings = { mode: 'training', readerMode: 'lan', capture: 'automatic' };
  begun = [];
  repaired = 0;
  repairAnswer = accept(null);
  answers = true;
  exercises = createExercises({
    clock: { nowMs: () => 1_000, monotonicMs: () => 1_000 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    settings: () => settings as Settings, // Only what is asked for here.
    ask: () => (_method, path, body) => {
      if (!answers) return Promise.resolve(null);
      begun.push(`${path} ${(body as { readonly name: string }).name}`); // The only body there is.
      return Promise.resolve({});
    },
    setUpWebhook: () => {
      repaired += 1;
      return Promise.resolve(repairAnswer);
    },
    changed: () => undefined,
  });
});

describe('exercises', () => {
  it('play every scenario of the sandbox but the one without trouble, each once', () => {
    const played = Object.values(EXERCISES).map(({ scenario }) => scenario);
    expect(played.toSorted()).toEqual(
      Object.keys(SCENARIOS)
        .filter((name) => name !== 'all-well')
        .toSorted(),
    );
  });

  it('begin from a world in which all is well, one at a time', async () => {
    await exercises.start('card-declined');
    await exercises.start('webhooks-late');
    expect(begun).toEqual([
      'scenario all-well',
      'scenario card-declined',
      'scenario all-well',
      'scenario webhooks-late',
    ]);
    expect(exercises.observe(signs())).toEqual({ id: 'webhooks-late', sinceMs: 1_000, stage: 'waiting' });
    expect(await exercises.end()).toEqual(accept({}));
    expect(exercises.observe(signs())).toBeNull();
  });

  it.each(['test', 'live', null] as const)(
    'are refused in mode %s, and the sandbox is not asked',
    async (mode) => {
      settings.mode = mode;
      expect(await exercises.start('card-declined')).toEqual(refuse('EXERCISE_NOT_IN_TRAINING'));
      expect(await exercises.end()).toEqual(refuse('EXERCISE_NOT_IN_TRAINING'));
      expect(begun).toEqual([]);
    },
  );

  it.each([
    ['capture-fails', { capture: 'manual' }],
    ['reader-busy', { readerMode: 'server-driven' }],
  ] as const)('%s needs other settings, and begins with them', async (id, changes) => {
    expect(await exercises.start(id)).toEqual(refuse('EXERCISE_NEEDS_OTHER_SETTINGS'));
    expect(exercises.list().find((each) => each.id === id)?.lacks).toBe(EXERCISES[id].needs);
    expect(begun).toEqual([]);
    Object.assign(settings, changes);
    expect(await exercises.start(id)).toEqual(accept({}));
    expect(exercises.list().find((each) => each.id === id)?.lacks).toBeNull();
  });

  it('started twice at once run one after the other, and the later one is what runs', async () => {
    const both = [exercises.start('card-declined'), exercises.start('webhooks-late')];
    expect(await Promise.all(both)).toEqual([accept({}), accept({})]);
    expect(begun.filter((each) => !each.endsWith('all-well'))).toEqual([
      'scenario card-declined',
      'scenario webhooks-late',
    ]);
    expect(exercises.observe(signs())?.id).toBe('webhooks-late');
  });

  it('that the sandbox does not answer do not run', async () => {
    answers = false;
    expect(await exercises.start('card-declined')).toEqual(refuse('EXERCISE_NOT_CHANGED'));
    expect(exercises.observe(signs())).toBeNull();
  });

  it('with a rolled secret are repaired at their end, unless the trainee did', async () => {
    await exercises.start('webhook-signature-invalid');
    await exercises.end();
    expect(repaired).toBe(1);
    await exercises.start('webhook-signature-invalid');
    exercises.observe(signs({ relay: 2 }));
    // The relay was restarted and counts from nothing: that repairs no secret.
    expect(stage(signs())).toBe('showing');
    exercises.webhookIsSetUp();
    expect(stage(signs())).toBe('over');
    await exercises.end();
    expect(repaired).toBe(1);
  });

  it('whose repair fails say why', async () => {
    repairAnswer = refuse('RELAY_UNREACHABLE');
    await exercises.start('webhook-signature-invalid');
    expect(await exercises.end()).toEqual(refuse('RELAY_UNREACHABLE'));
    // It goes on, so that it can be ended once the relay is back; nothing else begins on top of it.
    expect(stage(signs())).toBe('waiting');
    expect(await exercises.start('card-declined')).toEqual(refuse('RELAY_UNREACHABLE'));
    repairAnswer = accept(null);
    expect(await exercises.end()).toEqual(accept({}));
    expect(exercises.observe(signs())).toBeNull();
  });
});

describe('the stage of an exercise', () => {
  it.each([
    ['reader-not-found', [signs({ reader: 'lost' }), signs({ reader: 'connecting' })], signs()],
    ['captured-not-recorded', [signs({ unsettled: 1 }), signs({ unproved: 1 })], signs()],
    ['card-declined', [signs({ panel: 'declined' }), signs({ panel: 'present-card' })], signs()],
    ['capture-fails', [signs({ panel: 'held' })], signs()],
    ['webhooks-late', [signs({ unproved: 1 })], signs()],
  ] as const)('%s: waiting, showing while it lasts, and then over for good', async (id, lasting, after) => {
    Object.assign(settings, { capture: id === 'capture-fails' ? 'manual' : 'automatic' });
    expect(await exercises.start(id)).toEqual(accept({}));
    expect(stage(signs())).toBe('waiting');
    for (const seen of lasting) expect(stage(seen)).toBe('showing');
    expect(stage(after)).toBe('over');
    for (const seen of lasting) expect(stage(seen)).toBe('over');
  });

  it.each(EXERCISE_IDS.filter((id) => EXERCISES[id].shows === null))(
    '%s has none: nothing is to be seen',
    async (id: ExerciseId) => {
      await exercises.start(id);
      expect(stage(signs({ unsettled: 1, relay: 1, panel: 'declined' }))).toBeNull();
    },
  );
});

function stage(seen: Signs): unknown {
  return exercises.observe(seen)?.stage;
}

/** What the page shows; left out: all is well and nobody pays. */
function signs(
  what: {
    readonly reader?: Signs['reader']['state'];
    readonly relay?: number;
    readonly unsettled?: number;
    readonly unproved?: number;
    readonly away?: boolean;
    readonly panel?: 'declined' | 'present-card' | 'held';
  } = {},
): Signs {
  const charge = what.panel === undefined ? null : { completed: null, cardPanel: { state: what.panel } };
  return {
    reader: { state: what.reader ?? 'ready', label: 'Virtual reader', driver: 'lan', trouble: null },
    relay: {
      state: 'live',
      sinceMs: null,
      lastEventAtMs: null,
      signatureFailures: what.relay ?? 0,
      backlog: 0,
    },
    reconciliation: {
      cardTenders: 5,
      matched: 5 - (what.unproved ?? 0),
      unsettled: what.unsettled ?? 0,
      mismatched: 0,
      lastAtMs: null,
    },
    stripe: { state: what.away === true ? 'away' : 'there', sinceMs: null },
    charge: charge as Signs['charge'], // Only what an exercise looks at.
  };
}
