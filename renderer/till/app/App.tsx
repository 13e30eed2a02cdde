import { CSPProvider } from '@base-ui/react/csp-provider';
import { LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { localeFacts } from '../../../shared/domain/locale/index.ts';
import { Button, ErrorBanner, Icon, Logo } from '../components/index.ts';
import { KeyboardProvider, type Keyboard } from '../keyboard/index.ts';
import { TillStoreProvider, useTill, type TillStore } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';
import { tellOfTouches } from './touches.ts';
import { BareFrame, Frame } from './Frame.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { Sounds } from './Sounds.tsx';
import { FirstRun, Locked, RoutedScreen } from './RoutedScreen.tsx';

/** The whole page: store, keyboard, and the one screen that fits main's snapshot. */
export function App(props: { readonly store: TillStore; readonly keyboard: Keyboard }) {
  const { store } = props;
  useEffect(() => store.getState().start(), [store]);
  useEffect(
    () => tellOfTouches(window, () => void store.getState().ask('app.stir', {}, { quiet: true })),
    [store],
  );
  return (
    // No style elements: the content security policy of the page admits none.
    <CSPProvider disableStyleElements>
      <KeyboardProvider keyboard={props.keyboard}>
        <TillStoreProvider store={store}>
          <Page />
          <Sounds />
        </TillStoreProvider>
      </KeyboardProvider>
    </CSPProvider>
  );
}

function Page() {
  const snapshot = useTill((state) => state.snapshot);
  const routeName = useTill((state) => state.route.name);
  useEffect(() => {
    if (snapshot === null) return;
    document.documentElement.lang = snapshot.locale;
    document.documentElement.dir = localeFacts(snapshot.locale).direction;
  }, [snapshot]);
  if (snapshot === null) return <StartPage />;
  if (!snapshot.setUp)
    return (
      <BareFrame>
        <FirstRun />
      </BareFrame>
    );
  if (snapshot.locked)
    return (
      <BareFrame>
        <Locked />
      </BareFrame>
    );
  return (
    <Frame>
      <ScreenBoundary key={routeName}>
        <RoutedScreen />
      </ScreenBoundary>
    </Frame>
  );
}

/** Before the first snapshot: loading, or why there is none. */
function StartPage() {
  const texts = useTexts().frame;
  const error = useTill((state) => state.startError);
  const reload = useTill((state) => state.reload);
  return (
    <main className="start">
      <span className="start__logo">
        <Logo />
      </span>
      {error === null ? (
        <p className="checking" role="status">
          <Icon of={LoaderCircle} className="spin" />
          {texts.loading}
        </p>
      ) : (
        <div className="start__error">
          <ErrorBanner
            error={error}
            action={<Button onClick={() => void reload()}>{texts.tryAgain}</Button>}
          />
        </div>
      )}
    </main>
  );
}
