import { Banknote, CreditCard } from 'lucide-react';
import type { ChargeView, TenderView } from '../../../../shared/contract/views/charge.ts';
import { Badge, brandName, Icon, Money, useMoneyText, type BadgeTone } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

const TONES: Readonly<Record<TenderView['state'], BadgeTone>> = {
  taken: 'success',
  approved: 'success',
  'given-back': 'neutral',
  refunded: 'neutral',
  'under-way': 'info',
  held: 'info',
  'in-doubt': 'doubt',
  decided: 'doubt',
  overpaid: 'danger',
};

/** The legs of a sale: what each pays, by what, and how it stands. */
export function LegsList(props: { readonly charge: ChargeView }) {
  const texts = useTexts();
  const text = useMoneyText();
  const { currency, tenders } = props.charge;
  return (
    <ul className="legs" aria-label={texts.legs.list}>
      {tenders.length === 0 ? <li className="legs__none faint">{texts.legs.none}</li> : null}
      {tenders.map((tender) => (
        <li key={tender.tenderId} className="legs__leg">
          <Icon of={tender.kind === 'cash' ? Banknote : CreditCard} size="sm" />
          <span className="cell2 grow">
            <b>{nameOf(tender, texts.charge)}</b>
            {tender.tipMinor === 0 ? null : (
              <span className="small faint">
                {texts.legs.tipOf(text({ amountMinor: tender.tipMinor, currency }))}
              </span>
            )}
          </span>
          <Badge tone={TONES[tender.state]}>{texts.legs.states[tender.state]}</Badge>
          <Money amountMinor={tender.amountMinor} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function nameOf(
  tender: TenderView,
  texts: {
    readonly cash: string;
    readonly card: string;
    readonly cardEnding: (brand: string, last4: string) => string;
  },
): string {
  if (tender.kind === 'cash') return texts.cash;
  if (tender.card === null) return texts.card;
  const brand = brandName(tender.card.brand);
  return tender.card.last4 === null ? brand : texts.cardEnding(brand, tender.card.last4);
}
