import { joinClasses } from './join-classes.ts';

const HUES = 6;

/** Somebody's initials on a colour of their own. The name stands beside it, so that it says nothing by itself. */
export function Avatar(props: { readonly name: string; readonly size?: 'normal' | 'lg' | 'xl' }) {
  const { name, size = 'normal' } = props;
  const hue =
    Array.from(name, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0) % HUES;
  return (
    <span
      className={joinClasses('avatar', `avatar--hue-${String(hue)}`, size !== 'normal' && `avatar--${size}`)}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '');
  return `${first}${last}`.toUpperCase();
}
