import { FlaskConical, GraduationCap } from 'lucide-react';
import { Icon, joinClasses } from '../components/index.ts';
import { useSnapshot } from '../store/index.ts';
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
    </section>
  );
}
