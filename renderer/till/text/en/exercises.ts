import type { ExerciseId, ExerciseNeed, RunningExercise } from '../../../../shared/contract/index.ts';

/** `breaks`: what will go wrong, and when. `todo`: what to do about it, as on a day when it is real. */
type Exercise = { readonly title: string; readonly breaks: string; readonly todo: string };

const each: Record<ExerciseId, Exercise> = {
  'reader-not-found': {
    title: 'The reader is not found',
    breaks: 'The reader loses its power at once. The chip at the bottom says so.',
    todo: 'Look for its power and network. Here: ask for a card and press Switch on at the virtual reader. The till connects by itself. Meanwhile cash works.',
  },
  'webhook-signature-invalid': {
    title: 'Webhook signatures are invalid',
    breaks: 'Somebody made a new signing secret at Stripe. Take a card: its webhook is refused.',
    todo: 'No money is affected, the till asks Stripe itself. Open Settings, Stripe, and press Set up anew at Webhook.',
  },
  'captured-not-recorded': {
    title: 'Paid, and nobody heard of it',
    breaks: 'Take a card: the bank says yes, and then the line is cut for a while.',
    todo: 'Do not charge again. Tell the customer that you are checking. The till asks Stripe until it knows, then the sale is paid.',
  },
  'card-declined': {
    title: 'The card is declined',
    breaks: 'Take any card: the bank refuses the first one.',
    todo: 'Nothing is charged. Ask for another card; it is the same payment. Or take cash once the card payment is cancelled.',
  },
  'answer-lost': {
    title: 'Stripe’s answer is lost',
    breaks: 'Take a card: Stripe makes the payment, and its answer does not arrive.',
    todo: 'Wait a moment. The till finds the payment at Stripe and goes on with it; a second one is never made.',
  },
  'network-lost-after-approval': {
    title: 'The reader’s answer is lost',
    breaks: 'Take a card: the bank says yes, and the reader’s answer does not arrive.',
    todo: 'Do not charge again. The till reads the payment at Stripe and shows Paid.',
  },
  'stripe-unreachable': {
    title: 'Stripe is not reachable',
    breaks: 'From now on Stripe does not answer, as when the internet is down.',
    todo: 'Take cash. A card payment that had begun stays in doubt and settles when you end this exercise; serve the next customer meanwhile.',
  },
  'stripe-fails-once': {
    title: 'Stripe fails once',
    breaks: 'Take a card: Stripe answers the first request with a failure of its own.',
    todo: 'Press Ask again. The till looked whether a payment was made at Stripe and found none, so nothing is charged.',
  },
  'capture-fails': {
    title: 'Held, and not captured',
    breaks: 'Take a card: the bank holds the amount, and taking it fails twice.',
    todo: 'Wait. It does not count as paid before the money is taken, and the till goes on trying.',
  },
  'reader-busy': {
    title: 'The reader is busy',
    breaks: 'Ask for a card: somebody has the settings of the reader open.',
    todo: 'Close the settings at the reader, then ask again. Nothing is charged.',
  },
  'webhooks-lost': {
    title: 'Webhooks are lost',
    breaks: 'Take a card: no webhook arrives any more.',
    todo: 'Nothing. The sale is paid. The till asks Stripe itself for the second proof, a little later.',
  },
  'webhooks-late': {
    title: 'Webhooks are late',
    breaks: 'Take a card: its webhook takes five seconds.',
    todo: 'Nothing. The sale waits for its second proof for as long.',
  },
  'webhooks-twice': {
    title: 'Webhooks come twice',
    breaks: 'Take a card: each webhook arrives two times.',
    todo: 'Nothing. Each event counts once; you will see no difference.',
  },
  'webhooks-reordered': {
    title: 'Webhooks overtake each other',
    breaks: 'Take a card: the later webhook arrives before the earlier one.',
    todo: 'Nothing. The order does not matter; you will see no difference.',
  },
  'webhook-forged': {
    title: 'A forged webhook',
    breaks: 'A stranger reports a payment of 999.00 that never was. The relay chip counts it.',
    todo: 'Nothing. It has no valid signature, so it is refused and no sale hears of it. The count is gone with the next genuine webhook.',
  },
};

const stages: Record<NonNullable<RunningExercise['stage']>, string> = {
  waiting: 'Not seen yet',
  showing: 'On the screen now',
  over: 'Over',
};

const needs: Record<ExerciseNeed, string> = {
  lan: 'Only with a reader on the shop’s network. Change the way in Settings, Stripe.',
  'server-driven': 'Only with a reader through Stripe’s servers. Change the way in Settings, Stripe.',
  'held-first': 'Only when the amount is held first. Change it in Settings, Payments.',
};

export const exercises = {
  title: 'Exercises',
  intro:
    'Trouble on purpose, while nobody waits at the counter. One at a time; the sale itself is rung up as always.',
  usual: 'The four you will meet',
  rare: 'Rarer ones',
  start: 'Start',
  startNamed: (title: string) => `Start: ${title}`,
  again: 'Start again',
  end: 'End exercise',
  toSale: 'To the sale',
  running: (title: string) => `Exercise: ${title}`,
  todo: 'What to do',
  onlyTrainingTitle: 'Exercises are for training',
  onlyTrainingText:
    'Here a real account is connected, and trouble on purpose has no place beside it. Start another profile in training to practise.',
  each,
  stages,
  needs,
};
