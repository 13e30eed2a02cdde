import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Banner, Button, ErrorBanner } from '../components/index.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';
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

/** Ribbon, rail and status bar around a screen. What main refused last stands above the screen, never over the cart. */
export function Frame(props: { readonly children: ReactNode }) {
  const { mode } = useSnapshot();
  const [showsCash, setShowsCash] = useState(false);
  const openCash = (): void => setShowsCash(true);
  return (
    <div className="app" data-mode={mode === 'live' ? undefined : (mode ?? undefined)}>
      <Ribbon />
      <Rail />
      <div className="app__screen">
        <Notices />
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

function Notices() {
  const texts = useTexts().frame;
  const { degraded, auditAlert, cashier } = useSnapshot();
  const audit = useTexts().people.pages.audit;
  const go = useTill((state) => state.go);
  const tampered = auditAlert && cashier?.denied.includes('audit.view') !== true;
  const notice = useTill((state) => state.notice);
  const dismiss = useTill((state) => state.dismissNotice);
  return (
    <div className="notices">
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
      <LineNotice />
      <UnwoundNotice />
      <PrintNotice />
      {notice === null ? null : <ErrorBanner error={notice} onDismiss={dismiss} />}
    </div>
  );
}
