import { FlaskConical, GraduationCap } from 'lucide-react';
import { Icon, joinClasses } from '../components/index.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';

/** The permanent strip that says that no real money moves. Absent when it does. */
export function Ribbon() {
  const { mode } = useSnapshot();
  const texts = useTexts().frame.ribbon;
  if (mode === null || mode === 'live') return null;
  return (
    <section className={joinClasses('ribbon', `ribbon--${mode}`)} aria-label={texts[mode].name}>
      <Icon of={mode === 'training' ? GraduationCap : FlaskConical} size="sm" />
      <b>{texts[mode].name}</b>
      <span>{texts[mode].says}</span>
      <ExerciseMark />
    </section>
  );
}

/** What is broken on purpose, on every screen, so that nobody takes it for a fault; leads to where it is ended. */
function ExerciseMark() {
  const { exercise, locked } = useSnapshot();
  const texts = useTexts().exercises;
  const go = useTill((state) => state.go);
  if (exercise === null || locked) return null;
  return (
    <button
      type="button"
      className="ribbon__exercise"
      onClick={() => go({ name: 'settings', section: 'exercises' })}
    >
      {texts.running(texts.each[exercise.id].title)}
    </button>
  );
}
