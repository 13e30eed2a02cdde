import type { LucideIcon } from 'lucide-react';
import { joinClasses } from './join-classes.ts';

/** An icon beside a word. It never speaks alone, so screen readers skip it. */
export function Icon(props: {
  readonly of: LucideIcon;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  readonly className?: string;
}) {
  const { of: Drawing, size = 'md' } = props;
  return (
    <Drawing
      className={joinClasses('i', size !== 'md' && `i--${size}`, props.className)}
      aria-hidden="true"
      focusable="false"
    />
  );
}
