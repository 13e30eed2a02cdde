import { CircleQuestionMark, Info, OctagonX, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/envelope.ts';
import { sayError, type SaidError } from '../text/index.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Banner, type BannerTone } from './Banner.tsx';
import { Button } from './Button.tsx';

/** A refusal by main in words: what happened, whether money moved, what to do now. */
export function ErrorBanner(props: {
  readonly error: ContractError;
  readonly onDismiss?: () => void;
  readonly action?: ReactNode;
}) {
  const texts = useTexts();
  const said = sayError(props.error, texts);
  const { tone, icon } = lookOf(said);
  return (
    <Banner
      tone={tone}
      icon={icon}
      title={said.title}
      announce={said.severity === 'info' ? 'polite' : 'assertive'}
      action={
        <>
          {props.action}
          {props.onDismiss === undefined ? null : (
            <Button
              kind="quiet"
              size="sale"
              iconOnly
              icon={X}
              aria-label={texts.frame.dismiss}
              onClick={props.onDismiss}
            />
          )}
        </>
      }
    >
      {said.happened} <b>{said.money}</b> {said.todo}
      {said.reference === null ? null : (
        <span className="small faint"> {texts.frame.reference(said.reference)}</span>
      )}
    </Banner>
  );
}

function lookOf(said: SaidError): { readonly tone: BannerTone; readonly icon: LucideIcon } {
  if (said.dataSafety === 'outcome-unknown') return { tone: 'doubt', icon: CircleQuestionMark };
  switch (said.severity) {
    case 'info':
      return { tone: 'info', icon: Info };
    case 'warning':
      return { tone: 'warning', icon: TriangleAlert };
    case 'critical':
      return { tone: 'danger', icon: OctagonX };
    default:
      return assertNever(said.severity, 'severity');
  }
}
