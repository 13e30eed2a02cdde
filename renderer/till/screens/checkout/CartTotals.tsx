import type { SaleView } from '../../../../shared/contract/views/sale.ts';
import { Money, useMoneyText } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

/** The totals as main computed them. They keep their place from the first scan to the receipt. */
export function CartTotals(props: { readonly sale: SaleView | null; readonly currency: string }) {
  const texts = useTexts().checkout;
  const text = useMoneyText();
  const locale = useFormatLocale();
  const { sale, currency } = props;
  const totals = sale?.totals;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  const taxed = (totals?.taxes ?? []).filter((tax) => !tax.isExempt);
  const taxes = taxed.map(
    // Parts per million to a share of one: a rate for display, no amount.
    (tax) => `${percent.format(tax.ratePpm / 1_000_000)} ${text({ amountMinor: tax.taxMinor, currency })}`,
  );
  const exemption = sale?.exemption ?? null;
  const taxName = sale?.pricesIncludeTax === false ? texts.taxAdded : texts.taxIncluded;
  return (
    <div className="totals">
      <div className="totals__row">
        <span>
          {texts.subtotal} · {texts.lines(totals?.itemCount ?? 0)}
        </span>
        <Money amountMinor={totals?.subtotalMinor ?? 0} currency={currency} />
      </div>
      {totals === undefined || totals.discountMinor === 0 ? null : (
        <div className="totals__row">
          <span className="clip">{[texts.discount, totals.discountReason].filter(Boolean).join(' · ')}</span>
          <span className="ink-accent">
            −<Money amountMinor={totals.discountMinor} currency={currency} />
          </span>
        </div>
      )}
      {exemption === null ? null : (
        <div className="totals__row">
          <span className="clip">
            {[texts.exemption.press, texts.exemption.reasons[exemption.reason], exemption.reference].join(
              ' · ',
            )}
          </span>
          {totals === undefined || totals.exemptedMinor === 0 ? null : (
            <span className="ink-accent">
              −<Money amountMinor={totals.exemptedMinor} currency={currency} />
            </span>
          )}
        </div>
      )}
      <div className="totals__row">
        <span className="clip">{[taxName, ...(taxes.length > 1 ? taxes : [])].join(' · ')}</span>
        <Money amountMinor={totals?.taxMinor ?? 0} currency={currency} />
      </div>
      <div className="totals__sum">
        <span>{texts.total}</span>
        <Money amountMinor={totals?.totalMinor ?? 0} currency={currency} size="total" />
      </div>
    </div>
  );
}
