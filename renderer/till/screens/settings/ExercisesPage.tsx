import {
  CardSim,
  CircleCheck,
  CloudOff,
  Eye,
  GraduationCap,
  Hourglass,
  SmartphoneNfc,
  Unplug,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExerciseId, ExerciseView, RunningExercise } from '../../../../shared/contract/index.ts';
import { Badge, Button, EmptyState, Icon, type BadgeTone } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { PageHead } from './SmallPages.tsx';

/** How many of the list are the classic troubles; they come first. */
const USUAL_COUNT = 4;

const ICONS: Partial<Record<ExerciseId, LucideIcon>> = {
  'reader-not-found': SmartphoneNfc,
  'captured-not-recorded': Unplug,
  'card-declined': CardSim,
  'stripe-unreachable': CloudOff,
  'network-lost-after-approval': Unplug,
  'answer-lost': Unplug,
};

const STAGES: Record<
  NonNullable<RunningExercise['stage']>,
  { readonly icon: LucideIcon; readonly tone: BadgeTone }
> = {
  waiting: { icon: Hourglass, tone: 'info' },
  showing: { icon: Eye, tone: 'warning' },
  over: { icon: CircleCheck, tone: 'success' },
};

/** Settings → Exercises: trouble on purpose, in training. */
export function ExercisesPage({ context }: { readonly context: PageContext }): ReactNode {
  const { call, snapshot, sentenceFor, texts: pageTexts } = context;
  const says = useTexts().exercises;
  const running = snapshot.exercise;
  const list = useAnswer(`exercises|${String(snapshot.mode)}`, () => call('exercise.list', {}));
  const errand = useErrand();
  const error = errand.error ?? list.error;
  const start = (id: ExerciseId): void => errand.run(() => call('exercise.start', { id }));
  if (snapshot.mode !== 'training')
    return (
      <>
        <PageHead title={says.title} />
        <EmptyState icon={GraduationCap} title={says.onlyTrainingTitle}>
          {says.onlyTrainingText}
        </EmptyState>
      </>
    );
  const exercises = list.value?.exercises ?? null;
  return (
    <>
      <PageHead title={says.title} />
      <p className="muted">{says.intro}</p>
      {error === null ? null : (
        <Problem
          text={sentenceFor(error)}
          {...(exercises === null ? { action: { label: pageTexts.common.tryAgain, run: list.ask } } : {})}
        />
      )}
      {running === null ? null : (
        <RunningCard
          running={running}
          busy={errand.busy}
          onEnd={() => errand.run(() => call('exercise.end', {}))}
        />
      )}
      {exercises === null ? (
        list.error === null ? (
          <SkeletonRows count={4} label={pageTexts.common.checking} />
        ) : null
      ) : (
        [
          { title: says.usual, part: exercises.slice(0, USUAL_COUNT) },
          { title: says.rare, part: exercises.slice(USUAL_COUNT) },
        ].map(({ title, part }) => (
          <section key={title} className="stack exercises__part" aria-label={title}>
            <h2 className="h-card">{title}</h2>
            <ul className="exercises">
              {part.map((exercise) => (
                <ExerciseCard
                  key={exercise.id}
                  exercise={exercise}
                  isRunning={running?.id === exercise.id}
                  busy={errand.busy}
                  onStart={() => start(exercise.id)}
                />
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}

function RunningCard(props: {
  readonly running: RunningExercise;
  readonly busy: boolean;
  readonly onEnd: () => void;
}): ReactNode {
  const says = useTexts().exercises;
  const go = useTill((state) => state.go);
  const { title, breaks, todo } = says.each[props.running.id];
  return (
    <section className="card exercise-now" aria-label={says.running(title)}>
      <div className="card__head">
        <h2 className="h-card grow">{says.running(title)}</h2>
        <Stage stage={props.running.stage} />
      </div>
      <div className="card__body stack exercises__part">
        <p>{breaks}</p>
        <p className="exercise__todo">
          <b>{says.todo}</b> {todo}
        </p>
        <div className="row row--end">
          <Button size="sale" disabled={props.busy} onClick={props.onEnd}>
            {says.end}
          </Button>
          <Button kind="primary" size="sale" onClick={() => go({ name: 'sell' })}>
            {says.toSale}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Announced, because it changes by itself while somebody is doing something else. */
function Stage(props: { readonly stage: RunningExercise['stage'] }): ReactNode {
  const says = useTexts().exercises;
  return (
    <span aria-live="polite">
      {props.stage === null ? null : (
        <Badge tone={STAGES[props.stage].tone} icon={STAGES[props.stage].icon}>
          {says.stages[props.stage]}
        </Badge>
      )}
    </span>
  );
}

function ExerciseCard(props: {
  readonly exercise: ExerciseView;
  readonly isRunning: boolean;
  readonly busy: boolean;
  readonly onStart: () => void;
}): ReactNode {
  const says = useTexts().exercises;
  const { id, lacks } = props.exercise;
  const { title, breaks, todo } = says.each[id];
  return (
    <li className={`card exercise ${props.isRunning ? 'is-on' : ''}`}>
      <div className="exercise__head">
        <span className="reader-row__pic">
          <Icon of={ICONS[id] ?? Webhook} />
        </span>
        <h3 className="h-card grow">{title}</h3>
      </div>
      <p className="muted grow">{breaks}</p>
      <p className="small exercise__todo">
        <b>{says.todo}</b> {todo}
      </p>
      {lacks === null ? (
        <Button
          size="sale"
          disabled={props.busy}
          aria-label={says.startNamed(title)}
          onClick={props.onStart}
          block
        >
          {props.isRunning ? says.again : says.start}
        </Button>
      ) : (
        <p className="small exercise__lacks">{says.needs[lacks]}</p>
      )}
    </li>
  );
}
