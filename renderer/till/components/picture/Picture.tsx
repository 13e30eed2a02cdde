import { DRAWINGS } from './drawings.tsx';

/** The drawing of a product, or nothing when the page has none of that name: tiles work without. */
export function Picture(props: { readonly name: string | null }) {
  const drawing = props.name === null ? undefined : DRAWINGS[props.name];
  if (drawing === undefined) return null;
  return (
    <svg className="tile__art" viewBox="0 0 64 64" aria-hidden="true">
      {drawing}
    </svg>
  );
}
