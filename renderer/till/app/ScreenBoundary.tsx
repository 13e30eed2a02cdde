import { Component, type ReactNode } from 'react';
import { Button, ErrorBanner } from '../components/index.ts';
import { useTill } from '../store/index.ts';
import { useTexts } from '../text/use-texts.tsx';

/**
 * Catches a bug in one screen, so that the frame, the way to the other screens and the state of payments stay. Nobody
 * at a counter reads a stack trace: they read that nothing was lost, and go back to selling.
 */
export class ScreenBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <FailedScreen onLeave={() => this.setState({ hasFailed: false })} />;
  }
}

function FailedScreen(props: { readonly onLeave: () => void }) {
  const texts = useTexts().frame.rail;
  const go = useTill((state) => state.go);
  return (
    <main className="main">
      <div className="notices">
        <ErrorBanner
          error={{ code: 'APP_UNEXPECTED' }}
          action={
            <Button
              onClick={() => {
                go({ name: 'sell' });
                props.onLeave();
              }}
            >
              {texts.sell}
            </Button>
          }
        />
      </div>
    </main>
  );
}
