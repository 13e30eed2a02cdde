import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RefundForm } from '../../../../shared/contract/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { Amount } from '../page-parts.tsx';
import { setPieces, type RefundChoice } from './refund-choice.ts';

/** The lines of the sale, each with how many pieces come back. */
export function RefundLines(props: {
  readonly form: RefundForm;
  readonly choice: RefundChoice;
  readonly languageTag: string;
  readonly onChange: (choice: RefundChoice) => void;
}): ReactNode {
  const { form, choice, onChange } = props;
  const says = useTexts().refunds;
  return (
    <ul className="refund__lines" aria-label={says.what}>
      {form.lines.map((line) => {
        const pieces = choice.pieces[line.lineId] ?? 0;
        const set = (quantity: number): void => onChange(setPieces(choice, form, line.lineId, quantity));
        return (
          <li key={line.lineId} className={line.leftQuantity === 0 ? 'refund__line faint' : 'refund__line'}>
            <span className="cell2 grow">
              <span className="clip">{line.name}</span>
              <span className="small muted num">
                {says.left(line.leftQuantity, line.quantity)}
                {' \u00b7 '}
                <Amount
                  amountMinor={line.leftMinor}
                  currency={form.currency}
                  languageTag={props.languageTag}
                />
              </span>
            </span>
            <span className="stepper" role="group" aria-label={line.name}>
              <button
                type="button"
                aria-label={says.less(line.name)}
                disabled={pieces === 0}
                onClick={() => set(pieces - 1)}
              >
                <Minus className="i" aria-hidden />
              </button>
              <span className="stepper__n" aria-live="polite">
                {pieces}
              </span>
              <button
                type="button"
                aria-label={says.more(line.name)}
                disabled={pieces >= line.leftQuantity}
                onClick={() => set(pieces + 1)}
              >
                <Plus className="i" aria-hidden />
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
