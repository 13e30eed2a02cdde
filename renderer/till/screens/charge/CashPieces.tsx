import { PieceMark, shortAmount, useMoneyText } from '../../components/index.ts';
import { piecesOf } from './cash-view.ts';

/** The notes and coins of an amount: a small picture each, named by its value. */
export function GiveBack(props: {
  readonly label: string;
  readonly amountMinor: number;
  readonly currency: string;
}) {
  const text = useMoneyText();
  const pieces = piecesOf(props.amountMinor, props.currency);
  if (pieces.length === 0) return null;
  return (
    <ul className="give" aria-label={props.label}>
      {pieces.map((piece) => (
        <li key={piece.valueMinor}>
          <PieceMark piece={piece} currency={props.currency} />
          <span className="num">
            {piece.count > 1 ? `${piece.count} × ` : ''}
            {shortAmount(text({ amountMinor: piece.valueMinor, currency: props.currency }))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The notes that make a likely sum, without words: the sum itself stands above them. */
export function NoteRow(props: { readonly amountMinor: number; readonly currency: string }) {
  const pieces = piecesOf(props.amountMinor, props.currency).filter(({ kind }) => kind === 'note');
  const marks = pieces.flatMap((piece) => Array.from({ length: piece.count }, () => piece)).slice(0, 4);
  return (
    <span className="quick__notes" aria-hidden="true">
      {marks.map((piece, index) => (
        <PieceMark key={index} piece={piece} currency={props.currency} />
      ))}
    </span>
  );
}
