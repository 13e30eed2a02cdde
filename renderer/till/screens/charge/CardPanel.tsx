import { CreditCard, MoveRight, Nfc, SmartphoneNfc } from 'lucide-react';
import type { CardPanel as CardPanelView, ChargeAction } from '../../../../shared/contract/views/charge.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { Button, Icon, joinClasses, Money, MoneyLine, type Hint } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { formatDateTime, formatSince, formatSpan } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { orderActions, PANEL_LOOKS, sayPanel, type PanelLook } from './panel-look.ts';

/**
 * One frame for every state of a card payment: who and how often, how far, how much, what to do, whether money moved,
 * what next. Main decides state, money line and actions; this draws them.
 */
export function CardPanel(props: { readonly panel: CardPanelView; readonly currency: string }) {
  const said = useTexts();
  const { charge: texts, legs } = said;
  const { tray, decide } = legs;
  const locale = useFormatLocale();
  const { panel, currency } = props;
  // The page's own clock ticks late: the first second would show more than there is.
  const nowMs = Math.max(useNowMs(500), panel.sinceMs);
  const look = PANEL_LOOKS[panel.state];
  const says = sayPanel(panel, said, useSnapshot().reader.trouble?.cause);
  const released = formatSpan((panel.releaseAtMs ?? nowMs) - nowMs, { roundUp: true });
  const amount = { amountMinor: panel.amountMinor, currency };
  return (
    <section
      className="cardpay"
      data-state={panel.state}
      data-tone={look.tone === 'accent' ? undefined : look.tone}
    >
      <div className="cardpay__top">
        <span className="row">
          <Icon of={SmartphoneNfc} size="sm" />
          {panel.readerLabel}
        </span>
        <span>
          {[
            panel.driver === 'server-driven' ? texts.overTheInternet : null,
            panel.attempt > 0 ? texts.attempt(panel.attempt) : null,
            look.isWaiting ? formatSpan(nowMs - panel.sinceMs) : null,
            panel.nextTryAtMs === null || panel.nextTryAtMs <= nowMs
              ? null
              : tray.next(formatSpan(panel.nextTryAtMs - nowMs, { roundUp: true })),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <Track look={look} />
      <div className="cardpay__body">
        <Disc look={look} />
        <p>
          <Money {...amount} size="amount" />
        </p>
        <h2 className="cardpay__title">{says.title}</h2>
        {panel.twin === null ? null : (
          <p className="cardpay__text">
            <b>{texts.twin(panel.twin, Math.floor((nowMs - panel.twin.atMs) / 60_000))}</b>
          </p>
        )}
        <p className="cardpay__text">{says.text.replace('{released}', released)}</p>
        {panel.state === 'reader-lost' ? <TakenBy nowMs={nowMs} /> : null}
        {panel.heldBy === null ? null : <p className="small">{texts.heldBy(panel.heldBy)}</p>}
        {panel.decision === null ? null : (
          <p className="small">{decide.by(panel.decision.managerName, panel.decision.reason)}</p>
        )}
        {panel.captureBeforeMs === null ? null : (
          <p className={panel.captureNear ? 'small ink-danger' : 'small faint'}>
            {tray.deadline(formatDateTime(panel.captureBeforeMs, locale))}
          </p>
        )}
        {panel.state === 'present-card' ? <Accepts /> : null}
        {panel.actions.includes('open-reader-settings') ? <ReaderSettingsLink /> : null}
      </div>
      <div className="cardpay__foot">
        <MoneyLine {...amount} state={panel.moneyLine} />
        <Actions panel={panel} />
      </div>
      <CardAnnouncement title={says.title} panel={panel} />
    </section>
  );
}

/** The register that has the reader now, and since when; nothing where nobody is known to have it. */
function TakenBy(props: { readonly nowMs: number }) {
  const { readerCauses } = useTexts();
  const locale = useFormatLocale();
  const usedBy = useSnapshot().reader.trouble?.usedBy ?? null;
  return usedBy === null ? null : (
    <p className="small">
      {readerCauses.heldBy(usedBy.register, formatSince(usedBy.sinceMs, props.nowMs, locale))}
    </p>
  );
}

function Track(props: { readonly look: PanelLook }) {
  const { track } = useTexts().charge;
  const names = [track.reader, track.card, track.bank, track.saved];
  return (
    <div className="track" aria-hidden="true">
      {names.map((name, index) => (
        <span key={name} className={joinClasses('track__seg', `is-${props.look.track[index] ?? 'open'}`)}>
          {name}
        </span>
      ))}
    </div>
  );
}

function Disc(props: { readonly look: PanelLook }) {
  const { disc, icon } = props.look;
  const hasModifier = disc !== 'plain' && disc !== 'pin';
  return (
    <div className={joinClasses('cardpay__disc', hasModifier && `cardpay__disc--${disc}`)} aria-hidden="true">
      {disc === 'pin' ? (
        <span className="pin">
          <i className="is-in" />
          <i className="is-in" />
          <i />
          <i />
        </span>
      ) : (
        <Icon of={icon} size="xl" />
      )}
    </div>
  );
}

function Accepts() {
  const { methods } = useTexts().charge.virtualReader;
  return (
    <div className="accepts" aria-hidden="true">
      <span>
        <Icon of={Nfc} size="sm" />
        {methods.tap}
      </span>
      <span>
        <Icon of={CreditCard} size="sm" />
        {methods.insert}
      </span>
      <span>
        <Icon of={MoveRight} size="sm" />
        {methods.swipe}
      </span>
    </div>
  );
}

/** The settings stand with the words, not with the ways on: they lead away from the sale. */
function ReaderSettingsLink() {
  const texts = useTexts().charge;
  const carryOut = useTill((state) => state.carryOut);
  return (
    <Button kind="link" onClick={() => void carryOut('open-reader-settings')}>
      {texts.actions['open-reader-settings']}
    </Button>
  );
}

/** A button for each action that main allows now, or why there is none. */
function Actions(props: { readonly panel: CardPanelView }) {
  const texts = useTexts().charge;
  const carryOut = useTill((state) => state.carryOut);
  const { state } = props.panel;
  const actions = props.panel.actions.filter((action) => action !== 'open-reader-settings');
  const { secondary, primary } = orderActions(actions);
  if (actions.length === 0)
    return (
      <p className="small faint cardpay__noaction">
        {state === 'processing' ? texts.noCancelNow : texts.carriesOn}
      </p>
    );
  const isTight = actions.length > 2;
  const label = (action: ChargeAction): string =>
    action === 'other-way-to-pay' && isTight ? texts.cash : texts.actions[action];
  const hint = (action: ChargeAction): { readonly keyHint?: Hint } =>
    action === 'cancel'
      ? { keyHint: 'Escape' }
      : action === 'other-way-to-pay' && isTight
        ? { keyHint: 'pay-cash' }
        : {};
  return (
    <div className={joinClasses('cardpay__actions', `cardpay__actions--${Math.min(actions.length, 4)}`)}>
      {secondary.map((action) => (
        <Button key={action} size="sale" {...hint(action)} onClick={() => void carryOut(action)}>
          {label(action)}
        </Button>
      ))}
      {primary === null ? null : (
        <Button kind="primary" size="sale" keyHint="Enter" onClick={() => void carryOut(primary)}>
          {label(primary)}
        </Button>
      )}
    </div>
  );
}

/** Says each new state aloud once. The running time is left out, or it would be read every second. */
function CardAnnouncement(props: { readonly title: string; readonly panel: CardPanelView }) {
  const texts = useTexts().charge;
  const isUrgent = ['in-doubt', 'not-asked', 'declined', 'suspected-twin'].includes(props.panel.state);
  return (
    <p className="sr" role={isUrgent ? 'alert' : 'status'} aria-live={isUrgent ? 'assertive' : 'polite'}>
      {`${props.title}. ${texts.moneyLine[props.panel.moneyLine]('')}`.trim()}
    </p>
  );
}
