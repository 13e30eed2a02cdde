import { useEffect, useRef, type ReactNode } from 'react';
import { joinClasses, Money, PieceMark, shortAmount, useMoneyText } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { sumOf, type CountRow } from './count-rows.ts';

type Props = {
  readonly rows: readonly CountRow[];
  readonly typed: Readonly<Record<string, number>>;
  readonly at: number;
  readonly currency: string;
  readonly onChoose: (at: number) => void;
};

/** Notes left, coins right, each with its number of pieces and what they come to. */
export function CountRows(props: Props): ReactNode {
  const texts = useTexts().drawer.count;
  return (
    <section className="card count__list">
      <Column {...props} title={texts.notes} kinds={['note', 'other']} sumKind="note" />
      <Column {...props} title={texts.coins} kinds={['coin']} sumKind="coin" />
    </section>
  );
}

function Column(
  props: Props & {
    readonly title: string;
    readonly kinds: readonly CountRow['kind'][];
    readonly sumKind: CountRow['kind'];
  },
): ReactNode {
  const { rows, typed, currency } = props;
  return (
    <div className="count__col">
      <div className="card__head">
        <h2 className="h-card grow">{props.title}</h2>
        <b className="num">
          <Money amountMinor={sumOf(rows, typed, props.sumKind)} currency={currency} />
        </b>
      </div>
      <ul>
        {rows.map((row, index) =>
          props.kinds.includes(row.kind) ? <Row key={row.id} {...props} row={row} index={index} /> : null,
        )}
      </ul>
    </div>
  );
}

function Row(props: Props & { readonly row: CountRow; readonly index: number }): ReactNode {
  const { row, index, at, typed, currency } = props;
  const texts = useTexts().drawer.count;
  const text = useMoneyText();
  const isOn = index === at;
  const field = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOn) field.current?.scrollIntoView({ block: 'nearest' });
  }, [isOn]);
  const count = typed[row.id] ?? 0;
  const name =
    row.kind === 'other' ? texts.other : shortAmount(text({ amountMinor: row.valueMinor, currency }));
  const worthMinor = row.kind === 'other' ? count : row.valueMinor * count;
  return (
    <li className={joinClasses('den', row.kind === 'other' && 'den--other', isOn && 'is-on')}>
      {row.kind === 'other' ? null : (
        <span className="den__pic">
          <PieceMark piece={{ kind: row.kind, valueMinor: row.valueMinor }} currency={currency} />
        </span>
      )}
      {row.kind === 'other' ? (
        <span className="cell2">
          <b className="small">{name}</b>
          <small>{texts.otherHint}</small>
        </span>
      ) : (
        <b className="num">{name}</b>
      )}
      <button
        ref={field}
        type="button"
        className="den__qty num"
        aria-pressed={isOn}
        aria-label={`${row.kind === 'other' ? name : texts.pieces(name)}: ${
          row.kind === 'other' ? text({ amountMinor: count, currency }) : String(count)
        }`}
        onClick={() => props.onChoose(index)}
      >
        {row.kind === 'other' ? <Money amountMinor={count} currency={currency} /> : count}
      </button>
      {row.kind === 'other' ? null : (
        <span className={joinClasses('num right', worthMinor === 0 && 'faint')}>
          <Money amountMinor={worthMinor} currency={currency} />
        </span>
      )}
    </li>
  );
}
