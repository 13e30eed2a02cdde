/** The mark of the product, in the accent of the theme. */
export function Logo() {
  return (
    <svg viewBox="0 0 40 40" role="img" aria-label="FlexotiumPOS">
      <rect className="logo__ground" width="40" height="40" rx="11" />
      <g className="logo__sign">
        <rect x="11" y="10" width="18" height="4.6" rx="2.3" />
        <rect x="11" y="17.7" width="12.5" height="4.6" rx="2.3" />
        <rect x="11" y="10" width="4.6" height="20" rx="2.3" />
        <circle cx="26.2" cy="27.2" r="3.4" />
      </g>
    </svg>
  );
}
