import type { Category, Product } from '../../../../shared/contract/views/catalog.ts';
import { joinClasses, Money, Picture, useMoneyText } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** One product to tap. The tile works without a picture; the count says how many are in the cart. */
export function ProductTile(props: {
  readonly product: Product;
  readonly tone: Category['tone'];
  readonly currency: string;
  readonly count: number;
  readonly onAdd: () => void;
}) {
  const texts = useTexts().checkout;
  const text = useMoneyText();
  const { name, priceMinor, picture } = props.product;
  const price = { amountMinor: priceMinor, currency: props.currency };
  return (
    <button
      type="button"
      className={joinClasses('tile', `tone-${props.tone}`)}
      aria-label={[texts.addToCart(name, text(price)), props.count > 0 ? texts.inCart(props.count) : null]
        .filter(Boolean)
        .join(', ')}
      onClick={props.onAdd}
    >
      {props.count > 0 ? <span className="tile__count">{props.count}</span> : null}
      <span className="tile__name">{name}</span>
      <Picture name={picture} />
      <span className="tile__foot">
        <span className="tile__price">
          <Money {...price} />
        </span>
      </span>
    </button>
  );
}
