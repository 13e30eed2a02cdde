import {
  Banknote,
  CircleCheck,
  CloudOff,
  CreditCard,
  Hourglass,
  Printer,
  RadioTower,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, Icon } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { formatSince, relaySays } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { whyNoCards } from './why-no-cards.ts';

/** One look at everything that depends on a line: what works now, how the lines are, and what waits, with counts. */
export function LinesPanel(): ReactNode {
  const isOpen = useTill((state) => state.areLinesOpen);
  return isOpen ? <OpenPanel /> : null;
}

function OpenPanel() {
  const says = useTexts().lines;
  const open = useTill((state) => state.openLines);
  const go = useTill((state) => state.go);
  const toSettings = (): void => {
    open(false);
    go({ name: 'settings', section: 'stripe' });
  };
  return (
    <Dialog
      open
      wide="keys"
      onClose={() => open(false)}
      title={says.title}
      text={says.text}
      footer={<Button onClick={toSettings}>{says.settings}</Button>}
    >
      <div className="lines__parts">
        <div className="stack lines__part">
          <Works />
          <Lines />
        </div>
        <Queues />
      </div>
    </Dialog>
  );
}

function Works() {
  const says = useTexts().lines;
  const snapshot = useSnapshot();
  const since = useSince();
  const why = whyNoCards(snapshot);
  const { printer, waiting } = snapshot.printing;
  const noCards = (): string => {
    if (why === null) return says.cardsYes;
    return why === 'away' ? says.cardsWhy.away(since(snapshot.stripe.sinceMs)) : says.cardsWhy[why];
  };
  const paper = printer === 'none' ? says.paperNone : waiting > 0 ? says.paperWaits : says.paperYes;
  return (
    <Part title={says.works}>
      <Row icon={Banknote} isWell name={says.cash} text={says.cashYes} />
      <Row icon={CreditCard} isWell={why === null} name={says.cards} text={noCards()} />
      <Row icon={Printer} isWell={printer !== 'none' && waiting === 0} name={says.paper} text={paper} />
    </Part>
  );
}

function Lines() {
  const { lines: says, frame } = useTexts();
  const { stripe, relay } = useSnapshot();
  const since = useSince();
  const isThere = stripe.state === 'there';
  return (
    <Part title={says.lines}>
      <Row
        icon={isThere ? CircleCheck : CloudOff}
        isWell={isThere}
        name={says.stripe}
        text={isThere ? says.stripeThere : says.stripeAway(since(stripe.sinceMs))}
      />
      <Row
        icon={RadioTower}
        isWell={relay.state === 'live' && relay.signatureFailures === 0}
        name={says.relay}
        text={relaySays(relay, frame.relay)}
      />
    </Part>
  );
}

function Queues() {
  const says = useTexts().lines;
  const openTray = useTill((state) => state.openTray);
  const open = useTill((state) => state.openLines);
  const { reconciliation, relay, waiting, printing } = useSnapshot();
  const { cardTenders, matched, mismatched, unsettled } = reconciliation;
  const counts = {
    unsettled,
    proofs: Math.max(0, cardTenders - matched - mismatched - unsettled), // A count of tenders, not of money.
    events: waiting.events + relay.backlog,
    refunds: waiting.refunds,
    prints: printing.waiting,
  };
  const names = Object.keys(counts) as readonly (keyof typeof counts)[]; // The keys of a const object.
  return (
    <Part title={says.waits}>
      {names.map((name) => (
        <Row
          key={name}
          icon={counts[name] === 0 ? CircleCheck : Hourglass}
          isWell={counts[name] === 0}
          name={says.queues[name].name}
          text={counts[name] === 0 ? says.nothing : says.queues[name].text}
          count={counts[name]}
          {...(name === 'unsettled' && unsettled > 0
            ? {
                action: (
                  <Button
                    onClick={() => {
                      open(false);
                      openTray(true);
                    }}
                  >
                    {says.open}
                  </Button>
                ),
              }
            : {})}
        />
      ))}
      <li className="small faint lines__foot">{says.mails}</li>
    </Part>
  );
}

function useSince(): (sinceMs: number | null) => string {
  const locale = useFormatLocale();
  const nowMs = useNowMs(60_000);
  return (sinceMs) => formatSince(sinceMs ?? nowMs, nowMs, locale);
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="h-card">{props.title}</h3>
      <ul className="lines">{props.children}</ul>
    </section>
  );
}

function Row(props: {
  readonly icon: LucideIcon;
  readonly isWell: boolean;
  readonly name: string;
  readonly text: string;
  readonly count?: number;
  readonly action?: ReactNode;
}) {
  return (
    <li className="lines__row">
      <Icon of={props.icon} className={props.isWell ? 'ink-success' : 'ink-warning'} />
      <span className="cell2 grow">
        <b>{props.name}</b>
        <span className="small muted">{props.text}</span>
      </span>
      {props.action}
      {props.count === undefined ? null : <b className="num lines__count">{props.count}</b>}
    </li>
  );
}
