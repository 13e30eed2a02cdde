import { BadgePercent, Minus, Plus, SquarePen, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SaleLineView, SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button, Icon, joinClasses, Money, useMoneyText } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { ReduceDialog } from './ReduceDialog.tsx';

const QUANTITY_MAX = 9_999;

/** A line of the cart. Tapped, it opens in place: typed quantity with steppers, note, remove. */
export function CartLine(props: {
  readonly line: SaleLineView;
  readonly sale: SaleView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const texts = useTexts().checkout;
  const { line, isOpen } = props;
  return (
    <li className={joinClasses('line', isOpen && 'is-on')}>
      <button
        type="button"
        className="line__open"
        aria-expanded={isOpen}
        aria-label={texts.openLine(line.name)}
        onClick={props.onToggle}
      />
      <LineFacts line={line} currency={props.sale.currency} />
      {isOpen ? <LineTools line={line} sale={props.sale} /> : null}
    </li>
  );
}

/** What a line says, open or not: quantity, name, unit price and note, total. */
export function LineFacts(props: { readonly line: SaleLineView; readonly currency: string }) {
  const texts = useTexts().checkout;
  const text = useMoneyText();
  const { line, currency } = props;
  const unitPrice = text({ amountMinor: line.unitPriceMinor, currency });
  const list =
    line.listPriceMinor === null ? null : texts.was(text({ amountMinor: line.listPriceMinor, currency }));
  const off =
    line.discountMinor === 0
      ? null
      : `−${text({ amountMinor: line.discountMinor, currency })} ${line.discountReason ?? ''}`.trim();
  const price = line.quantity > 1 ? texts.each(unitPrice) : unitPrice;
  const meta = [price, list, line.priceReason, off, line.note].filter(Boolean).join(' · ');
  return (
    <>
      <span className="line__qty">{line.quantity}</span>
      <span className="cell2 line__what">
        <span className={joinClasses('line__name', line.grams === null && 'clip')}>{line.name}</span>
        <span className="line__meta">
          <span className="clip">{meta}</span>
        </span>
      </span>
      <span className="line__total">
        <Money amountMinor={line.totalMinor} currency={currency} />
      </span>
    </>
  );
}

function LineTools(props: { readonly line: SaleLineView; readonly sale: SaleView }) {
  const texts = useTexts().checkout;
  const ask = useTill((state) => state.ask);
  const [isNoting, setNoting] = useState(false);
  const [isReducing, setReducing] = useState(false);
  const { line, sale } = props;
  const { saleId } = sale;
  const setQuantity = (quantity: number): void => {
    if (quantity === line.quantity) return;
    void ask('sale.setQuantity', { saleId, lineId: line.lineId, quantity });
  };
  return (
    <div className="line__tools">
      <div className="stepper">
        <button type="button" aria-label={texts.oneLess} onClick={() => setQuantity(line.quantity - 1)}>
          <Icon of={Minus} />
        </button>
        <QuantityField quantity={line.quantity} onSet={setQuantity} />
        <button
          type="button"
          aria-label={texts.oneMore}
          onClick={() => setQuantity(Math.min(line.quantity + 1, QUANTITY_MAX))}
        >
          <Icon of={Plus} />
        </button>
      </div>
      {line.unitPriceMinor < 0 ? null : (
        <Button
          size="sale"
          stacked
          icon={BadgePercent}
          iconSize="sm"
          aria-label={texts.reduce}
          onClick={() => setReducing(true)}
        >
          {texts.price}
        </Button>
      )}
      <Button size="sale" stacked icon={SquarePen} iconSize="sm" onClick={() => setNoting(true)}>
        {texts.note}
      </Button>
      <Button
        size="sale"
        stacked
        icon={Trash2}
        iconSize="sm"
        onClick={() => void ask('sale.removeLine', { saleId, lineId: line.lineId })}
      >
        {texts.remove}
      </Button>
      {isReducing ? <ReduceDialog sale={sale} line={line} onClose={() => setReducing(false)} /> : null}
      <NoteDialog
        open={isNoting}
        line={line}
        onClose={() => setNoting(false)}
        onSave={(note) => void ask('sale.setNote', { saleId, lineId: line.lineId, note })}
      />
    </div>
  );
}

/** A quantity to type: what is typed replaces, 0 removes. Enter or leaving the field sets it. */
function QuantityField(props: { readonly quantity: number; readonly onSet: (quantity: number) => void }) {
  const texts = useTexts().checkout;
  const [typed, setTyped] = useState(String(props.quantity));
  useEffect(() => setTyped(String(props.quantity)), [props.quantity]);
  const set = (): void => {
    if (typed === '') setTyped(String(props.quantity));
    else props.onSet(Number(typed));
  };
  return (
    <input
      className="stepper__n"
      inputMode="numeric"
      aria-label={texts.quantity}
      value={typed}
      maxLength={4}
      autoComplete="off"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, ''))}
      onBlur={set}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(String(props.quantity));
      }}
    />
  );
}
