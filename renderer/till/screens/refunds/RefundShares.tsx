import { Banknote, CreditCard } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RefundForm, RefundQuote } from '../../../../shared/contract/index.ts';
import { formatAmount, formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { Button, Field } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount } from '../page-parts.tsx';
import type { sharesOf, ShareTexts } from './refund-choice.ts';

type Tender = RefundForm['tenders'][number];

/** Where the money goes: main's split, or the cashier's own when a sale was paid in several ways. */
export function RefundShares(props: {
  readonly form: RefundForm;
  readonly quote: RefundQuote | null;
  readonly context: PageContext;
  readonly typed: ShareTexts | null;
  readonly shared: ReturnType<typeof sharesOf> | null;
  readonly onType: (typed: ShareTexts | null) => void;
}): ReactNode {
  const { form, quote, typed, shared, onType } = props;
  const { languageTag } = props.context;
  const says = useTexts().refunds;
  const format = (amountMinor: number): string => formatMoney(money(amountMinor, form.currency), languageTag);
  const several = form.tenders.length > 1;
  const begin = (): void =>
    onType(
      Object.fromEntries(
        (quote?.shares ?? []).map(({ tenderId, amountMinor }) => [
          tenderId,
          formatAmount(money(amountMinor, form.currency), languageTag),
        ]),
      ),
    );
  return (
    <section className="refund__shares" aria-label={says.goesTo}>
      <div className="row">
        <h3 className="h-card grow">{says.goesTo}</h3>
        {several && quote !== null ? (
          <Button onClick={() => (typed === null ? begin() : onType(null))}>
            {typed === null ? says.shareOut : says.shareAuto}
          </Button>
        ) : null}
      </div>
      <ul>
        {form.tenders.map((tender) => (
          <li key={tender.tenderId} className="refund__share">
            <TenderName tender={tender} format={format} />
            {typed === null ? (
              <b className="num">
                <Amount
                  amountMinor={
                    quote?.shares.find((share) => share.tenderId === tender.tenderId)?.amountMinor ?? 0
                  }
                  currency={form.currency}
                  languageTag={languageTag}
                />
              </b>
            ) : (
              <Field
                label={<span className="sr">{says.amount}</span>}
                inputMode="decimal"
                value={typed[tender.tenderId] ?? ''}
                onChange={(event) => onType({ ...typed, [tender.tenderId]: event.target.value })}
              />
            )}
          </li>
        ))}
      </ul>
      {typed === null && quote !== null && quote.cashMinor !== null ? (
        <p className="small muted">{says.cashRounded(format(quote.cashMinor))}</p>
      ) : null}
      {shared === null || shared.leftMinor === 0 ? null : (
        <p className="small" role="alert">
          {shared.leftMinor > 0
            ? says.shareLeft(format(shared.leftMinor))
            : says.shareOver(format(0 - shared.leftMinor))}
        </p>
      )}
    </section>
  );
}

function TenderName(props: {
  readonly tender: Tender;
  readonly format: (amountMinor: number) => string;
}): ReactNode {
  const { tender, format } = props;
  const says = useTexts().refunds;
  const Icon = tender.kind === 'card' ? CreditCard : Banknote;
  return (
    <span className="row grow">
      <Icon className="i" aria-hidden />
      <span className="cell2 grow">
        <span>{tender.kind === 'cash' ? says.inCash : says.toCard(cardName(tender.card, says.card))}</span>
        <span className="small muted">
          {[
            says.amountMost(format(tender.leftMinor)),
            tender.elsewhereMinor > 0 ? says.refundedElsewhere(format(tender.elsewhereMinor)) : null,
            tender.atReader ? says.atReader : null,
          ]
            .filter((text) => text !== null)
            .join(' ')}
        </span>
      </span>
    </span>
  );
}

/** How people call a card: its brand and last digits. */
export function cardName(card: Tender['card'], unknown: string): string {
  if (card === null) return unknown;
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1);
  return card.last4 === null ? brand : `${brand} ${card.last4}`;
}
