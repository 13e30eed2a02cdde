import { currencyFacts } from '../../../shared/domain/money/index.ts';
import { joinClasses } from './join-classes.ts';

const NOTE_TONES = ['note--5', 'note--10', 'note--20', 'note--50', 'note--100'];

/** A small picture of a note or coin; its value is named beside it. */
export function PieceMark(props: {
  readonly piece: { readonly kind: 'note' | 'coin'; readonly valueMinor: number };
  readonly currency: string;
}) {
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
export function shortAmount(text: string): string {
  return text.replace(/[.,]0+(?=\D|$)/, '');
}
