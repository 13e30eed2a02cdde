import { joinClasses } from './join-classes.ts';

/** Keeps the shape of something that is loading. `label` says what, for screen readers. */
export function Skeleton(props: { readonly className?: string }) {
  return <span className={joinClasses('skel', props.className)} aria-hidden="true" />;
}
