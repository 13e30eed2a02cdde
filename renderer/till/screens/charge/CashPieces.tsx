import { currencyFacts } from '../../../../shared/domain/money/index.ts';
import { joinClasses, useMoneyText } from '../../components/index.ts';
import { piecesOf, type CashPiece } from './cash-view.ts';

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

const NOTE_TONES = ['note--5', 'note--10', 'note--20', 'note--50', 'note--100'];

function PieceMark(props: { readonly piece: CashPiece; readonly currency: string }) {
  const { piece, currency } = props;
  const facts = currencyFacts(currency);
  if (piece.kind === 'note') {
    const rank = facts.notesMinor.indexOf(piece.valueMinor);
    return <i className={joinClasses('note', NOTE_TONES[Math.min(rank, NOTE_TONES.length - 1)])} />;
  }
  const rankFromTop = facts.coinsMinor.length - 1 - facts.coinsMinor.indexOf(piece.valueMinor);
  const tone = ['coin--200', 'coin--100', 'coin--50', 'coin--20', 'coin--10', 'coin--5'][
    Math.min(rankFromTop, 5)
  ];
  return <i className={joinClasses('coin', tone)} />;
}

/** Notes and coins are named without cents that are zero: €20, not €20.00. */
function shortAmount(text: string): string {
  return text.replace(/[.,]0+(?=\D|$)/, '');
}
