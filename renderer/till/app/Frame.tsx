import { MoonStar, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Banner, Button, ErrorBanner } from '../components/index.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { formatDateTime } from '../text/index.ts';
import { useFormatLocale, useTexts } from '../text/use-texts.tsx';
import { PrintNotice } from '../screens/printing/index.ts';
import { CashMenu, CashMenuKey } from '../screens/drawer/index.ts';
import { usePageContext } from '../screens/use-page-context.ts';
import { KeysOverlay } from '../screens/keys/index.ts';
import { LineNotice, LinesPanel } from '../screens/lines/index.ts';
import { ManagerTasks, Tray, UnwoundNotice } from '../screens/tray/index.ts';
import { GrantApproval } from '../screens/lock/GrantDialog.tsx';
import { SwitchPerson } from '../screens/lock/SwitchDialog.tsx';
import { Rail } from './Rail.tsx';
import { Ribbon } from './Ribbon.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useSettling } from './use-settling.ts';

/** Ribbon, rail and status bar around a screen. What main refused last stands above the screen, never over the cart. */
export function Frame(props: { readonly children: ReactNode }) {
  const { mode } = useSnapshot();
  const [showsCash, setShowsCash] = useState(false);
  const openCash = (): void => setShowsCash(true);
  const settling = useSettling();
  return (
    <div className="app" data-mode={mode === 'live' ? undefined : (mode ?? undefined)}>
      <Ribbon />
      <Rail />
      <div className="app__screen" ref={settling.screen}>
        <div className="notices" ref={settling.notices}>
          <Notices />
        </div>
        {props.children}
      </div>
      <StatusBar onCash={openCash} />
      <CashMenuKey onOpen={openCash} />
      {showsCash ? <Cash onClose={() => setShowsCash(false)} /> : null}
      <Tray />
      <ManagerTasks />
      <SwitchPerson />
      <GrantApproval />
      <KeysOverlay />
      <LinesPanel />
    </div>
  );
}

function Cash(props: { readonly onClose: () => void }) {
  return <CashMenu context={usePageContext()} onClose={props.onClose} />;
}

/** The ribbon and a screen without rail and status bar: first run and lock. */
export function BareFrame(props: { readonly children: ReactNode }) {
  const { mode } = useSnapshot();
  return (
    <div className="app app--bare" data-mode={mode === 'live' ? undefined : (mode ?? undefined)}>
      <Ribbon />
      <div className="app__screen">{props.children}</div>
    </div>
  );
}

/** A shift that nobody closed last night. Said once; the footer goes on saying it. */
function OvernightNotice() {
  const texts = useTexts().frame.overnight;
  const locale = useFormatLocale();
  const { shift, cashier } = useSnapshot();
  const go = useTill((state) => state.go);
  const [put, setPut] = useState<number | null>(null);
  if (shift?.leftOvernight !== true || put === shift.number) return null;
  return (
    <Banner
      tone="warning"
      icon={MoonStar}
      title={texts.title(shift.number, formatDateTime(shift.openedAtMs, locale))}
      action={
        <span className="row">
          {cashier?.denied.includes('shift.close') === true ? null : (
            <Button onClick={() => go({ name: 'shift' })}>{texts.toShift}</Button>
          )}
          <Button kind="quiet" onClick={() => setPut(shift.number)}>
            {texts.later}
          </Button>
        </span>
      }
    >
      {texts.text(shift.openedByName)}
    </Banner>
  );
}

function Notices() {
  const texts = useTexts().frame;
  const { degraded, auditAlert, cashier } = useSnapshot();
  const audit = useTexts().people.pages.audit;
  const go = useTill((state) => state.go);
  const tampered = auditAlert && cashier?.denied.includes('audit.view') !== true;
  const notice = useTill((state) => state.notice);
  const dismiss = useTill((state) => state.dismissNotice);
  return (
    <>
      {degraded === null ? null : (
        <Banner
          tone="danger"
          icon={TriangleAlert}
          title={texts.degraded[degraded].title}
          announce="assertive"
        >
          {texts.degraded[degraded].text}
        </Banner>
      )}
      {tampered ? (
        <Banner
          tone="danger"
          icon={TriangleAlert}
          title={audit.alertTitle}
          announce="assertive"
          action={
            <Button onClick={() => go({ name: 'settings', section: 'audit' })}>{audit.alertAction}</Button>
          }
        >
          {audit.alertText}
        </Banner>
      ) : null}
      <OvernightNotice />
      <LineNotice />
      <UnwoundNotice />
      <PrintNotice />
      {notice === null ? null : <ErrorBanner error={notice} onDismiss={dismiss} />}
    </>
  );
}
