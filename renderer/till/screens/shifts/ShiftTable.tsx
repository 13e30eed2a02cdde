import { CircleAlert, CircleCheck, CircleQuestionMark, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ShiftLine } from '../../../../shared/contract/index.ts';
import { brandName, Badge, Button, type BadgeTone } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, timeOf } from '../page-parts.tsx';

type Look = { readonly tone: BadgeTone; readonly icon: LucideIcon };

/** Money that may be gone or is nobody's is red; what only has to be finished or explained is amber. */
export const KIND_LOOK: Readonly<Record<ShiftLine['kind'], Look>> = {
  matched: { tone: 'success', icon: CircleCheck },
  'in-doubt': { tone: 'doubt', icon: CircleQuestionMark },
  'missing-sale': { tone: 'danger', icon: CircleAlert },
  'missing-charge': { tone: 'danger', icon: CircleAlert },
  'wrong-mode': { tone: 'danger', icon: CircleAlert },
  uncaptured: { tone: 'warning', icon: TriangleAlert },
  'refunded-elsewhere': { tone: 'warning', icon: TriangleAlert },
  'amount-differs': { tone: 'warning', icon: TriangleAlert },
};

/** The lines of a shift, one row each, with room for what can be done about it. */
export function ShiftTable(props: {
  readonly lines: readonly ShiftLine[];
  readonly context: PageContext;
  /** The last cell of a row. */
  readonly actionOf: (line: ShiftLine) => ReactNode;
  readonly onOpenSale: (saleId: string) => void;
  /** Rows below the lines: what matched, and the sum. */
  readonly children?: ReactNode;
}): ReactNode {
  const texts = useTexts().shifts;
  return (
    <table className="table shiftlines">
      <thead>
        <tr>
          <th>{texts.kind}</th>
          <th>{texts.sale}</th>
          <th className="right">{texts.thisTill}</th>
          <th className="right">{texts.stripe}</th>
          <th className="right">{texts.difference}</th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <Row key={line.lineId} {...props} line={line} />
        ))}
      </tbody>
      {props.children}
    </table>
  );
}

function Row(props: {
  readonly line: ShiftLine;
  readonly context: PageContext;
  readonly actionOf: (line: ShiftLine) => ReactNode;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const { line, context } = props;
  const texts = useTexts().shifts;
  const look = KIND_LOOK[line.kind];
  const { sale } = line;
  return (
    <tr>
      <td>
        <span title={texts.kinds[line.kind].why}>
          <Badge tone={look.tone} icon={look.icon}>
            {texts.kinds[line.kind].word}
          </Badge>
        </span>
      </td>
      <td>
        <span className="cell2">
          {sale === null ? (
            <b>{texts.noSale}</b>
          ) : (
            <Button kind="link" onClick={() => props.onOpenSale(sale.saleId)}>
              {texts.saleNumber(sale.number)}
            </Button>
          )}
          <small>{texts.cardAt(cardOf(line, texts.anyCard), timeOf(line.atMs, context.languageTag))}</small>
          {line.kind === 'matched' ? null : <small>{texts.kinds[line.kind].why}</small>}
        </span>
      </td>
      <Figure minor={line.tillMinor} line={line} context={context} />
      {line.stripeMinor === null ? (
        <td className="right muted">{texts.notKnown}</td>
      ) : (
        <Figure minor={line.stripeMinor} line={line} context={context} />
      )}
      <td className={`right strong num ${inkOf(line)}`}>
        {line.differenceMinor === null ? (
          texts.notKnown
        ) : (
          <>
            {line.differenceMinor > 0 ? '+' : ''}
            <Amount
              amountMinor={line.differenceMinor}
              currency={line.currency}
              languageTag={context.languageTag}
            />
          </>
        )}
      </td>
      <td className="right">{props.actionOf(line)}</td>
    </tr>
  );
}

function Figure(props: {
  readonly minor: number;
  readonly line: ShiftLine;
  readonly context: PageContext;
}): ReactNode {
  return (
    <td className="right num">
      <Amount
        amountMinor={props.minor}
        currency={props.line.currency}
        languageTag={props.context.languageTag}
      />
    </td>
  );
}

function cardOf({ card }: ShiftLine, anyCard: string): string {
  return card === null ? anyCard : `${brandName(card.brand)} ${card.last4 ?? ''}`.trim();
}

function inkOf({ kind }: ShiftLine): string {
  const { tone } = KIND_LOOK[kind];
  if (tone === 'success') return 'ink-success';
  return tone === 'danger' ? 'ink-danger' : 'ink-warning';
}
