import {
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  CloudOff,
  Coins,
  Hourglass,
  RadioTower,
  SmartphoneNfc,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReaderChip, ReconciliationSummary, RelayLink } from '../../../shared/contract/views/app.ts';
import { Icon, joinClasses, KeyHint } from '../components/index.ts';
import { VirtualPrinter } from '../screens/printing/index.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { formatClock, formatSince, relaySays } from '../text/index.ts';
import { useFormatLocale, useTexts } from '../text/use-texts.tsx';
import { useNowMs } from '../components/use-now-ms.ts';

/** Who works, what is proven, and whether relay and reader are there, as it is now and not as it was hoped. */
export function StatusBar(props: { readonly onCash: () => void }) {
  const texts = useTexts().frame;
  const locale = useFormatLocale();
  const snapshot = useSnapshot();
  const go = useTill((state) => state.go);
  const openLines = useTill((state) => state.openLines);
  const nowMs = useNowMs(1_000);
  const { shift, cashier, reconciliation, relay, reader } = snapshot;
  const openStripeSettings = (): void => go({ name: 'settings', section: 'stripe' });
  return (
    <footer className="status" aria-label={texts.status.label}>
      {shift === null ? null : (
        <StatusFact icon={Hourglass}>
          <b>{texts.status.shift(shift.number)}</b>
          <span className="status__since">
            {' · '}
            {texts.status.openSince(formatSince(shift.openedAtMs, nowMs, locale))}
          </span>
          {shift.leftOvernight ? <b className="ink-warning"> · {texts.status.leftOvernight}</b> : null}
        </StatusFact>
      )}
      {cashier === null ? null : <CashierItem name={cashier.name} />}
      <CashItem onPress={props.onCash} />
      <span className="status__gap" />
      <VirtualPrinter />
      <UnsettledChip count={reconciliation.unsettled} />
      {/* What is not known says more than what is, and leaves no room for it. */}
      {reconciliation.unsettled > 0 ? null : <ProofItem summary={reconciliation} />}
      {snapshot.stripe.sinceMs === null ? (
        <RelayItem relay={relay} onPress={() => openLines(true)} />
      ) : (
        <AwayChip sinceMs={snapshot.stripe.sinceMs} nowMs={nowMs} />
      )}
      <button type="button" className="status__item status__item--chip" onClick={openStripeSettings}>
        <ReaderChipMark reader={reader} />
      </button>
      <span className="status__fact status__clock">
        <time>{formatClock(nowMs, locale)}</time>
      </span>
    </footer>
  );
}

/** Who works here. With more than one PIN in the shop a press hands the till over. */
function CashierItem(props: { readonly name: string }) {
  const texts = useTexts().people.switch;
  const { people } = useSnapshot();
  const open = useTill((state) => state.switchPerson);
  if (people.length < 2) return <StatusFact icon={UserRound}>{props.name}</StatusFact>;
  return (
    <button
      type="button"
      className="status__item"
      aria-label={texts.button(props.name)}
      onClick={() => open(true)}
    >
      <Icon of={UserRound} size="sm" />
      <span>{props.name}</span>
    </button>
  );
}

function StatusFact(props: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <span className="status__fact">
      <Icon of={props.icon} size="sm" />
      <span>{props.children}</span>
    </span>
  );
}

/** The way to the drawer from any screen; its key does the same. */
function CashItem(props: { readonly onPress: () => void }) {
  const texts = useTexts().drawer;
  const { drawer } = useSnapshot();
  if (drawer.state !== 'open') return null;
  return (
    <button type="button" className="status__item" onClick={props.onPress}>
      <Icon of={Coins} size="sm" />
      {texts.menu}
      <KeyHint of="cash-menu" />
    </button>
  );
}

/** Payments whose outcome is not known. It opens the tray, from wherever the cashier is. */
function UnsettledChip(props: { readonly count: number }) {
  const texts = useTexts().frame.status;
  const open = useTill((state) => state.openTray);
  if (props.count === 0) return null;
  return (
    <button type="button" className="status__item status__item--chip" onClick={() => open(true)}>
      <span className="rchip rchip--doubt">
        <Icon of={CircleQuestionMark} size="sm" />
        {texts.unsettled(props.count)}
      </span>
    </button>
  );
}

/** Stripe does not answer: said at once, in place of the relay, and opens what works and what waits. */
function AwayChip(props: { readonly sinceMs: number; readonly nowMs: number }) {
  const texts = useTexts().lines;
  const locale = useFormatLocale();
  const open = useTill((state) => state.openLines);
  return (
    <button type="button" className="status__item status__item--chip" onClick={() => open(true)}>
      <span className="rchip rchip--wait">
        <Icon of={CloudOff} size="sm" />
        {texts.chip(formatSince(props.sinceMs, props.nowMs, locale))}
      </span>
    </button>
  );
}

function ProofItem(props: { readonly summary: ReconciliationSummary }) {
  const texts = useTexts().frame.status;
  const locale = useFormatLocale();
  const go = useTill((state) => state.go);
  const { cardTenders, matched, mismatched, unsettled, lastAtMs } = props.summary;
  const waiting = cardTenders - matched - mismatched - unsettled; // A count of tenders, not of money.
  const tone = mismatched > 0 ? 'ink-danger' : waiting > 0 ? 'ink-info' : 'ink-success';
  const says =
    cardTenders === 0
      ? texts.nothingToReconcile
      : mismatched > 0
        ? texts.mismatched(mismatched)
        : waiting > 0
          ? texts.waitingForProof(waiting)
          : texts.matched(matched, cardTenders);
  return (
    <button type="button" className="status__item" onClick={() => go({ name: 'transactions' })}>
      <Icon
        of={mismatched > 0 ? CircleAlert : waiting > 0 ? Hourglass : CircleCheck}
        size="sm"
        className={tone}
      />
      <span>
        <b>{texts.reconciled}</b> {lastAtMs === null ? '' : formatClock(lastAtMs, locale)} · {says}
      </span>
    </button>
  );
}

function RelayItem(props: { readonly relay: RelayLink; readonly onPress: () => void }) {
  const texts = useTexts().frame.relay;
  const { state, signatureFailures } = props.relay;
  const isWell = state === 'live' && signatureFailures === 0;
  const tone = isWell ? 'ink-success' : state === 'none' || state === 'connecting' ? 'faint' : 'ink-warning';
  return (
    <button type="button" className="status__item" onClick={props.onPress}>
      <Icon of={RadioTower} size="sm" className={tone} />
      <span>{relaySays(props.relay, texts)}</span>
    </button>
  );
}

const CHIP_LOOKS: Readonly<Record<ReaderChip['state'], string>> = {
  none: 'rchip--none',
  connecting: 'rchip--none',
  ready: '',
  'waiting-for-card': 'rchip--busy',
  busy: 'rchip--busy',
  lost: 'rchip--off',
  'in-doubt': 'rchip--doubt',
};

/** The reader of this register, in its name and one word. */
export function ReaderChipMark(props: { readonly reader: ReaderChip }) {
  const texts = useTexts().frame.reader;
  const { state, label } = props.reader;
  return (
    <span className={joinClasses('rchip', CHIP_LOOKS[state])} data-reader-state={state}>
      <Icon of={state === 'in-doubt' ? CircleQuestionMark : SmartphoneNfc} size="sm" />
      {state === 'none' ? texts.none : `${label ?? texts.unnamed} · ${texts[state]}`}
    </span>
  );
}
