import { Banknote, CreditCard, Nfc } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardLeg, CashLeg, TransactionDetail } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { taxRateName } from '../../../../shared/domain/tax/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';
import { AsCash } from './AsCash.tsx';
import { CardBrand } from './StatusBadge.tsx';

type Props = { readonly sale: TransactionDetail; readonly context: PageContext };

/** The legs of a sale: how each part was paid. */
export function PaymentsCard({ sale, context }: Props): ReactNode {
  const says = context.texts.detail;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.payments}</h2>
        <span className="small faint">{says.legs(sale.legs.length)}</span>
      </div>
      <table className="table table--tight">
        <thead>
          <tr>
            <th>{says.tender}</th>
            <th>{says.cardColumn}</th>
            <th>{says.how}</th>
            <th>{says.auth}</th>
            <th>{says.state}</th>
            <th className="right">{says.amount}</th>
          </tr>
        </thead>
        <tbody>
          {sale.legs.map((leg) =>
            leg.kind === 'cash' ? (
              <CashRow key={leg.tenderId} leg={leg} sale={sale} context={context} />
            ) : (
              <CardRow key={leg.tenderId} leg={leg} sale={sale} context={context} />
            ),
          )}
        </tbody>
      </table>
      <AsCash sale={sale} context={context} />
    </section>
  );
}

function CashRow({ leg, sale, context }: Props & { readonly leg: CashLeg }): ReactNode {
  const { texts, languageTag } = context;
  const format = (amountMinor: number): string => formatMoney(money(amountMinor, sale.currency), languageTag);
  return (
    <tr>
      <td>
        <span className="row">
          <Banknote className="i" aria-hidden />
          {texts.transactions.cash}
        </span>
      </td>
      <td className="faint">{'\u2013'}</td>
      <td>{`${texts.detail.received} ${format(leg.tenderedMinor)}, ${texts.detail.change} ${format(leg.changeMinor)}`}</td>
      <td className="faint">{'\u2013'}</td>
      <td>
        {leg.givenBackAtMs === null ? (
          <span className="badge badge--success">{texts.status.paid}</span>
        ) : (
          <span className="badge badge--plain">{texts.detail.givenBack}</span>
        )}
      </td>
      <td className="right strong">
        <Amount amountMinor={leg.amountMinor} currency={sale.currency} languageTag={languageTag} />
      </td>
    </tr>
  );
}

function CardRow({ leg, sale, context }: Props & { readonly leg: CardLeg }): ReactNode {
  const { texts, languageTag } = context;
  const { card } = leg;
  return (
    <tr>
      <td>
        <span className="row">
          <CreditCard className="i" aria-hidden />
          {texts.transactions.card}
        </span>
      </td>
      <td>
        {card === null ? (
          <span className="faint">{'\u2013'}</span>
        ) : (
          <span className="row">
            <CardBrand brand={card.brand} />
            <span className="num">{card.last4 ?? ''}</span>
          </span>
        )}
      </td>
      <td>
        {card === null ? (
          <span className="faint">{'\u2013'}</span>
        ) : (
          <span className="row">
            <Nfc className="i" aria-hidden />
            {card.wallet === null ? texts.entryMode[card.entryMode] : texts.wallet(card.wallet)}
          </span>
        )}
      </td>
      <td className="mono small">{card?.authorisationCode ?? '\u2013'}</td>
      <td>
        <LegState leg={leg} context={context} />
        {leg.decision === null ? null : (
          <span className="small faint block">{`${leg.decision.managerName}: ${leg.decision.reason}`}</span>
        )}
      </td>
      <td className="right strong">
        <Amount
          amountMinor={leg.capturedMinor ?? leg.amountMinor}
          currency={sale.currency}
          languageTag={languageTag}
        />
        {leg.tipMinor === 0 ? null : (
          <span className="small faint block">
            {texts.detail.tipIn(formatMoney(money(leg.tipMinor, sale.currency), languageTag))}
          </span>
        )}
      </td>
    </tr>
  );
}

function LegState({ leg, context }: { readonly leg: CardLeg; readonly context: PageContext }): ReactNode {
  const says = context.texts.status;
  if (leg.asCash === 'done')
    return <span className="badge badge--plain">{context.texts.detail.givenBack}</span>;
  switch (leg.state) {
    case 'approved':
      return <span className="badge badge--success">{says.paid}</span>;
    case 'in-doubt':
    case 'decided-by-manager':
      return <span className="badge badge--doubt">{says['in-doubt']}</span>;
    case 'overpaid':
      return <span className="badge badge--danger">{says.overpaid}</span>;
    case 'cancelled':
    case 'hold-released':
      return <span className="badge badge--plain">{context.texts.timeline.cancelled}</span>;
    default:
      return <span className="badge badge--info">{says['in-progress']}</span>;
  }
}

/** What was sold, and the tax in it. */
export function ItemsCard({ sale, context }: Props): ReactNode {
  const { texts, languageTag } = context;
  const words = useTexts().checkout.exemption;
  const format = (amountMinor: number): string => formatMoney(money(amountMinor, sale.currency), languageTag);
  const taxes = sale.totals.taxes
    .filter((tax) => !tax.isExempt)
    .map((tax) => `${taxRateName(tax.name, texts.detail.vatAdded)} ${format(tax.taxMinor)}`);
  const { exemption } = sale;
  const exempt =
    exemption === null
      ? []
      : [[words.press, words.reasons[exemption.reason], exemption.reference].join(' \u00b7 ')];
  return (
    <section className="card detail__items">
      <div className="card__head">
        <h2 className="h-card">{texts.detail.items}</h2>
      </div>
      <ul className="items">
        {sale.lines.map((line) => (
          <li key={line.lineId}>
            <span className="num faint">{line.quantity}</span>
            <span className="clip">
              {line.note === null ? line.name : `${line.name} \u00b7 ${line.note}`}
            </span>
            <span className="small faint num">{taxRateName(line.taxRate.name, texts.detail.vatAdded)}</span>
            <span className="num right strong">
              <Amount amountMinor={line.totalMinor} currency={sale.currency} languageTag={languageTag} />
            </span>
          </li>
        ))}
      </ul>
      <div className="items__sum">
        <span className="small muted num">{[...taxes, ...exempt].join(' \u00b7 ')}</span>
        <span className="row row--3">
          <span className="muted">{texts.detail.total}</span>
          <b className="num items__total">
            <Amount amountMinor={sale.totals.totalMinor} currency={sale.currency} languageTag={languageTag} />
          </b>
        </span>
      </div>
    </section>
  );
}
