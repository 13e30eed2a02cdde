import { ReceiptText, Trash2, UserPen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CustomerDetail } from '../../../../shared/contract/index.ts';
import { Button, Dialog } from '../../components/index.ts';
import { NO_SALES_FILTER, useTill } from '../../store/index.ts';
import { formatDate, formatDateTime } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows } from '../page-parts.tsx';
import { StatusBadge } from '../transactions/StatusBadge.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { CustomerDialog } from './CustomerDialog.tsx';

const SALES_SHOWN = 20;

/** One customer: who it is, what they agreed to, what they bought. */
export function CustomerPanel(props: {
  readonly context: PageContext;
  readonly customerId: string;
  readonly onChanged: () => void;
  readonly onShow: (customerId: string) => void;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const { context, customerId } = props;
  const { call, sentenceFor, texts } = context;
  const says = useTexts().customers;
  const customer = useAnswer(customerId, () => call('customers.get', { customerId }));
  const [dialog, setDialog] = useState<'edit' | 'erase' | null>(null);
  const erasing = useErrand();
  const changed = (): void => {
    setDialog(null);
    customer.ask();
    props.onChanged();
  };
  const { value } = customer;
  return (
    <section className="card customers__detail">
      {customer.error === null ? null : (
        <Problem
          text={sentenceFor(customer.error)}
          action={{ label: texts.common.tryAgain, run: customer.ask }}
        />
      )}
      {value === null ? (
        customer.error === null ? (
          <SkeletonRows count={5} label={texts.common.checking} />
        ) : null
      ) : (
        <>
          <Head context={context} customer={value} onDialog={setDialog} />
          <Facts context={context} customer={value} />
          <History context={context} customer={value} onOpenSale={props.onOpenSale} />
          {dialog === 'edit' ? (
            <CustomerDialog
              context={context}
              customer={value}
              onSaved={(saved) => {
                changed();
                if (saved !== customerId) props.onShow(saved);
              }}
              onClose={() => setDialog(null)}
            />
          ) : null}
          {dialog === 'erase' ? (
            <Dialog
              open
              onClose={() => setDialog(null)}
              title={says.eraseTitle}
              text={says.eraseText}
              footer={
                <>
                  <Button size="sale" onClick={() => setDialog(null)}>
                    {says.cancel}
                  </Button>
                  <Button
                    kind="danger"
                    size="sale"
                    disabled={erasing.busy}
                    onClick={() => erasing.run(() => call('customers.erase', { customerId }), changed)}
                  >
                    {says.eraseConfirm}
                  </Button>
                </>
              }
            >
              {erasing.error === null ? null : <Problem text={sentenceFor(erasing.error)} />}
            </Dialog>
          ) : null}
        </>
      )}
    </section>
  );
}

function Head(props: {
  readonly context: PageContext;
  readonly customer: CustomerDetail;
  readonly onDialog: (dialog: 'edit' | 'erase') => void;
}): ReactNode {
  const says = useTexts().customers;
  const locale = useFormatLocale();
  const { customer } = props;
  const denied = props.context.snapshot.cashier?.denied ?? [];
  const isErased = customer.erasedAtMs !== null;
  return (
    <div className="card__head">
      <div className="cell2 grow">
        <h2 className="h-panel clip">
          {isErased ? says.erased : customer.name === '' ? says.unnamed : customer.name}
        </h2>
        <small>{says.since(formatDate(customer.createdAtMs, locale))}</small>
      </div>
      {isErased || denied.includes('customers.erase') ? null : (
        <Button kind="danger" icon={Trash2} onClick={() => props.onDialog('erase')}>
          {says.erase}
        </Button>
      )}
      {isErased || denied.includes('customers.edit') ? null : (
        <Button icon={UserPen} onClick={() => props.onDialog('edit')}>
          {says.edit}
        </Button>
      )}
    </div>
  );
}

function Facts({
  context,
  customer,
}: {
  readonly context: PageContext;
  readonly customer: CustomerDetail;
}): ReactNode {
  const says = useTexts().customers;
  const locale = useFormatLocale();
  const currency = context.snapshot.store?.currency ?? 'EUR';
  const amount = (minor: number): ReactNode => (
    <Amount amountMinor={minor} currency={currency} languageTag={context.languageTag} />
  );
  const figures = [
    [says.visits, customer.sales],
    [says.bought, amount(customer.soldMinor)],
    [says.back, amount(0 - customer.refundedMinor)],
    [says.last, customer.lastAtMs === null ? says.never : formatDate(customer.lastAtMs, locale)],
  ] as const;
  const facts = [
    [says.mail, customer.mail],
    [says.phone, customer.phone],
    [says.note, customer.note],
  ].filter(([, fact]) => fact !== '');
  return (
    <>
      <div className="figures figures--four">
        {figures.map(([label, value]) => (
          <div key={label} className="figure">
            <span className="figure__label">{label}</span>
            <span className="figure__value customers__figure">{value}</span>
          </div>
        ))}
      </div>
      <div className="card__body stack">
        {customer.erasedAtMs === null ? (
          <dl className="customers__facts">
            {facts.map(([name, fact]) => (
              <div key={name} className="customers__fact">
                <dt className="small muted">{name}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
            <div className="customers__fact">
              <dt className="small muted">{says.consent}</dt>
              <dd>
                <Consents customer={customer} />
              </dd>
            </div>
          </dl>
        ) : (
          <p className="muted">{says.erasedText(formatDateTime(customer.erasedAtMs, locale))}</p>
        )}
      </div>
    </>
  );
}

/** What was agreed to, and each change of it. */
function Consents({ customer }: { readonly customer: CustomerDetail }): ReactNode {
  const says = useTexts().customers;
  const locale = useFormatLocale();
  if (customer.consents.length === 0) return says.noConsent;
  return (
    <ul>
      {customer.consents.toReversed().map(({ given, why, by, atMs }) => {
        const when = formatDateTime(atMs, locale);
        return (
          <li key={`${String(atMs)} ${String(given)}`}>
            {given
              ? says.consentGiven(by, when)
              : why === 'other-address'
                ? says.consentOtherAddress(when)
                : why === 'erased'
                  ? says.consentErased(when)
                  : says.consentEnded(by, when)}
          </li>
        );
      })}
    </ul>
  );
}

function History(props: {
  readonly context: PageContext;
  readonly customer: CustomerDetail;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const { context, customer } = props;
  const { call, texts, languageTag } = context;
  const says = useTexts().customers;
  const locale = useFormatLocale();
  const go = useTill((state) => state.go);
  const filterSales = useTill((state) => state.filterSales);
  const filter = { ...NO_SALES_FILTER, customerId: customer.customerId };
  const sales = useAnswer(customer.customerId, () =>
    call('transactions.list', { ...filter, before: null, limit: SALES_SHOWN }),
  );
  const rows = sales.value?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <div className="card__head">
        <h3 className="h-card">{says.history}</h3>
        <Button
          kind="quiet"
          icon={ReceiptText}
          onClick={() => {
            filterSales(filter);
            go({ name: 'transactions' });
          }}
        >
          {says.allSales}
        </Button>
      </div>
      <ul className="customerlist" aria-label={says.history}>
        {rows.map((row) => (
          <li key={row.saleId}>
            <button type="button" className="customerlist__row" onClick={() => props.onOpenSale(row.saleId)}>
              <StatusBadge status={row.status} texts={texts} />
              <span className="cell2 grow">
                <b className="clip" data-may-shorten>
                  {row.itemSummary}
                </b>
                <small className="num">{formatDateTime(row.atMs, locale)}</small>
              </span>
              <span className="strong">
                <Amount amountMinor={row.totalMinor} currency={row.currency} languageTag={languageTag} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
