import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect } from 'react';
import { localeFacts } from '../../../shared/domain/locale/index.ts';
import { Button, ErrorBanner, Logo, Skeleton } from '../components/index.ts';
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
  if (error === null) return <StartSkeleton label={texts.loading} />;
  return (
    <main className="start">
      <span className="start__logo">
        <Logo />
      </span>
      <div className="start__error">
        <ErrorBanner error={error} action={<Button onClick={() => void reload()}>{texts.tryAgain}</Button>} />
      </div>
    </main>
  );
}

const WAYS = 7;
const TILES = 12;

/** The till in outline, where rail, products and cart will stand, so that nothing jumps when it is there. */
function StartSkeleton(props: { readonly label: string }) {
  return (
    <main className="starting">
      <p className="sr" role="status">
        {props.label}
      </p>
      <div className="starting__rail" aria-hidden="true">
        <span className="rail__logo">
          <Logo />
        </span>
        {Array.from({ length: WAYS }, (_, index) => (
          <Skeleton key={index} className="starting__way" />
        ))}
      </div>
      <div className="starting__left" aria-hidden="true">
        <Skeleton className="starting__search" />
        <div className="starting__tiles">
          {Array.from({ length: TILES }, (_, index) => (
            <Skeleton key={index} className="skel--tile" />
          ))}
        </div>
      </div>
      <div className="starting__cart" aria-hidden="true">
        <Skeleton className="starting__way" />
        <Skeleton className="starting__charge" />
      </div>
    </main>
  );
}
