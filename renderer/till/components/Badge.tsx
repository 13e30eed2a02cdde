import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';

export type BadgeTone =
  'success' | 'warning' | 'danger' | 'info' | 'accent' | 'doubt' | 'training' | 'test' | 'neutral';

/** A state in a word with its icon; not a target. `doubt` alone is amber and dashed. */
export function Badge(props: {
  readonly tone?: BadgeTone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}) {
  const { tone = 'neutral', icon } = props;
  return (
    <span
      className={joinClasses(
        'badge',
        tone !== 'neutral' && `badge--${tone}`,
        icon === undefined && 'badge--plain',
      )}
    >
      {icon === undefined ? null : <Icon of={icon} />}
      {props.children}
    </span>
  );
}
