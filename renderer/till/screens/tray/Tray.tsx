import { CircleAlert, CircleCheck, CircleQuestionMark, UserCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../../../shared/contract/channels.ts';
import type { MissingMoney, Unsettled } from '../../../../shared/contract/views/charge-legs.ts';
import { Badge, Button, Dialog, EmptyState, Icon, Money, Skeleton } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { formatDateTime, formatSpan } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

type TrayList = ResponseOf<'charge.listUnsettled'>;

/** The tray: every payment whose outcome is not known, from anywhere, with what is done about it. */
export function Tray() {
  const isOpen = useTill((state) => state.isTrayOpen);
  return isOpen ? <OpenTray /> : null;
}

function OpenTray() {
  const { tray: says } = useTexts().legs;
  const { revision } = useSnapshot();
  const ask = useTill((state) => state.ask);
  const open = useTill((state) => state.openTray);
  const [list, setList] = useState<TrayList | null>(null);
  useEffect(() => {
    let isMine = true;
    void ask('charge.listUnsettled', {}).then((answer) => {
      if (isMine && answer.ok) setList(answer.value);
    });
    return () => {
      isMine = false;
    };
  }, [ask, revision]);
  const isEmpty = list !== null && list.payments.length + list.missing.length === 0;
  return (
    <Dialog open wide onClose={() => open(false)} title={says.title} text={says.text}>
      {list === null ? <Skeleton /> : null}
      {isEmpty ? (
        <EmptyState icon={CircleCheck} title={says.empty}>
          {says.emptyText}
        </EmptyState>
      ) : null}
      <ul className="tray">
        {list?.payments.map((payment) => (
          <Payment key={payment.tenderId} payment={payment} />
        ))}
        {list?.missing.map((money) => (
          <Missing key={money.tenderId} money={money} />
        ))}
      </ul>
      {list !== null && list.payments.length > 0 ? (
        <p className="small muted">
          {list.payments.every(({ doing }) => doing === 'finding-the-payment') ? says.tellNothing : says.tell}
        </p>
      ) : null}
    </Dialog>
  );
}

function Payment(props: { readonly payment: Unsettled }) {
  const { tray: says, decide } = useTexts().legs;
  const nowMs = useNowMs(1_000);
  const locale = useFormatLocale();
  const { payment } = props;
  const { decision, nextTryAtMs, captureBeforeMs } = payment;
  const next =
    nextTryAtMs === null || nextTryAtMs <= nowMs
      ? says.now
      : says.next(formatSpan(nextTryAtMs - nowMs, { roundUp: true }));
  return (
    <li className="tray__item">
      <div className="tray__head">
        <Icon of={decision === null ? CircleQuestionMark : UserCheck} />
        <span className="cell2 grow">
          <b>{says.sale(payment.saleNumber)}</b>
          <span className="small faint">
            {says.since(formatSpan(nowMs - payment.sinceMs), payment.cashierName)} · {next}
          </span>
        </span>
        <Money amountMinor={payment.amountMinor} currency={payment.currency} size="figure" />
      </div>
      <p className="muted">{says.doing[payment.doing]}</p>
      {decision === null ? null : (
        <p>
          <Badge tone="doubt">{decide.verdicts[decision.verdict]}</Badge>{' '}
          <span className="small">{decide.by(decision.managerName, decision.reason)}</span>
        </p>
      )}
      {captureBeforeMs === null ? null : (
        <p className={payment.captureNear ? 'ink-danger' : 'small faint'}>
          {says.deadline(formatDateTime(captureBeforeMs, locale))}
        </p>
      )}
      <PaymentActions payment={payment} />
    </li>
  );
}

function PaymentActions(props: { readonly payment: Unsettled }) {
  const { tray: says } = useTexts().legs;
  const ask = useTill((state) => state.ask);
  const open = useTill((state) => state.openTray);
  const resume = useTill((state) => state.resumeSale);
  const askManager = useTill((state) => state.askManager);
  const { tenderId, saleId, mayDecide } = props.payment;
  return (
    <div className="tray__actions">
      <Button size="sale" onClick={() => void ask('charge.checkWithStripe', { tenderId })}>
        {says.check}
      </Button>
      <Button
        size="sale"
        onClick={() => {
          open(false);
          void resume(saleId);
        }}
      >
        {says.resume}
      </Button>
      {mayDecide ? (
        <Button size="sale" onClick={() => askManager({ kind: 'decide', tenderId })}>
          {says.decide}
        </Button>
      ) : null}
    </div>
  );
}

function Missing(props: { readonly money: MissingMoney }) {
  const { tray: says, decide } = useTexts().legs;
  const open = useTill((state) => state.openTray);
  const resume = useTill((state) => state.resumeSale);
  const { money } = props;
  return (
    <li className="tray__item tray__item--missing">
      <div className="tray__head">
        <Icon of={CircleAlert} className="ink-danger" />
        <b className="grow">{says.missing(money.saleNumber)}</b>
        <Money amountMinor={money.amountMinor} currency={money.currency} size="figure" />
      </div>
      <p className="muted">{says.missingText}</p>
      <p className="small">{decide.by(money.decision.managerName, money.decision.reason)}</p>
      <div className="tray__actions">
        <Button
          size="sale"
          onClick={() => {
            open(false);
            void resume(money.saleId);
          }}
        >
          {says.resume}
        </Button>
      </div>
    </li>
  );
}
