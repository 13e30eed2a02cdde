import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** An empty place: what will appear here, and what to do for it. */
export function EmptyState(props: {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty__mark">
        <Icon of={props.icon} size="lg" />
      </span>
      <p className="h-panel">{props.title}</p>
      <p className="muted empty__text">{props.children}</p>
      {props.action}
    </div>
  );
}
