import { ArrowLeft, Monitor } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows, dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { ReviewAct, type Act } from './ReviewAct.tsx';

/** The registers that this till has seen charge cards, and where one is said to be no more. */
export function RegistersScreen(props: {
  readonly context: PageContext;
  readonly changes: number;
  readonly onBack: () => void;
}): ReactNode {
  const { context } = props;
  const texts = useTexts().review.registersPage;
  const [act, setAct] = useState<Act | null>(null);
  const answer = useAnswer(String(props.changes), () => context.call('registers.list', {}));
  const registers = answer.value;
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={props.onBack} />
          <h1 className="h-title grow">{texts.title}</h1>
        </header>
        <p className="muted">{texts.text}</p>
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {registers === null ? (
          answer.error === null ? (
            <SkeletonRows count={3} label={context.texts.common.checking} />
          ) : null
        ) : (
          <ul className="card registers">
            <Row name={registers.own} note={texts.own} />
            {registers.others.map((other) => (
              <Row
                key={other.register}
                name={other.register}
                note={`${texts.charges(other.charges)}, ${texts.last(dayAndTimeOf(other.lastAtMs, context.languageTag))}`}
                action={
                  <Button onClick={() => setAct({ kind: 'retire', register: other.register })}>
                    {texts.retire}
                  </Button>
                }
              />
            ))}
            {registers.retired.map((each) => (
              <Row
                key={each.register}
                name={each.register}
                note={texts.retired(dayAndTimeOf(each.atMs, context.languageTag))}
              />
            ))}
            {registers.others.length === 0 && registers.retired.length === 0 ? (
              <li className="registers__row muted">{texts.none}</li>
            ) : null}
          </ul>
        )}
        {act === null ? null : (
          <ReviewAct
            act={act}
            context={context}
            onClose={() => setAct(null)}
            onDone={() => {
              setAct(null);
              answer.ask();
            }}
          />
        )}
      </div>
    </main>
  );
}

function Row(props: {
  readonly name: string;
  readonly note: string;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <li className="registers__row">
      <Monitor className="i" aria-hidden />
      <span className="strong">{props.name}</span>
      <span className="small muted grow">{props.note}</span>
      {props.action}
    </li>
  );
}
