import { CircleX, CreditCard, Grip, Hourglass, Nfc, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CustomerDisplay, CustomerScreen } from '../../../shared/contract/views/customer-display.ts';
import { formatMoney, money } from '../../../shared/domain/money/index.ts';
import { customerTextsOf, type CustomerTexts } from './customer-texts.ts';

/**
 * The screen that faces the customer, for its own page and for the preview in the settings. Everything in it is sized by
 * the box around it, so that a preview is the same picture, only smaller.
 */
export function CustomerView(props: {
  readonly display: CustomerDisplay;
  readonly isPreview?: boolean;
}): ReactNode {
  const { display } = props;
  const { texts, formatLocale } = customerTextsOf(display.locale);
  const Title = props.isPreview === true ? 'p' : 'h1';
  return (
    <div className={`cd cd--${display.now.screen}`} data-theme={display.theme} lang={display.locale}>
      {display.mode === 'live' ? null : <p className="cd__mode">{texts.modes[display.mode]}</p>}
      <div className="cd__body" aria-live={props.isPreview === true ? 'off' : 'polite'}>
        <Screen now={display.now} display={display} texts={texts} formatLocale={formatLocale} Title={Title} />
      </div>
    </div>
  );
}

type Asks = (CustomerScreen & { screen: 'card' })['asks'];
const MARKS: Readonly<Record<Asks, LucideIcon>> = {
  present: Nfc,
  pin: Grip,
  wait: Hourglass,
  'remove-card': CreditCard,
  'other-card': CircleX,
};

function CardMark({ asks }: { readonly asks: Asks }): ReactNode {
  const Mark = MARKS[asks];
  return (
    <span className={`cd__mark cd__mark--${asks}`} aria-hidden>
      <Mark />
    </span>
  );
}

type ScreenProps = {
  readonly display: CustomerDisplay;
  readonly texts: CustomerTexts;
  readonly formatLocale: string;
  readonly Title: 'h1' | 'p';
};

function Screen(props: ScreenProps & { readonly now: CustomerScreen }): ReactNode {
  const { now, texts, Title } = props;
  switch (now.screen) {
    case 'idle':
      return (
        <div className="cd__centre">
          <p className="cd__quiet">{texts.welcome}</p>
          <Title className="cd__name">{props.display.storeName}</Title>
        </div>
      );
    case 'cart':
      return <Cart {...props} now={now} />;
    case 'card':
      return (
        <div className="cd__centre">
          <CardMark asks={now.asks} />
          <Title className="cd__ask">{texts.asks[now.asks]}</Title>
          <p className="cd__quiet">{texts.amount}</p>
          <p className="cd__amount num">{amountText(now.amountMinor, now.currency, props.formatLocale)}</p>
        </div>
      );
    case 'paid':
      return (
        <div className="cd__centre">
          <p className="cd__quiet">
            {texts.paid}{' '}
            <span className="num">{amountText(now.totalMinor, now.currency, props.formatLocale)}</span>
          </p>
          {now.changeMinor === null ? null : (
            <>
              <p className="cd__quiet">{texts.change}</p>
              <p className="cd__amount num">
                {amountText(now.changeMinor, now.currency, props.formatLocale)}
              </p>
            </>
          )}
          <Title className="cd__name">{texts.thanks}</Title>
        </div>
      );
    default:
      throw new Error(`No screen for ${String(now satisfies never)}`);
  }
}

function Cart(props: ScreenProps & { readonly now: CustomerScreen & { screen: 'cart' } }): ReactNode {
  const { now, texts, formatLocale, Title } = props;
  const amount = (minor: number): string => amountText(minor, now.currency, formatLocale);
  return (
    <div className="cd__cart">
      <section className="cd__lines">
        <Title className="cd__head">{texts.cart}</Title>
        {now.earlier === 0 ? null : <p className="cd__small">{texts.earlier(now.earlier)}</p>}
        <ul className="cd__list">
          {now.lines.map((line, index) => (
            // Lines have no id here on purpose, and are only ever drawn as a whole.
            <li key={index} className={index === now.lines.length - 1 ? 'cd__line is-new' : 'cd__line'}>
              <span className="cd__what">
                {line.name}
                {line.quantity === 1 ? null : (
                  <span className="cd__small num">
                    {texts.each(line.quantity, amount(line.unitPriceMinor))}
                  </span>
                )}
              </span>
              <span className="num">{amount(line.totalMinor)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="cd__sum">
        <p className="cd__quiet">{texts.items(now.itemCount)}</p>
        {now.discountMinor === 0 ? null : (
          <p className="cd__quiet">
            {texts.discount} <span className="num">{amount(0 - now.discountMinor)}</span>
          </p>
        )}
        {now.dueMinor === null || now.dueMinor === now.totalMinor ? null : (
          <p className="cd__quiet">
            {texts.total} <span className="num">{amount(now.totalMinor)}</span>
          </p>
        )}
        <p className="cd__label">{now.dueMinor === null ? texts.total : texts.toPay}</p>
        <p className="cd__amount num">{amount(now.dueMinor ?? now.totalMinor)}</p>
      </section>
    </div>
  );
}

function amountText(amountMinor: number, currency: CustomerCurrency, formatLocale: string): string {
  return formatMoney(money(amountMinor, currency), formatLocale);
}

type CustomerCurrency = (CustomerScreen & { screen: 'cart' })['currency'];
