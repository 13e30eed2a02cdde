import { formatMoney, formatMoneyParts, money } from '../../../shared/domain/money/index.ts';
import { useFormatLocale } from '../text/use-texts.tsx';
import { joinClasses } from './join-classes.ts';

export type Amount = { readonly amountMinor: number; readonly currency: string };

/**
 * An amount as the language writes it, figures aligned, the currency sign stepping back. `size` makes it the hero of
 * its panel. Screen readers hear it as one word.
 */
export function Money(props: Amount & { readonly size?: 'figure' | 'total' | 'amount' | 'due' }) {
  const locale = useFormatLocale();
  const value = money(props.amountMinor, props.currency);
  const parts = formatMoneyParts(value, locale);
  const symbol = (
    <span className={parts.symbolFirst ? 'money__c' : 'money__c money__c--after'}>{parts.symbol}</span>
  );
  const gap = props.size === undefined ? parts.gap : '';
  return (
    <span className={joinClasses('money', props.size !== undefined && `money--hero money--${props.size}`)}>
      <span aria-hidden="true">
        {parts.negative ? '−' : ''}
        {parts.symbolFirst ? symbol : null}
        {parts.symbolFirst ? gap : null}
        {parts.whole}
        {parts.decimalSign}
        {parts.fraction}
        {parts.symbolFirst ? null : gap}
        {parts.symbolFirst ? null : symbol}
      </span>
      <span className="sr">{formatMoney(value, locale)}</span>
    </span>
  );
}

/** The same amount as plain text, for sentences and names. */
export function useMoneyText(): (amount: Amount) => string {
  const locale = useFormatLocale();
  return ({ amountMinor, currency }) => formatMoney(money(amountMinor, currency), locale);
}
