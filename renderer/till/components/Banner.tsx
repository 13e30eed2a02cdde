import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';

export type BannerTone = 'success' | 'warning' | 'danger' | 'info' | 'doubt' | 'neutral';

/** The state of something larger than a field: named, sized, with its next step. It never covers the cart. */
export function Banner(props: {
  readonly tone: BannerTone;
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly announce?: 'polite' | 'assertive' | 'off';
}) {
  return (
    <div
      className={joinClasses('banner', 'banner--center', props.tone !== 'neutral' && `banner--${props.tone}`)}
      role={props.announce === 'assertive' ? 'alert' : 'status'}
      aria-live={props.announce ?? 'polite'}
    >
      <span className="banner__icon">
        <Icon of={props.icon} />
      </span>
      <div className="grow">
        <p className="banner__title">{props.title}</p>
        {props.children === undefined ? null : <p className="banner__text">{props.children}</p>}
      </div>
      {props.action}
    </div>
  );
}
